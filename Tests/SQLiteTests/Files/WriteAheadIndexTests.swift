import Glibc
import Testing

@testable import SQLite
import TestFiles

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
        #expect(WriteAheadIndex.readers(of: try TemporaryDirectory().database) == [])
    }

    /// The kernel shows locks in no order that a test could rely on, and some 80 of them in 4 kB.
    @Test func aReaderIsFoundHoweverManyLocksThereAre() throws {
        let databases = try (0..<30).map { _ in try TemporaryDirectory() }
        var files: [Int32] = []
        // Closing a file drops all locks of this process on it.
        defer { files.forEach { close($0) } }
        for folder in databases {
            let file = open(folder.database + "-shm", O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
            try #require(file >= 0)
            files.append(file)
            // Neighbours of one kind would become one lock.
            for byte in [124, 200, 202, 204, 206] {
                var lock = flock()
                (lock.l_type, lock.l_whence) = (Int16(F_RDLCK), Int16(SEEK_SET))
                (lock.l_start, lock.l_len) = (off_t(byte), 1)
                try #require(fcntl(file, F_SETLK, &lock) == 0)
            }
        }
        for folder in databases {
            // The kernel gives the file out in parts, between which a lock of another process may move a line away.
            let isFound = (0..<100).contains { _ in WriteAheadIndex.readers(of: folder.database) == [getpid()] }
            #expect(isFound)
        }
    }
}
