import Glibc
import Testing

@testable import SQLite

struct WriteAheadIndexTests {
    @Test(arguments: [
        ("5: POSIX  ADVISORY  READ  4711 fe:00:815 124 124", 4711),
        ("5: POSIX  ADVISORY  READ  4711 fe:00:815 123 123", 4711),
        // A checkpoint that keeps readers out holds several.
        ("12: POSIX  ADVISORY  WRITE 4711 08:01:815 124 127", 4711),
        // Somebody who waits, another file, other bytes, another kind of lock, no line at all.
        ("5: -> POSIX  ADVISORY  READ  4711 fe:00:815 124 124", nil),
        ("5: POSIX  ADVISORY  READ  4711 fe:00:816 124 124", nil),
        ("5: POSIX  ADVISORY  READ  4711 fe:00:5815 124 124", nil),
        ("5: POSIX  ADVISORY  READ  4711 fe:00:815 128 128", nil),
        ("5: POSIX  ADVISORY  WRITE 4711 fe:00:815 120 120", nil),
        ("5: FLOCK  ADVISORY  WRITE 4711 fe:00:815 0 EOF", nil),
        ("5: POSIX", nil), ("", nil),
    ])
    func aReaderIsRecognisedByTheBytesItLocks(_ line: Substring, _ holder: pid_t?) {
        #expect(WriteAheadIndex.holder(line, of: 815) == holder)
    }

    @Test func withoutADatabaseThereAreNoReaders() throws {
        #expect(WriteAheadIndex.readers(of: try TemporaryFolder().database) == [])
    }
}
