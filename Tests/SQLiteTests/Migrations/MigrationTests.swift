import Testing

@testable import SQLite
import TestFiles

struct MigrationTests {
    private static let films = Migration(
        number: 1, name: "films", kind: .additive,
        sql: "CREATE TABLE film (name TEXT) STRICT; INSERT INTO film VALUES ('Ran'); CREATE INDEX names ON film (name)")
    private static let years = Migration(
        number: 2, name: "years", kind: .additive,
        sql: "ALTER TABLE film ADD COLUMN year INTEGER; UPDATE film SET year = 1985")
    private static let mistake = Migration(
        number: 2, name: "mistake", kind: .additive,
        sql: "ALTER TABLE film ADD COLUMN year INTEGER; INSERT INTO nowhere VALUES (1)")
    private static let identifier: Int32 = 0x4669_6C6D

    let folder: TemporaryDirectory

    init() throws { folder = try TemporaryDirectory() }

    @Test func stepsRunOnceInOrder() throws {
        let connection = try Connection(path: folder.database, mode: .writer)
        try connection.migrate([Self.films], applicationID: Self.identifier)
        try connection.migrate([Self.films, Self.years], applicationID: Self.identifier)
        try connection.migrate([Self.films, Self.years], applicationID: Self.identifier)
        #expect(try connection.texts("SELECT name || year FROM film") == ["Ran1985"])
        #expect(try connection.texts("PRAGMA user_version") == ["2"])
        #expect(try connection.texts("PRAGMA application_id") == ["\(Self.identifier)"])
    }

    @Test func failedStepChangesNothing() throws {
        let connection = try Connection(path: folder.database, mode: .writer)
        try connection.migrate([Self.films], applicationID: Self.identifier)
        let error = #expect(throws: MigrationError.self) {
            try connection.migrate([Self.films, Self.mistake], applicationID: Self.identifier)
        }
        #expect(error?.description.hasPrefix("migration 2 (mistake) failed: SQLite: no such table: nowhere") == true)
        #expect(try connection.texts("PRAGMA user_version") == ["1"])
        #expect(!connection.isInTransaction)
        try connection.migrate([Self.films, Self.years], applicationID: Self.identifier)
    }

    @Test func withAStepThatFailsNoneOfThoseBeforeItIsMade() throws {
        let connection = try Connection(path: folder.database, mode: .writer)
        #expect(throws: MigrationError.self) {
            try connection.migrate([Self.films, Self.mistake], applicationID: Self.identifier)
        }
        #expect(try connection.texts("PRAGMA user_version") == ["0"])
        #expect(try connection.texts("SELECT name FROM sqlite_schema") == [])
    }

    @Test func newerDatabaseIsRefused() throws {
        let connection = try Connection(path: folder.database, mode: .writer)
        try connection.migrate([Self.films, Self.years], applicationID: Self.identifier)
        #expect(throws: MigrationError.newerThanProgram(found: 2, known: 1)) {
            try connection.migrate([Self.films], applicationID: Self.identifier)
        }
    }

    @Test(arguments: ["PRAGMA application_id = 7", "CREATE TABLE theirs (x)", "PRAGMA user_version = 1"])
    func foreignDatabaseIsRefused(theirs: String) throws {
        let connection = try Connection(path: folder.database, mode: .writer)
        try connection.execute(theirs)
        #expect(throws: MigrationError.self) {
            try connection.migrate([Self.films], applicationID: Self.identifier)
        }
        #expect(try connection.texts("SELECT name FROM sqlite_schema WHERE name = 'film'") == [])
    }

    @Test func programsThatStartTogetherMakeOneSchema() throws {
        try onThreads(8) { _ in
            let writer = try GroupCommitWriter(path: folder.database, waitLimit: .seconds(60)) { connection in
                try connection.migrate([Self.films, Self.years], applicationID: Self.identifier)
            }
            writer.stop()
        }
        let reader = try Connection(path: folder.database, mode: .reader)
        #expect(try reader.texts("SELECT name || year FROM film") == ["Ran1985"])
        #expect(try reader.texts("SELECT name FROM sqlite_schema") == ["film", "names"])
    }

    @Test func withoutTheLockTheTransactionAloneKeepsItOne() throws {
        _ = try Connection(path: folder.database, mode: .writer)
        try onThreads(8) { _ in
            let connection = try Connection(path: folder.database, mode: .writer, busyTimeout: .seconds(60))
            try connection.migrate([Self.films, Self.years], applicationID: Self.identifier)
        }
        let reader = try Connection(path: folder.database, mode: .reader)
        #expect(try reader.texts("SELECT name || year FROM film") == ["Ran1985"])
    }
}
