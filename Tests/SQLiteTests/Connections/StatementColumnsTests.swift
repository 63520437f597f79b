import Testing

@testable import SQLite

@Suite("The columns of a row, in one buffer")
struct StatementColumnsTests {
    let connection: Connection
    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
        connection = try Connection(path: folder.database, mode: .writer)
    }

    /// Reads the only row of a query after what is there already.
    private func appended(_ sql: String, columns: Int, to start: [UInt8] = []) throws -> (bytes: [UInt8], ends: [Int]) {
        var (bytes, ends): ([UInt8], [Int]) = (start, [])
        try connection.prepare(sql).query { row in
            let hasRow = try row.step()
            #expect(hasRow)
            row.append(firstColumns: columns, to: &bytes, ends: &ends)
        }
        return (bytes, ends)
    }

    @Test func blobsAndTextStandOneAfterTheOther() throws {
        let row = try appended("SELECT x'00ff', 'Ran', x'', '', '乱', 'not asked for'", columns: 5)
        #expect(row.bytes == [0x00, 0xFF, 0x52, 0x61, 0x6E, 0xE4, 0xB9, 0xB1])
        #expect(row.ends == [2, 5, 5, 5, 8])
    }

    @Test func whatIsThereAlreadyStaysAndCounts() throws {
        let row = try appended("SELECT 'a', 'bc'", columns: 2, to: [7, 8, 9])
        #expect(row.bytes == [7, 8, 9, 0x61, 0x62, 0x63])
        #expect(row.ends == [4, 6])
    }

    @Test func nullTakesNoRoom() throws {
        let row = try appended("SELECT NULL, 'a', NULL", columns: 3)
        #expect(row.bytes == [0x61])
        #expect(row.ends == [0, 1, 1])
    }

    @Test(arguments: ["SELECT x''", "SELECT ''", "SELECT NULL"])
    func aRowOfNothingLeavesTheBufferAsItIs(sql: String) throws {
        let row = try appended(sql, columns: 1)
        #expect(row.bytes == [])
        #expect(row.ends == [0])
    }

    @Test func zerosInsideTextAreKept() throws {
        let row = try appended("SELECT 'a' || char(0) || 'b', 'c'", columns: 2)
        #expect(row.bytes == [0x61, 0x00, 0x62, 0x63])
        #expect(row.ends == [3, 4])
    }

    @Test func eightColumnsAreTheMost() throws {
        let row = try appended("SELECT '1', '2', '3', '4', '5', '6', '7', '8', '9'", columns: 8)
        #expect(row.bytes == Array("12345678".utf8))
        #expect(row.ends == [1, 2, 3, 4, 5, 6, 7, 8])
    }

    @Test func everyRowOfATableFollowsTheOneBefore() throws {
        try connection.execute(
            """
            CREATE TABLE film (id BLOB PRIMARY KEY, name TEXT) STRICT, WITHOUT ROWID;
            INSERT INTO film VALUES (x'01', 'Ran'), (x'02', ''), (x'03', hex(zeroblob(50000)))
            """)
        var (bytes, ends): ([UInt8], [Int]) = ([], [])
        try connection.statement("SELECT id, name FROM film ORDER BY id").query { row in
            while try row.step() { row.append(firstColumns: 2, to: &bytes, ends: &ends) }
        }
        #expect(ends == [1, 4, 5, 5, 6, 100_006])
        #expect(bytes.prefix(6) == [0x01, 0x52, 0x61, 0x6E, 0x02, 0x03])
        #expect(bytes.dropFirst(6) == ArraySlice(repeating: UInt8(ascii: "0"), count: 100_000))
    }
}
