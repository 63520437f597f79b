import Glibc
import Synchronization
import Testing
import Threads

@testable import SQLite
import TestFiles

@Suite(.onOwnThread)
struct CheckpointerTests {
    private static let frame = 4096 + 24

    /// Patient and without a pause: what is bounded is what readers leave, not how late a busy machine wakes them.
    private static let shortLog = Checkpointer.Policy(
        passiveFrames: 100, restartFrames: 400, readerWaitLimit: .milliseconds(250), pause: .zero)

    let folder: TemporaryDirectory

    init() throws { folder = try TemporaryDirectory(inMemory: true) }

    @Test func logStaysShortUnderSteadyReadsAndWrites() throws {
        let failures = Monitor([WriterWarning]())
        var setup = GroupCommitWriter.Setup(
            path: folder.database, lockPath: folder.lock, prepare: { try $0.makeFilmTable() },
            report: { error in failures.withLock { $0.append(error) } })
        setup.checkpoints = Self.shortLog
        let writer = try GroupCommitWriter(setup, waitLimit: .seconds(60))
        let busyThreads = Atomic(16)
        let longest = Atomic(0)
        try onThreads(18) { thread in
            if thread < 16 {
                defer { busyThreads.subtract(1, ordering: .relaxed) }
                for round in 0..<400 {
                    // In an order that touches many pages.
                    try writer.write { try $0.add("\(round * 7919 % 400) of thread \(thread)") }
                }
            } else {
                let reader = try Connection(path: folder.database, mode: .reader)
                while busyThreads.load(ordering: .relaxed) > 0 {
                    _ = try reader.texts("SELECT name FROM film LIMIT 100")
                    longest.max(try folder.size(of: folder.log), ordering: .relaxed)
                }
            }
        }
        writer.stop()
        // The bound, one more interval for a batch that crossed it, and another for readers that were slow to leave.
        #expect(longest.load(ordering: .relaxed) < 600 * Self.frame)
        #expect(failures.withLock { $0 } == [])
        #expect(try Connection(path: folder.database, mode: .reader).films().count == 6400)
    }

    /// Four writers, as four processes have them. One that waits for the lock must keep no snapshot of its own, as the
    /// one that has the lock may be waiting for readers to leave the log.
    @Test func logStaysShortWhenSeveralWritersTakeTurns() throws {
        let failures = Monitor([WriterWarning]())
        var setup = GroupCommitWriter.Setup(
            path: folder.database, lockPath: folder.lock, prepare: { try $0.makeFilmTable() },
            report: { error in failures.withLock { $0.append(error) } })
        setup.checkpoints = Self.shortLog
        let writers = try (0..<4).map { [setup] _ in try GroupCommitWriter(setup, waitLimit: .seconds(60)) }
        let longest = Atomic(0)
        try onThreads(16) { thread in
            for round in 0..<250 {
                try writers[thread % 4].write { try $0.add("\(round * 7919 % 250) of thread \(thread)") }
                longest.max(try folder.size(of: folder.log), ordering: .relaxed)
            }
        }
        for writer in writers { writer.stop() }
        // Each of the four may have to add a batch before one of them starts it anew.
        #expect(longest.load(ordering: .relaxed) < 800 * Self.frame)
        #expect(failures.withLock { $0 } == [])
        #expect(try Connection(path: folder.database, mode: .reader).films().count == 4000)
    }

    @Test func lingeringReaderDelaysTheCheckpointButFailsNothing() throws {
        let connection = try Connection(path: folder.database, mode: .writer)
        try connection.makeFilmTable()
        var checkpointer = Checkpointer(
            policy: .init(passiveFrames: 4, restartFrames: 8, readerWaitLimit: .milliseconds(5), pause: .zero),
            path: folder.database)
        let reader = try Connection(path: folder.database, mode: .reader)
        let lingering = try reader.prepare("SELECT count(*) FROM film UNION SELECT -1")
        #expect(try lingering.step())

        for number in 0..<6 { try connection.add("\(number)") }
        #expect(checkpointer.isDue(connection))
        #expect(try checkpointer.run(on: connection) == nil)
        #expect(!checkpointer.isDue(connection))

        lingering.reset()
        for number in 6..<12 { try connection.add("\(number)") }
        #expect(checkpointer.isDue(connection))
        #expect(try checkpointer.run(on: connection) == nil)
        try connection.add("12")
        #expect(connection.writeAheadFrames <= 3)
        #expect(try connection.texts("PRAGMA busy_timeout") == ["5000"])
    }

