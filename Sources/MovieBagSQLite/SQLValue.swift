import SQLite

/// A value that a statement is run with.
///
/// Tests: MovieStoreTests.swift, OutboxStoreTests.swift
enum SQLValue {
    case integer(Int64)
    case blob([UInt8])
    case text(String)
    /// Text as UTF-8; NULL when there is none.
    case utf8([UInt8]?)
}

extension Connection {
    /// Runs a statement of ours to its end, with these values for `?1`, `?2` and so on.
    func run(_ sql: StaticString, _ values: SQLValue...) throws(SQLiteError) {
        try bound(sql, values).run()
    }

    /// Lends a statement of ours to `body`, which steps through its rows.
    func query<Result>(
        _ sql: StaticString, _ values: SQLValue..., body: (Statement) throws -> Result
    ) throws -> Result {
        try bound(sql, values).query(body)
    }

    /// Whether a statement of ours finds a row.
    func hasRow(_ sql: StaticString, _ values: SQLValue...) throws(SQLiteError) -> Bool {
        try bound(sql, values).query { (row) throws(SQLiteError) in try row.step() }
    }

    private func bound(_ sql: StaticString, _ values: [SQLValue]) throws(SQLiteError) -> Statement {
        let statement = try statement(sql)
        for (index, value) in zip(Int32(1)..., values) {
            switch value {
            case .integer(let number): try statement.bind(index, number)
            case .blob(let bytes): try statement.bind(index, blob: bytes)
            case .text(let text): try statement.bind(index, text: text)
            case .utf8(let text?): try statement.bind(index, text: text)
            case .utf8(nil): try statement.bindNull(index)
            }
        }
        return statement
    }
}
