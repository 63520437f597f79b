import Glibc
import Testing

@testable import SQLite
import TestFiles

/// What becomes of the writes of one batch, without threads.
struct BatchTests {
    private struct Refusal: Error, Equatable {}

    let folder: TemporaryDirectory
    let connection: Connection
    let reader: Connection
    let queue = WriteQueue()
    let files: DatabaseFiles

    init() throws {
        folder = try TemporaryDirectory()
        connection = try Connection(path: folder.database, mode: .writer, busyTimeout: .milliseconds(5))
        try connection.makeFilmTable()
        try connection.execute(
            "CREATE TABLE later (film TEXT REFERENCES film (name) DEFERRABLE INITIALLY DEFERRED) STRICT")
        reader = try Connection(path: folder.database, mode: .reader)
        files = DatabaseFiles(path: folder.database)
        try files.remember()
    }

    private func outcomes(
        _ bodies: [@Sendable (Connection) throws -> Void]
    ) throws -> [Result<Void, any Error>] {
        let writes = bodies.map { PendingWrite($0) }
        for write in writes { try queue.add(write) }
        Batch.commit(queue, on: connection, of: files).settle()
        return writes.map { $0.result() }
    }

    @Test(arguments: [0, 1, 2])
    func whatOneThrowsUndoesItselfOnly(failing: Int) throws {
        let names = ["Ikiru", "Ran", "Yojimbo"]
        let outcomes = try outcomes(
            names.indices.map { index in
                { connection in
                    try connection.add(names[index])
                    if index == failing { throw Refusal() }
                }
            })
        for (index, outcome) in outcomes.enumerated() {
            if index == failing {
                #expect(throws: Refusal()) { try outcome.get() }
            } else {
                try outcome.get()
            }
        }
        #expect(try reader.films() == names.enumerated().filter { $0.offset != failing }.map(\.element))
    }

    @Test func aLoneWriteThatThrowsChangesNothing() throws {
        let outcomes = try outcomes([
            { connection in
                try connection.add("Ran")
                throw Refusal()
            }
        ])
        #expect(throws: Refusal()) { try outcomes[0].get() }
        #expect(try reader.films() == [])
        #expect(!connection.isInTransaction)
    }

    @Test func failedCommitFailsEverybody() throws {
        let outcomes = try outcomes([
            { try $0.add("Ran") },
            { try $0.execute("INSERT INTO later VALUES ('not there')") },
            { _ in throw Refusal() },
        ])
        for outcome in outcomes {
            let error = #expect(throws: WriterError.self) { try outcome.get() }
            guard case .unavailable(let cause) = error else {
                Issue.record("not unavailable")
                continue
            }
            #expect(cause.isForeignKeyViolation)
        }
        #expect(try reader.films() == [])
        #expect(!connection.isInTransaction)
    }

    @Test func aTransactionThatCannotBeginLeavesTheWritesInLine() throws {
        let other = try Connection(path: folder.database, mode: .writer)
        try other.execute("BEGIN IMMEDIATE")
        let writes = [PendingWrite { try $0.add("Ran") }, PendingWrite { try $0.add("Ikiru") }]
        for write in writes { try queue.add(write) }
        Batch.commit(queue, on: connection, of: files).settle()
        #expect(queue.withdraw(writes[1]))

        try other.execute("ROLLBACK")
        Batch.commit(queue, on: connection, of: files).settle()
        try writes[0].result().get()
        #expect(try reader.films() == ["Ran"])
    }

    @Test func nothingIsWrittenToAFileThatIsNotInItsPlace() throws {
        let away = folder.path + "/away"
        try #require(rename(folder.database, away) == 0)
        let outcomes = try outcomes([{ try $0.add("Ran") }])
        let error = #expect(throws: WriterError.self) { try outcomes[0].get() }
        guard case .unavailable(let cause) = error else {
            Issue.record("not unavailable")
            return
        }
        #expect(cause.isReadOnly)
        #expect(throws: SQLiteError.self) { try files.checkIfInDoubt() }

        try #require(rename(away, folder.database) == 0)
        try files.checkIfInDoubt()
        #expect(try reader.films() == [])
    }

    @Test func aFileThatLeavesItsPlaceMeanwhileIsNotAcknowledged() throws {
        let outcomes = try outcomes([
            { [folder] connection in
                try connection.add("Ran")
                try #require(unlink(folder.log) == 0)
            }
        ])
        let error = #expect(throws: WriterError.self) { try outcomes[0].get() }
        guard case .unconfirmed(let cause) = error else {
            Issue.record("\(error.map { "\($0)" } ?? "nothing") is not unconfirmed")
            return
        }
        #expect(cause.isReadOnly)
    }

    @Test func fullDiskThatRolledEverythingBackFailsEverybody() throws {
        try connection.execute("PRAGMA max_page_count = 8")
        let outcomes = try outcomes([
            { try $0.add("Ran") },
            { try $0.add(String(repeating: "x", count: 100_000)) },
            { try $0.add("Ikiru") },
        ])
        for outcome in outcomes {
            let error = #expect(throws: WriterError.self) { try outcome.get() }
            guard case .unavailable(let cause) = error else {
                Issue.record("not unavailable")
                continue
            }
            #expect(cause.isFull)
        }
        #expect(try reader.films() == [])
    }

    @Test func writeThatEndsTheTransactionFailsTheBatch() throws {
        let outcomes = try outcomes([{ try $0.add("Ran") }, { try $0.execute("ROLLBACK") }])
        for outcome in outcomes { #expect(throws: WriterError.self) { try outcome.get() } }
        #expect(try reader.films() == [])
    }

    @Test func statementLeftInTheMiddleIsReset() throws {
        let outcomes = try outcomes([
            { connection in
                try connection.add("Ran")
                _ = try connection.statement("SELECT name FROM film").step()
            }
        ])
        try outcomes[0].get()
        // A read transaction that was left open would keep the log from being emptied.
        _ = try connection.checkpoint(.truncate)
        #expect(try folder.size(of: folder.log) == 0)
    }

    @Test func nextBatchWorksAfterAFailedOne() throws {
        _ = try outcomes([{ try $0.execute("INSERT INTO later VALUES ('not there')") }])
        try outcomes([{ try $0.add("Ran") }])[0].get()
        #expect(try reader.films() == ["Ran"])
    }
}
