import Testing

@testable import SQLite
import TestFiles

struct StatementTests {
    let connection: Connection
    private let folder: TemporaryDirectory

    init() throws {
        folder = try TemporaryDirectory()
        connection = try Connection(path: folder.database, mode: .writer)
    }

    @Test(arguments: [0, 1, -1, Int64.max, .min, 1 << 53 + 1])
    func integersHave64Bits(value: Int64) throws {
        let select = try connection.statement("SELECT ?, typeof(?1)")
        try select.bind(1, value)
        #expect(try select.step())
        #expect(select.integer(0) == value)
        #expect(select.text(1) == "integer")
    }

    @Test(arguments: ["", "Ran", "乱", "a\0b", "\0", "🎬\r\n", String(repeating: "x", count: 100_000)])
    func textComesBackAsItWas(value: String) throws {
        let select = try connection.statement("SELECT ?, typeof(?1), ?2, typeof(?2)")
        try select.bind(1, text: value)
        try select.bind(2, text: Array(value.utf8))
        #expect(try select.step())
        #expect(select.text(0) == value)
        #expect(select.bytes(2) == Array(value.utf8))
        #expect(select.text(1) == "text")
        #expect(select.text(3) == "text")
    }

    @Test(arguments: [[], [0], [1, 0, 255], [UInt8](repeating: 7, count: 100_000)] as [[UInt8]])
    func blobComesBackAsItWas(value: [UInt8]) throws {
        let select = try connection.statement("SELECT ?, typeof(?1), ?2, typeof(?2)")
        try select.bind(1, blob: value)
        try select.bind(2, blob: value.span.bytes)
        #expect(try select.step())
        #expect(select.bytes(0) == value)
        #expect(select.bytes(2) == value)
        #expect(select.text(1) == "blob")
        #expect(select.text(3) == "blob")
        #expect(select.lentBytes(0).span.count == value.count)
    }

    @Test func nullIsNull() throws {
        let select = try connection.statement("SELECT ?")
        try select.bind(1, 7)
        try select.bindNull(1)
        #expect(try select.step())
        #expect(select.isNull(0))
        #expect(select.integer(0) == 0)
        #expect(select.bytes(0) == [])
    }

    @Test func parameterThatDoesNotExistIsAnError() throws {
        let select = try connection.statement("SELECT ?")
        #expect(throws: SQLiteError.self) { try select.bind(2, 7) }
        #expect(throws: SQLiteError.self) { try select.bind(0, text: "x") }
    }

    @Test func valueOverTheLimitIsAnError() throws {
        let select = try connection.statement("SELECT zeroblob(?)")
        try select.bind(1, .max)
        #expect(throws: SQLiteError.self) { try select.step() }
    }

    @Test func queryResetsEvenWhenItsBodyThrows() throws {
        struct Refusal: Error {}
        try connection.execute("CREATE TABLE film (name TEXT); INSERT INTO film VALUES ('Ran'), ('Ikiru')")
        let select = try connection.statement("SELECT name FROM film")
        #expect(throws: Refusal.self) {
            try select.query { row in
                _ = try row.step()
                throw Refusal()
            }
        }
        // A statement that still read would keep the checkpoint from emptying the log.
        _ = try connection.checkpoint(.truncate)
        #expect(try folder.size(of: folder.log) == 0)
    }

    @Test func failedStatementCanBeUsedAgain() throws {
        try connection.makeFilmTable()
        try connection.add("Ran")
        #expect(throws: SQLiteError.self) { try connection.add("Ran") }
        try connection.add("Ikiru")
        #expect(try connection.films() == ["Ikiru", "Ran"])
    }
}
