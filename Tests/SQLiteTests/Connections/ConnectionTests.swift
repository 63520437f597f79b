import CSQLite
import Glibc
import Testing

@testable import SQLite
import TestFiles

struct ConnectionTests {
    let folder: TemporaryDirectory

    init() throws { folder = try TemporaryDirectory() }

    @Test(arguments: [
        ("foreign_keys", "1"), ("trusted_schema", "0"), ("wal_autocheckpoint", "0"), ("mmap_size", "0"),
        ("busy_timeout", "5000"), ("journal_mode", "wal"),
    ])
    func everyConnectionHasOurSettings(pragma: String, value: String) throws {
        let writer = try Connection(path: folder.database, mode: .writer)
        let reader = try Connection(path: folder.database, mode: .reader)
        #expect(try writer.texts("PRAGMA \(pragma)") == [value])
        #expect(try reader.texts("PRAGMA \(pragma)") == [value])
    }

    @Test func writerFlushesEveryCommitAndBoundsItsLog() throws {
        let writer = try Connection(path: folder.database, mode: .writer)
        #expect(try writer.texts("PRAGMA synchronous") == ["2"])
        #expect(try writer.texts("PRAGMA journal_size_limit") == ["33554432"])
    }

    /// What it has changed is first kept in memory, then in a file. (With 4 MiB in memory, SQLite said that the disk is full.)
    @Test func aSavepointMayChangeMoreThanIsKeptInMemory() throws {
        let writer = try Connection(path: folder.database, mode: .writer)
        try writer.execute(
            """
            CREATE TABLE t (n INTEGER PRIMARY KEY, b BLOB);
            WITH RECURSIVE r(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM r WHERE n < 2500)
                INSERT INTO t SELECT n, zeroblob(3500) FROM r;
            BEGIN; SAVEPOINT s; UPDATE t SET b = x'01'; ROLLBACK TO s; RELEASE s;
            SAVEPOINT s; UPDATE t SET b = zeroblob(3001) WHERE n % 2 = 0; RELEASE s; COMMIT
            """)
        #expect(try writer.texts("SELECT count(*) FROM t WHERE length(b) = 3001") == ["1250"])
        #expect(try writer.texts("SELECT count(*) FROM t WHERE length(b) = 3500") == ["1250"])
        #expect(try writer.texts("PRAGMA integrity_check") == ["ok"])
    }

    @Test func busyTimeoutIsTheOneAskedFor() throws {
        let writer = try Connection(path: folder.database, mode: .writer, busyTimeout: .milliseconds(1_250))
        #expect(try writer.texts("PRAGMA busy_timeout") == ["1250"])
    }

    @Test func schemaCannotBeEditedBehindSQLite() throws {
        let writer = try Connection(path: folder.database, mode: .writer)
        try writer.execute("CREATE TABLE film (name TEXT); PRAGMA writable_schema = ON")
        #expect(throws: SQLiteError.self) { try writer.execute("DELETE FROM sqlite_schema") }
    }

    @Test func doubleQuotedWordIsNoString() throws {
        let writer = try Connection(path: folder.database, mode: .writer)
        #expect(throws: SQLiteError.self) { try writer.execute("SELECT \"no such column\"") }
    }

    @Test func readerSeesWhatIsCommittedAndNothingElse() throws {
        let writer = try Connection(path: folder.database, mode: .writer)
        let reader = try Connection(path: folder.database, mode: .reader)
        try writer.makeFilmTable()
        try writer.execute("BEGIN IMMEDIATE")
        try writer.add("Ran")
        #expect(try reader.films() == [])
        try writer.execute("COMMIT")
        #expect(try reader.films() == ["Ran"])
    }

    @Test func readerCannotWrite() throws {
        let writer = try Connection(path: folder.database, mode: .writer)
        try writer.makeFilmTable()
        let reader = try Connection(path: folder.database, mode: .reader)
        let error = #expect(throws: SQLiteError.self) { try reader.add("Ran") }
        #expect(error?.isReadOnly == true)
        #expect(try reader.texts("PRAGMA query_only") == ["1"])
    }

    @Test func closingLeavesTheLogAlone() throws {
        do {
            let writer = try Connection(path: folder.database, mode: .writer)
            try writer.makeFilmTable()
        }
        #expect(try folder.size(of: folder.log) > 0)
    }

    @Test func filesAreTheOwnersOnly() throws {
        let writer = try Connection(path: folder.database, mode: .writer)
        try writer.makeFilmTable()
        #expect(try folder.permissions(of: folder.database) == 0o600)
        #expect(try folder.permissions(of: folder.log) == 0o600)
    }

    @Test func statementWithoutResultsMayHaveCompany() throws {
        let writer = try Connection(path: folder.database, mode: .writer)
        try writer.execute("CREATE TABLE film (name TEXT); -- and\n INSERT INTO film VALUES ('Ran'), ('Ikiru'); ")
        #expect(writer.changes == 2)
        #expect(try writer.films() == ["Ikiru", "Ran"])
    }

    @Test func aLiteralIsPreparedOnceAndComesBackClean() throws {
        let connection = try Connection(path: folder.database, mode: .writer)
        let statements = try (0..<2).map { _ in
            let statement = try connection.statement("SELECT ?")
            #expect(try statement.step())
            #expect(statement.isNull(0))
            statement.reset()
            try statement.bind(1, 7)
            #expect(try statement.step())
            return statement
        }
        #expect(statements[0] === statements[1])
    }

    @Test func statementOutlivesItsConnection() throws {
        var connection: Connection? = try Connection(path: folder.database, mode: .writer)
        let statement = try connection?.prepare("SELECT 7")
        connection = nil
        #expect(try statement?.step() == true)
        #expect(statement?.integer(0) == 7)
    }

    /// SQLite would make a database in memory, which is there for readers too.
    @Test(arguments: [":memory:", "", "file:test.db?mode=memory"])
    func pathIsNothingButAPath(name: String) throws {
        #expect(throws: SQLiteError.self) { try Connection(path: name, mode: .reader) }
    }
}
