import FoundationEssentials
import Glibc
import TestFiles
import Testing
import Threads

@testable import SQLite

/// A process that waits for the lock between processes, and what the holder says that it is doing.
@Suite(.onOwnThread)
struct LockNoteTests {
    let folder: TemporaryDirectory
    private let announced = Monitor([String]())

    init() throws { folder = try TemporaryDirectory() }

    /// Opens a writer that waits for the lock for a moment, and for a holder without a sign of life for `holderLimit`.
    private func open(holderLimit: Duration) throws {
        let setup = GroupCommitWriter.Setup(
            path: folder.database, lockPath: folder.lock, prepare: { try $0.makeFilmTable() }, report: { _ in },
            announce: { [announced] line in
                announced.withLock { $0.append(line) }
                announced.notifyAll()
            }, holderLimit: holderLimit)
        try GroupCommitWriter(setup, waitLimit: .milliseconds(50)).stop()
    }

    @Test func theSentenceIsThereUntilTheEnd() throws {
        let lock = try FileLock(path: folder.lock)
        try lock.acquire()
        #expect(LockNote.sentence(in: folder.lock) == nil)
        let note = try LockNote(path: folder.lock, "process 1 upgrades it")
        #expect(LockNote.sentence(in: folder.lock) == "process 1 upgrades it")
        note.end()
        #expect(LockNote.sentence(in: folder.lock) == nil)
        // Whatever was done to the file, it is locked.
        #expect(try !FileLock(path: folder.lock).tryAcquire())
    }

    /// Much longer than for a holder that says nothing, and longer than for one that shows no sign of life.
    @Test func aHolderThatShowsWhatItIsDoingIsWaitedFor() throws {
        let lock = try FileLock(path: folder.lock)
        try lock.acquire()
        let note = try LockNote(path: folder.lock, "process 1 upgrades it")
        let held = Monitor(lock)
        let thread = try SystemThread(name: "holder") { [announced] in
            _ = announced.wait(timeout: .seconds(60)) { $0.isEmpty ? nil : true }
            sleep(5)
            note.end()
            held.withLock { $0.release() }
        }
        let start = ContinuousClock.now
        try open(holderLimit: .seconds(4))
        thread.join()
        #expect(ContinuousClock.now - start > .seconds(4.9))
        #expect(announced.withLock { $0 } == ["process 1 upgrades it: waiting until it has ended"])
    }

    /// Between the end of the sentence and the release of the lock a process that waits must not give up.
    @Test func aHolderThatHasJustEndedIsBusyForAMoment() throws {
        let lock = try FileLock(path: folder.lock)
        try lock.acquire()
        var watch = LockNoteWatch(path: folder.lock, limit: .seconds(30))
        #expect(watch.activity() == nil)
        let note = try LockNote(path: folder.lock, "process 1 upgrades it")
        #expect(watch.activity() == "process 1 upgrades it")
        note.end()
        #expect(watch.activity() == "process 1 upgrades it")
    }

    /// The sentence of a process that was killed, or is stopped.
    @Test func oneWithoutASignOfLifeIsNotWaitedForLong() throws {
        try Data("process 1 upgrades it".utf8).write(to: URL(filePath: folder.lock))
        let lock = try FileLock(path: folder.lock)
        try lock.acquire()
        let start = ContinuousClock.now
        #expect(throws: WriterError.timedOut) { try open(holderLimit: .milliseconds(500)) }
        #expect(ContinuousClock.now - start >= .milliseconds(500))
        lock.release()
    }

    @Test func whatAKilledProcessHasLeftIsTakenAway() throws {
        try Data("process 1 upgrades it".utf8).write(to: URL(filePath: folder.lock))
        try open(holderLimit: .seconds(30))
        #expect(LockNote.sentence(in: folder.lock) == nil)
        #expect(announced.withLock { $0 } == [])
    }
}