    @Test func aReaderThatStaysIsToldOffAfterAWhileAndNotAllTheTime() throws {
        let connection = try Connection(path: folder.database, mode: .writer)
        try connection.makeFilmTable()
        var checkpointer = Checkpointer(
            policy: .init(
                passiveFrames: 1, restartFrames: 4, readerWaitLimit: .milliseconds(1), pause: .zero,
                complaints: (first: .zero, further: .seconds(3600))),
            path: folder.database)
        let reader = try Connection(path: folder.database, mode: .reader)
        let lingering = try reader.prepare("SELECT count(*) FROM film UNION SELECT -1")
        #expect(try lingering.step())

        for number in 0..<4 { try connection.add("\(number)") }
        let complaint = try checkpointer.run(on: connection)
        #expect(complaint?.bytes == connection.writeAheadFrames * Self.frame)
        // The reader is this process, which is not worth a name.
        #expect(complaint?.processes == [])
        #expect(try checkpointer.run(on: connection) == nil)

        // After it has left, the next one to stay is told off anew.
        lingering.reset()
        #expect(try checkpointer.run(on: connection) == nil)
        #expect(try lingering.step())
        for number in 4..<9 { try connection.add("\(number)") }
        #expect(try checkpointer.run(on: connection) != nil)
    }

    @Test func aReaderThatCameWhenTheLogHadStartedAnewIsNotBlamedForTheOneBefore() throws {
        let limit = Duration.milliseconds(1)
        let connection = try Connection(path: folder.database, mode: .writer)
        try connection.makeFilmTable()
        var checkpointer = Checkpointer(
            policy: .init(
                passiveFrames: 1, restartFrames: 4, readerWaitLimit: limit, pause: .zero,
                complaints: (first: .milliseconds(500), further: .seconds(3600))),
            path: folder.database)
        let reader = try Connection(path: folder.database, mode: .reader)
        let lingering = try reader.prepare("SELECT count(*) FROM film UNION SELECT -1")
        #expect(try lingering.step())
        for number in 0..<4 { try connection.add("\(number)") }
        let start = ContinuousClock.now
        #expect(try checkpointer.run(on: connection) == nil)

        // Another process starts the log anew.
        lingering.reset()
        let other = try Connection(path: folder.database, mode: .writer)
        #expect(try other.checkpoint(.restart).isComplete)
        try connection.add("4")
        #expect(try checkpointer.run(on: connection) == nil)

        // What matters is how much time has passed, so it has to.
        while ContinuousClock.now < start + .milliseconds(600) { usleep(10_000) }
        #expect(try lingering.step())
        for number in 5..<10 { try connection.add("\(number)") }
        #expect(try checkpointer.run(on: connection) == nil)
    }

    @Test func afterItWaitedInVainItMakesNobodyWaitForAWhile() throws {
        let connection = try Connection(path: folder.database, mode: .writer)
        try connection.makeFilmTable()
        let limit = Duration.milliseconds(100)
        var checkpointer = Checkpointer(
            policy: .init(passiveFrames: 1, restartFrames: 4, readerWaitLimit: limit, pause: .seconds(3600)),
            path: folder.database)
        let reader = try Connection(path: folder.database, mode: .reader)
        let lingering = try reader.prepare("SELECT count(*) FROM film UNION SELECT -1")
        #expect(try lingering.step())
        for number in 0..<4 { try connection.add("\(number)") }

        let first = try ContinuousClock().measure { _ = try checkpointer.run(on: connection) }
        #expect(first >= limit)
        // Twenty in less time than one that waits.
        let further = try ContinuousClock().measure {
            for _ in 0..<20 { _ = try checkpointer.run(on: connection) }
        }
        #expect(further < limit * 20)
    }
}
