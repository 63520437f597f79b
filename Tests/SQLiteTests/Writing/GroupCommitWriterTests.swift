import Testing
import Threads

@testable import SQLite
import TestFiles

@Suite(.onOwnThread)
struct GroupCommitWriterTests {
    let folder: TemporaryDirectory
    /// Passes in some tests, while in others a loaded machine must be able to begin a write within it.
    let shortLimit = Duration.seconds(2)

    init() throws { folder = try TemporaryDirectory(inMemory: true) }

    private func makeWriter(waitLimit: Duration = .seconds(60)) throws -> GroupCommitWriter {
        try GroupCommitWriter(path: folder.database, waitLimit: waitLimit) { try $0.makeFilmTable() }
    }

    private func films() throws -> [String] {
        try Connection(path: folder.database, mode: .reader).films()
    }

    @Test func writeReturnsWhatItsClosureReturnsOnceItIsCommitted() throws {
        let writer = try makeWriter()
        let changes = try writer.write { connection in
            try connection.add("Ran")
            return connection.changes
        }
        #expect(changes == 1)
        #expect(try films() == ["Ran"])
        writer.stop()
    }

    @Test func amongManyCallersOnlyTheRefusedOnesMiss() throws {
        let writer = try makeWriter()
        try writer.write { try $0.add("taken") }
        let refused = Monitor(0)
        try onThreads(64) { thread in
            for round in 0..<10 {
                let name = thread % 4 == 0 ? "taken" : "\(thread)-\(round)"
                do {
                    try writer.write { connection in
                        try connection.add("\(thread)-\(round) first")
                        try connection.add(name)
                    }
                } catch let error as SQLiteError where error.isUniqueViolation {
                    refused.withLock { $0 += 1 }
                }
            }
        }
        #expect(refused.withLock { $0 } == 160)
        var expected: Set = ["taken"]
        for thread in 0..<64 where thread % 4 != 0 {
            for round in 0..<10 { expected.formUnion(["\(thread)-\(round)", "\(thread)-\(round) first"]) }
        }
        #expect(try Set(films()) == expected)
        writer.stop()
    }

    @Test func twoWritersOnOneFileShareIt() throws {
        let writers = try (0..<2).map { _ in try makeWriter() }
        try onThreads(16) { thread in
            for round in 0..<50 {
                try writers[thread % 2].write { try $0.add("\(thread)-\(round)") }
            }
        }
        #expect(try films().count == 16 * 50)
        for writer in writers { writer.stop() }
        #expect(try Connection(path: folder.database, mode: .reader).texts("PRAGMA integrity_check") == ["ok"])
    }

    @Test func writeThatCannotBeginInTimeIsNotDoneLater() throws {
        let writer = try makeWriter(waitLimit: shortLimit)
        let lock = try FileLock(path: folder.lock)
        try lock.acquire()
        #expect(throws: WriterError.timedOut) { try writer.write { try $0.add("Ran") } }
        lock.release()
        try writer.write { try $0.add("Ikiru") }
        writer.stop()
        #expect(try films() == ["Ikiru"])
    }

    @Test func aWriterThatWaitsForTheLockDoesNotKeepTheLogFromStartingAnew() throws {
        let writer = try makeWriter()
        let lock = try FileLock(path: folder.lock)
        try lock.acquire()
        let waiting = try SystemThread(name: "test") {
            #expect(throws: Never.self) { try writer.write { try $0.add("Ran") } }
        }
        let other = try Connection(path: folder.database, mode: .writer, busyTimeout: shortLimit)
        // Whether or not the writer waits already in the first of these rounds, in the last it does.
        for round in 0..<8 {
            try other.add("\(round)")
            _ = try other.checkpoint(.truncate)
            #expect(try folder.size(of: folder.log) == 0)
        }
        lock.release()
        waiting.join()
        writer.stop()
        #expect(try films().contains("Ran"))
    }

    @Test func writeWithoutPatienceWaitsForAMomentOnly() throws {
        let writer = try makeWriter()
        let lock = try FileLock(path: folder.lock)
        try lock.acquire()
        #expect(throws: WriterError.timedOut) { try writer.write(timeRemaining: .zero) { try $0.add("Ran") } }
        lock.release()
        try writer.write { try $0.add("Ikiru") }
        writer.stop()
        #expect(try films() == ["Ikiru"])
    }

    @Test func writeThatHasBegunIsWaitedFor() throws {
        let writer = try makeWriter(waitLimit: shortLimit)
        let never = Monitor(false)
        try writer.write { [shortLimit] connection in
            // Work that takes longer than a write may wait to begin.
            _ = never.wait(timeout: shortLimit + .milliseconds(50)) { $0 ? true : nil }
            try connection.add("Ran")
        }
        writer.stop()
        #expect(try films() == ["Ran"])
    }

    @Test func openingGivesUpWhenTheLockIsKept() throws {
        let lock = try FileLock(path: folder.lock)
        try lock.acquire()
        #expect(throws: WriterError.timedOut) { try makeWriter(waitLimit: .milliseconds(30)) }
        lock.release()
        // Whether or not the abandoned thread has the lock by now, it makes nothing.
        try lock.acquire()
        #expect(!folder.holds(folder.database))
    }

    @Test func openingThrowsWhatPreparingThrows() throws {
        struct Refusal: Error {}
        #expect(throws: Refusal.self) {
            try GroupCommitWriter(path: folder.database) { _ in throw Refusal() }
        }
    }

    @Test func openingReportsAnUnusablePath() throws {
        let error = #expect(throws: SQLiteError.self) {
            try GroupCommitWriter(path: folder.path + "/nowhere/test.db") { _ in }
        }
        #expect(error?.isCannotOpen == true)
    }

    @Test func stoppingEmptiesTheLogAndRefusesWhatComesLater() throws {
        let writer = try makeWriter()
        try writer.write { try $0.add("Ran") }
        #expect(try folder.size(of: folder.log) > 0)
        writer.stop()
        writer.stop()
        #expect(try folder.size(of: folder.log) == 0)
        #expect(throws: WriterError.stopped) { try writer.write { try $0.add("Ikiru") } }
        #expect(try films() == ["Ran"])
    }

    @Test func stoppingFinishesWhatIsQueued() throws {
        let writer = try makeWriter()
        let started = Monitor(0)
        let done = Monitor(0)
        let stopper = try SystemThread(name: "test") {
            _ = started.wait { $0 == 16 ? true : nil }
            writer.stop()
        }
        try onThreads(16) { thread in
            started.withLock { $0 += 1 }
            started.notifyAll()
            do {
                try writer.write { try $0.add("\(thread)") }
                done.withLock { $0 += 1 }
            } catch WriterError.stopped {
                // Then it was told so.
            }
        }
        stopper.join()
        #expect(try films().count == done.withLock { $0 })
    }

    @Test func stoppingGivesUpWhenTheLockIsKept() throws {
        let writer = try makeWriter(waitLimit: shortLimit)
        let lock = try FileLock(path: folder.lock)
        try lock.acquire()
        writer.stop()
        #expect(throws: WriterError.stopped) { try writer.write { try $0.add("Ran") } }
        lock.release()
    }
}
