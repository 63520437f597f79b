import Glibc
import Testing

@testable import Processes

@Suite struct StartupMemoryTests {
    @Test func theCodeOfAFileIsFound() {
        let line: Substring =
            "559a0026b000-559a012ba000 r-xp 0026a000 fe:00 1234567                    /opt/movie bag/movie-bag"
        #expect(StartupMemory.codeMapping(line) == 0x559a_0026_b000..<0x559a_012b_a000)
    }

    @Test(arguments: [
        "559a01720000-559a03b29000 rw-p 0171f000 fe:00 1234567                    /opt/movie-bag/movie-bag",
        "559a00000000-559a0008f000 r--p 00000000 fe:00 1234567                    /opt/movie-bag/movie-bag",
        "559a00000000-559a0008f000 rwxp 00000000 fe:00 1234567                    /opt/movie-bag/movie-bag",
        "7ffd1b5c8000-7ffd1b5ca000 r-xp 00000000 00:00 0                          [vdso]",
        "7f3c00000000-7f3c00021000 r-xp 00000000 00:00 0",
        "7f3c00021000-7f3c00000000 r-xp 00000000 fe:00 1234567                    /lib/x.so",
        "nonsense r-xp 00000000 fe:00 1234567 /lib/x.so", "",
    ])
    func whatIsNoCodeOfAFileIsLeftAlone(line: String) {
        #expect(StartupMemory.codeMapping(line[...]) == nil)
    }

    /// Libraries are mapped behind the program and the heap, so theirs are not among the first lines.
    @Test(arguments: ["getpid", "sqlite3_open_v2", "FCGX_Accept_r", "EVP_MAC_init"])
    func theCodeOfEveryLibraryIsFound(function: String) throws {
        let address = try #require(dlsym(UnsafeMutableRawPointer(bitPattern: 0), function))
        let mappings = StartupMemory.mappings
        #expect(mappings.contains { $0.contains(UInt(bitPattern: address)) })
    }

    @Test func aProcessGoesOnAfterItsCodeWasReleased() {
        StartupMemory.release()
        #expect((0..<100).map { "\($0)" }.joined().count == 190)
    }
}
