import Glibc
import Testing
import Threads

@testable import SQLite
import TestFiles

/// Opening a database that no other process may have open.
struct SoleUseTests {
    let folder: TemporaryDirectory
    private let reports = Monitor([String]())

    init() throws {
        folder = try TemporaryDirectory()
        try Connection(path: folder.database, mode: .writer).makeFilmTable()
    }

    private func open(limit: Duration, because reason: @escaping @Sendable () -> String? = { "it changes" }) throws {
        let lock = try FileLock(path: folder.lock)
        try lock.acquire()
        defer { lock.release() }
        let use = SoleUse(
            limit: limit, reason: { _ in reason() },
            report: { [reports] line in
                reports.withLock { $0.append(line) }
                reports.notifyAll()
            })
        let connection = try use.open(folder.database, holding: lock)
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
}
