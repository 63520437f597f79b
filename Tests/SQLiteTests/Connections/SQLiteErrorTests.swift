import Testing

@testable import SQLite
import TestFiles

struct SQLiteErrorTests {
    let connection: Connection
    private let folder: TemporaryDirectory

    init() throws {
        folder = try TemporaryDirectory()
        connection = try Connection(path: folder.database, mode: .writer)
        try connection.execute(
            """
            CREATE TABLE person (id INTEGER PRIMARY KEY) STRICT;
            CREATE TABLE film (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, year INTEGER, sequel TEXT,
                director INTEGER REFERENCES person, UNIQUE (year, sequel), CHECK (year > 1800)) STRICT;
            INSERT INTO film VALUES (1, 'Ran', 1985, 'no', NULL);
            """)
    }

    @Test(arguments: [
        ("INSERT INTO film (name) VALUES ('Ran')", "film.name"),
        ("INSERT INTO film (id, name) VALUES (1, 'Ikiru')", "film.id"),
        ("INSERT INTO film (name, year, sequel) VALUES ('Ikiru', 1985, 'no')", "film.year, film.sequel"),
    ])
    func uniqueViolationNamesItsColumns(sql: String, constraint: String) {
        let error = #expect(throws: SQLiteError.self) { try connection.execute(sql) }
        #expect(error?.isUniqueViolation == true)
        #expect(error?.isForeignKeyViolation == false)
        #expect(error?.constraint == constraint)
    }

    @Test(arguments: [
        "INSERT INTO film (name, director) VALUES ('Ikiru', 9)", "INSERT INTO film (year) VALUES (1952)",
        "INSERT INTO film (name, year) VALUES ('Ikiru', 1)", "INSERT INTO film (name, year) VALUES ('Ikiru', 'x')",
    ])
    func otherConstraintIsNoUniqueViolation(sql: String) {
        let error = #expect(throws: SQLiteError.self) { try connection.execute(sql) }
        #expect(error?.isUniqueViolation == false)
    }

    @Test func missingPersonIsAForeignKeyViolation() {
        let error = #expect(throws: SQLiteError.self) {
            try connection.execute("INSERT INTO film (name, director) VALUES ('Ikiru', 9)")
        }
        #expect(error?.isForeignKeyViolation == true)
        #expect(error?.constraint == nil)
    }

    @Test func descriptionHasTheStatementButNoBoundValue() throws {
        let insert = try connection.prepare("INSERT INTO film (id, name) VALUES (1, ?)")
        try insert.bind(1, text: "a secret")
        let error = #expect(throws: SQLiteError.self) { try insert.run() }
        #expect(
            error?.description
                == "SQLite: UNIQUE constraint failed: film.id (1555) in INSERT INTO film (id, name) VALUES (1, ?)")
    }

    @Test(arguments: ["SELEC 1", "SELECT 1; SELEC 2", "SELECT 1\0; garbage", "SELECT * FROM nothing"])
    func badStatementIsAnError(sql: String) {
        #expect(throws: SQLiteError.self) { try connection.execute(sql) }
    }

    @Test(arguments: ["", " ", "-- nothing"])
    func textWithoutStatementCannotBePrepared(sql: String) {
        #expect(throws: SQLiteError.self) { try connection.prepare(sql) }
    }
}
