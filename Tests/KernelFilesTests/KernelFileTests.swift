import Glibc
import KernelFiles
import Testing

@Suite struct KernelFileTests {
    /// A test program has some 300 mappings, of 100 bytes each, and its stack is one of the last.
    @Test func aFileThatComesInPiecesIsReadToItsEnd() throws {
        let maps = try #require(KernelFile.text("/proc/self/maps"))
        #expect(maps.utf8.count > 4096)
        #expect(maps.contains(" [stack]\n"))
        #expect(maps.hasSuffix("\n"))
    }

    @Test func aShortOneIsReadWhole() throws {
        #expect(KernelFile.text("/proc/self/comm")?.hasSuffix("\n") == true)
        #expect(KernelFile.text("/dev/null") == "")
    }

    @Test func whatIsNotThereIsNoText() {
        #expect(KernelFile.text("/proc/self/nonexistent") == nil)
        #expect(KernelFile.text("/proc") == nil)
    }
}
