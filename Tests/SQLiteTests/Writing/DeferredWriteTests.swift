import Testing

@testable import SQLite
import TestFiles

/// Writes that nobody waits for, with a queue and batches but without threads.
struct DeferredWriteTests {
    private struct Refusal: Error {}

    let folder: TemporaryDirectory
    let connection: Connection
    let reader: Connection
    let queue = WriteQueue()
    let files: DatabaseFiles

    init() throws {
        folder = try TemporaryDirectory()
        connection = try Connection(path: folder.database, mode: .writer, busyTimeout: .milliseconds(5))
        try connection.makeFilmTable()
        reader = try Connection(path: folder.database, mode: .reader)
        files = DatabaseFiles(path: folder.database)
        try files.remember()
    }

    private func add(_ name: String, key: UInt8? = nil, within limit: Duration = .seconds(3600)) {
        queue.add(deferred: key.map { [$0] } ?? Array(name.utf8), within: limit) { try $0.add(name) }
    }

    private func commit() { Batch.commit(queue, on: connection, of: files).settle() }

    /// Whether the queue has nothing to do for the writer thread.
    private var isIdle: Bool {
        if case .idle = queue.next(limit: .zero) { true } else { false }
    }

    @Test func theyWaitForABatchThatGoesAnyway() throws {
        add("Ran")
        #expect(isIdle)
        let write = PendingWrite { connection in
            // Asked for later, so it sees them.
            #expect(try connection.films() == ["Ran"])
            try connection.add("Ikiru")
        }
        try queue.add(write)
        commit()
        try write.result().get()
        #expect(try reader.films() == ["Ikiru", "Ran"])
        #expect(isIdle)
    }

    @Test func whenTheirTimeHasComeTheyAreABatchOfTheirOwn() throws {
        add("Ikiru")
        add("Ran", within: .zero)
        #expect(!isIdle)
        commit()
        #expect(try reader.films() == ["Ikiru", "Ran"])
        #expect(isIdle)
    }

    @Test func ofTwoWithOneKeyTheNewerOneIsWritten() throws {
        add("Ikiru", key: 1)
        add("Ran", key: 1, within: .zero)
        commit()
        #expect(try reader.films() == ["Ran"])
    }

    @Test func whatOneThrowsUndoesItselfOnly() throws {
        queue.add(deferred: [0], within: .zero) { connection in
            try connection.add("Yojimbo")
            throw Refusal()
        }
        add("Ran")
        let refused = PendingWrite { connection in
            try connection.add("Stray Dog")
            throw Refusal()
        }
        try queue.add(refused)
        commit()
        #expect(throws: Refusal.self) { try refused.result().get() }
        #expect(try reader.films() == ["Ran"])
    }

    @Test func thoseBeyondTheMostAreNotTakenAndMakeTheOthersDue() throws {
        for number in 0..<1023 { add("\(number)") }
        #expect(isIdle)
        for number in 1023..<1100 { add("\(number)") }
        #expect(!isIdle)
        commit()
        #expect(try reader.films().count == 1024)
        #expect(isIdle)
    }

    @Test func fewGoAlongWithAWriteThatACallerWaitsFor() throws {
        for number in 0..<100 { add("\(number)") }
        for count in [65, 102] {
            try queue.add(PendingWrite { try $0.add("with them \(count)") })
            commit()
            #expect(try reader.films().count == count)
        }
        #expect(isIdle)
    }

    @Test func theyAreNotTriedAgainWhileNothingCanBeWritten() throws {
        let other = try Connection(path: folder.database, mode: .writer)
        try other.execute("BEGIN IMMEDIATE")
        add("Ran", within: .zero)
        commit()
        #expect(isIdle)
        try other.execute("ROLLBACK")
    }

    @Test func aBatchOfTheirOwnThatFailsFailsNobodyElse() throws {
        try connection.execute("PRAGMA max_page_count = 8")
        let late = PendingWrite { _ in }
        queue.add(deferred: [0], within: .zero) { [queue] connection in
            // Comes while their transaction is under way.
            try queue.add(late)
            try connection.add(String(repeating: "x", count: 100_000))
        }
        commit()
        #expect(queue.withdraw(late))
    }

    @Test func aWriterThatStopsWritesThem() throws {
        let writer = try GroupCommitWriter(path: folder.path + "/other.db", waitLimit: .seconds(60)) {
            try $0.makeFilmTable()
        }
        writer.writeLater([0], within: .seconds(3600)) { try $0.add("Ran") }
        writer.stop()
        writer.writeLater([1], within: .zero) { try $0.add("Ikiru") }
        #expect(try Connection(path: folder.path + "/other.db", mode: .reader).films() == ["Ran"])
    }
}
