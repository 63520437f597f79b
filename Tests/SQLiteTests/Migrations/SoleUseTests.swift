import Glibc
import Testing
import Threads

@testable import SQLite
import TestFiles

/// Opening a database that no other process may have open.
@Suite(.onOwnThread)
struct SoleUseTests {
    let folder: TemporaryDirectory
    private let reports = Monitor([String]())
    private let announcements = Monitor([String]())

    init() throws {
        folder = try TemporaryDirectory()
        try Connection(path: folder.database, mode: .writer).makeFilmTable()
    }

    /// Opens it, and waits for `lockLimit` for a lock that another process keeps meanwhile.
    private func open(
        limit: Duration, lockLimit: Duration = .seconds(20),
        because reason: @escaping @Sendable () -> String? = { "it changes" }
    ) throws {
        let lock = try FileLock(path: folder.lock)
        try lock.acquire()
        defer { lock.release() }
        let watched = WatchedLock(
            lock, path: folder.lock, limit: lockLimit, holderLimit: .seconds(20),
            announce: { [announcements] line in
                announcements.withLock { $0.append(line) }
                announcements.notifyAll()
            })
        let use = SoleUse(
            limit: limit, reason: { _ in reason() },
            report: { [reports] line in
                reports.withLock { $0.append(line) }
                reports.notifyAll()
            })
        let connection = try use.open(folder.database, holding: watched)
        try connection.add("Ran")
        // What the holder of the lock does is not over yet.
        #expect(try !FileLock(path: folder.lock).tryAcquire())
    }

    @Test func aDatabaseThatNoProcessHasIsOpenedAtOnce() throws {
        try open(limit: .zero)
        #expect(reports.withLock(\.count) == 0)
    }

    @Test func oneThatAnotherProcessHasIsRefusedWhenTheTimeIsUp() throws {
        let other = try OtherProcess(having: folder.database)
        defer { other.end() }
        let start = ContinuousClock.now
        let error = #expect(throws: DatabaseInUse.self) { try open(limit: .milliseconds(300)) }
        #expect(ContinuousClock.now - start >= .milliseconds(300))
        #expect(error?.reason == "it changes")
        let process = try #require(error?.process)
        #expect(reports.withLock { $0 } == ["it changes: waiting for process \(process) to close it, for 1 s at most"])
        #expect(kill(process, 0) == 0)
        #expect(try Connection(path: folder.database, mode: .reader).films() == [])
    }

    @Test func withoutTimeItIsRefusedAtOnceAndNothingIsReported() throws {
        let other = try OtherProcess(having: folder.database)
        defer { other.end() }
        #expect(throws: DatabaseInUse.self) { try open(limit: .zero) }
        #expect(reports.withLock(\.count) == 0)
    }

    /// Its user can finish meanwhile what it is at, for which it needs the lock.
    @Test func itIsOpenedWhenTheOtherHasClosedIt() throws {
        let other = Monitor<OtherProcess?>(try OtherProcess(having: folder.database))
        let hadLock = Monitor(false)
        let thread = try SystemThread(name: "other") { [reports, folder] in
            _ = reports.wait(timeout: .seconds(20)) { $0.isEmpty ? nil : true }
            let lock = try? FileLock(path: folder.lock)
            try? lock?.acquire()
            hadLock.withLock { $0 = true }
            other.withLock { $0 = nil }
            lock?.release()
        }
        try open(limit: .seconds(20))
        thread.join()
        #expect(hadLock.withLock { $0 })
        #expect(try Connection(path: folder.database, mode: .reader).films() == ["Ran"])
    }

    @Test func whatNeedsNoSoleUseDoesNotWait() throws {
        let other = try OtherProcess(having: folder.database)
        defer { other.end() }
        try open(limit: .zero, because: { nil })
        #expect(try Connection(path: folder.database, mode: .reader).films() == ["Ran"])
    }

    /// As when two processes start at once, and one of them makes the change.
    @Test func whatAnotherProcessHasDoneMeanwhileIsNotWaitedFor() throws {
        let other = try OtherProcess(having: folder.database)
        defer { other.end() }
        let looks = Monitor(0)
        try open(limit: .seconds(20)) {
            looks.withLock { count in
                count += 1
                return count < 3 ? "it changes" : nil
            }
        }
        #expect(looks.withLock { $0 } == 3)
    }

    /// Has a process open the database. Once this one lets others have the lock, a third takes it and keeps it until
    /// `isOver`; then both end.
    private func takeLock(note sentence: String?, until isOver: @escaping @Sendable () -> Void) throws -> SystemThread {
        let other = Monitor<OtherProcess?>(try OtherProcess(having: folder.database))
        return try SystemThread(name: "third") { [reports, folder] in
            _ = reports.wait(timeout: .seconds(20)) { $0.isEmpty ? nil : true }
            let lock = try? FileLock(path: folder.lock)
            try? lock?.acquire()
            let note = sentence.flatMap { try? LockNote(path: folder.lock, $0) }
            isOver()
            other.withLock { $0 = nil }
            note?.end()
            lock?.release()
        }
    }

    /// As when a third process makes the change, while this one has let it have the lock.
    @Test func anUpgradeByAThirdProcessIsWaitedForAndAnnounced() throws {
        let thread = try takeLock(note: "process 1 upgrades it") {
            [announcements] in _ = announcements.wait(timeout: .seconds(10)) { $0.isEmpty ? nil : true }
        }
        try open(limit: .seconds(20), lockLimit: .seconds(2))
        thread.join()
        #expect(announcements.withLock { $0 } == ["process 1 upgrades it: waiting until it has ended"])
        #expect(try Connection(path: folder.database, mode: .reader).films() == ["Ran"])
    }

    @Test func aThirdProcessThatKeepsTheLockWithoutAWordIsNotWaitedForLong() throws {
        let isRefused = Monitor(false)
        let thread = try takeLock(note: nil) {
            _ = isRefused.wait(timeout: .seconds(10)) { $0 ? true : nil }
        }
        let error = #expect(throws: WriterError.self) { try open(limit: .seconds(20), lockLimit: .milliseconds(50)) }
        #expect(error == .timedOut)
        isRefused.withLock { $0 = true }
        isRefused.notifyAll()
        thread.join()
        #expect(announcements.withLock { $0 } == [])
    }

    @Test func whatAKilledProcessHasLeftInTheLockIsTakenAwayAgain() throws {
        let thread = try takeLock(note: nil) { [folder] in
            _ = try? folder.write("process 1 upgrades it", to: "test.db.lock")
        }
        try open(limit: .seconds(20))
        thread.join()
        #expect(LockNote.sentence(in: folder.lock) == nil)
    }
}
