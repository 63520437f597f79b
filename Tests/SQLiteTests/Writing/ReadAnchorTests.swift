import FoundationEssentials
import Glibc
import Testing

@testable import SQLite

struct ReadAnchorTests {
    let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    @Test func aWriterKeepsTheLockThatReadersShare() throws {
        let writer = try GroupCommitWriter(path: folder.database) { try $0.makeFilmTable() }
        defer { writer.stop() }
        // The writer thread has begun to wait for work at the latest when it has done some.
        for name in ["One", "Two"] { try writer.write { try $0.add(name) } }
        #expect(try eventually { try holdsReadLock() })
    }

    @Test func anAnchorHoldsItsLockUntilItIsReleased() throws {
        try Connection(path: folder.database, mode: .writer).makeFilmTable()
        var anchor = ReadAnchor(path: folder.database)
        #expect(try !holdsReadLock())
        anchor.renew()
        #expect(try holdsReadLock())
        anchor.release()
        #expect(try !holdsReadLock())
        anchor.renew()
        #expect(try holdsReadLock())
    }

    @Test func aReleasedAnchorLetsTheLogStartAnewAndARenewedOneSeesTheLatest() throws {
        let connection = try Connection(path: folder.database, mode: .writer)
        try connection.makeFilmTable()
        var anchor = ReadAnchor(path: folder.database)
        anchor.renew()
        for name in ["One", "Two"] { try connection.add(name) }
        connection.setBusyTimeout(.milliseconds(1))
        // The anchor still needs what the log holds, so emptying it does not succeed.
        #expect(try connection.checkpoint(.truncate) > 0)
        anchor.release()
        #expect(try connection.checkpoint(.truncate) == 0)
        anchor.renew()
        #expect(try Connection(path: folder.database, mode: .reader).films() == ["One", "Two"])
    }

    @Test func withoutADatabaseThereIsNoAnchorAndNoError() throws {
        var anchor = ReadAnchor(path: folder.database)
        anchor.renew()
        anchor.release()
        try Connection(path: folder.database, mode: .writer).makeFilmTable()
        anchor.renew()
        #expect(try holdsReadLock())
    }

    /// Whether this process holds one of the five read locks of the write-ahead log, bytes 123 to 127 of its index
    /// (https://www.sqlite.org/walformat.html#locks), as `/proc/locks` says.
    private func holdsReadLock() throws -> Bool {
        var status = stat()
        guard stat(folder.database + "-shm", &status) == 0 else { return false }
        return try String(contentsOfFile: "/proc/locks", encoding: .utf8).split(separator: "\n").contains { line in
            let fields = line.split(separator: " ")
            return fields.count >= 8 && fields[3] == "READ" && fields[4] == "\(getpid())"
                && fields[5].hasSuffix(":\(status.st_ino)") && (123...127).contains(Int(fields[6]) ?? 0)
        }
    }

    private func eventually(_ condition: () throws -> Bool) rethrows -> Bool {
        let deadline = ContinuousClock.now + .seconds(20)
        while ContinuousClock.now < deadline {
            if try condition() { return true }
            sched_yield()
        }
        return false
    }
}
