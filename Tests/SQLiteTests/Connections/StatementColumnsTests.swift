import Testing

@testable import SQLite
import TestFiles

@Suite("Five columns of a row, where they lie")
struct StatementColumnsTests {
    let connection: Connection
    private let folder: TemporaryDirectory

    init() throws {
        folder = try TemporaryDirectory()
        connection = try Connection(path: folder.database, mode: .writer)
    }

    /// Copies five columns of every row.
    private func rows(_ sql: String) throws -> [[[UInt8]]] {
        try connection.prepare(sql).query { row in
            var rows: [[[UInt8]]] = []
            while try row.step() {
                // All five are lent at once.
                func take(
                    _ first: Span<UInt8>, _ second: Span<UInt8>, _ third: Span<UInt8>, _ fourth: Span<UInt8>,
                    _ fifth: Span<UInt8>
                ) -> Bool {
                    rows.append([copy(first), copy(second), copy(third), copy(fourth), copy(fifth)])
                    return true
                }
                let isSeen = take(
                    row.lentBytes(0).span, row.lentBytes(1).span, row.lentBytes(2).span, row.lentBytes(3).span,
                    row.lentBytes(4).span)
                #expect(isSeen)
            }
            return rows
        }
    }

    private func copy(_ bytes: Span<UInt8>) -> [UInt8] { bytes.withUnsafeBufferPointer { Array($0) } }

    @Test func blobsAndTextAreSeenInTheirOrder() throws {
        let rows = try rows("SELECT x'00ff', 'Ran', x'', '', '乱', 'not asked for'")
        #expect(rows == [[[0x00, 0xFF], [0x52, 0x61, 0x6E], [], [], [0xE4, 0xB9, 0xB1]]])
    }

    @Test func nullIsNothingAndZerosInsideTextAreKept() throws {
        let rows = try rows("SELECT NULL, 'a' || char(0) || 'b', NULL, x'0000', 'c'")
        #expect(rows == [[[], [0x61, 0x00, 0x62], [], [0x00, 0x00], [0x63]]])
    }

    @Test func everyRowOfATableShowsItsOwn() throws {
        try connection.execute(
            """
            CREATE TABLE film (id BLOB PRIMARY KEY, name TEXT, a TEXT, b TEXT, c BLOB) STRICT, WITHOUT ROWID;
            INSERT INTO film VALUES (x'01', 'Ran', '', 'b', x'09'), (x'02', hex(zeroblob(50000)), 'a', '', x'')
            """)
        let rows = try rows("SELECT id, name, a, b, c FROM film ORDER BY id")
        #expect(rows.map { $0[0] } == [[0x01], [0x02]])
        #expect(rows[0] == [[0x01], [0x52, 0x61, 0x6E], [], [0x62], [0x09]])
        #expect(rows[1][1] == [UInt8](repeating: UInt8(ascii: "0"), count: 100_000))
        #expect(rows[1][2...].elementsEqual([[0x61], [], []]))
    }
}
