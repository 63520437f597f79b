/// The one value that a statement returns.
///
/// Tests: ConnectionTests.swift
extension Connection {
    /// The one integer that a statement returns, such as a PRAGMA's; 0 when it returns no row.
    package func integer(_ sql: StaticString) throws(SQLiteError) -> Int64 {
        try statement(sql).query { (row) throws(SQLiteError) in
            try row.step() ? row.integer(0) : 0
        }
    }

    /// The first text that a statement returns, such as a PRAGMA's; "" when it returns no row.
    func text(_ sql: String) throws(SQLiteError) -> String {
        try prepare(sql).query { (row) throws(SQLiteError) in
            try row.step() ? row.text(0) : ""
        }
    }
}
