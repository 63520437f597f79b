import Glibc
import Testing
import Threads

@testable import SQLite
import TestFiles

struct ReadLockHolderTests {
    let folder: TemporaryDirectory

    init() throws { folder = try TemporaryDirectory() }

    @Test func aWriterKeepsTheLockThatReadersShare() throws {
        let writer = try GroupCommitWriter(path: folder.database) { try $0.makeFilmTable() }
        defer { writer.stop() }
        // The writer thread has begun to wait for work at the latest when it has done some.
        for name in ["One", "Two"] { try writer.write { try $0.add(name) } }
        #expect(eventually { holdsReadLock() })
    }

    @Test func anAnchorHoldsItsLockUntilItIsReleased() throws {
        try Connection(path: folder.database, mode: .writer).makeFilmTable()
        var anchor = ReadLockHolder(path: folder.database)
        #expect(!holdsReadLock())
        anchor.renew()
        #expect(holdsReadLock())
        anchor.release()
        #expect(!holdsReadLock())
        anchor.renew()
        #expect(holdsReadLock())
    }

    @Test func aReleasedAnchorLetsTheLogStartAnewAndARenewedOneSeesTheLatest() throws {
        let connection = try Connection(path: folder.database, mode: .writer)
        try connection.makeFilmTable()
        var anchor = ReadLockHolder(path: folder.database)
        anchor.renew()
        for name in ["One", "Two"] { try connection.add(name) }
        connection.setBusyTimeout(.milliseconds(1))
        // The anchor still needs what the log holds, so emptying it does not succeed.
        #expect(try connection.checkpoint(.truncate).frames > 0)
        anchor.release()
        #expect(try connection.checkpoint(.truncate) == .init(frames: 0, isComplete: true))
        anchor.renew()
        #expect(try Connection(path: folder.database, mode: .reader).films() == ["One", "Two"])
    }

    @Test func withoutADatabaseThereIsNoAnchorAndNoError() throws {
        var anchor = ReadLockHolder(path: folder.database)
        anchor.renew()
        anchor.release()
        try Connection(path: folder.database, mode: .writer).makeFilmTable()
        anchor.renew()
        #expect(holdsReadLock())
    }

    @Test func aWriterThatWaitsForTheLockBetweenProcessesGivesTheAnchorUp() throws {
        let writer = try GroupCommitWriter(path: folder.database) { try $0.makeFilmTable() }
        defer { writer.stop() }
        #expect(eventually { holdsReadLock() })
        let isLocked = Monitor(false)
        let gaveUp = Monitor(false)
        try onThreads(2) { [folder] thread in
            guard thread == 0 else {
                _ = isLocked.wait { $0 ? true : nil }
                return try writer.write { try $0.add("One") }
            }
            let other = try FileLock(path: folder.lock)
            try other.acquire()
            isLocked.withLock { $0 = true }
            isLocked.notifyAll()
            // Many times in a row, as it is also away for a moment whenever it is renewed.
            let isAway = eventually {
                (0..<50).allSatisfy { _ in !WriteAheadIndex.readers(of: folder.database).contains(getpid()) }
            }
            gaveUp.withLock { $0 = isAway }
            other.release()
        }
        #expect(gaveUp.withLock { $0 })
        #expect(eventually { holdsReadLock() })
    }

    private func holdsReadLock() -> Bool {
        WriteAheadIndex.readers(of: folder.database).contains(getpid())
    }
}

/// Whether something becomes true within 20 seconds.
private func eventually(_ condition: () throws -> Bool) rethrows -> Bool {
    let deadline = ContinuousClock.now + .seconds(20)
    while ContinuousClock.now < deadline {
        if try condition() { return true }
        usleep(200)
    }
    return false
}
