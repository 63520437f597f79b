import CSQLite

/// What SQLite refused, with its extended result code (https://sqlite.org/rescode.html).
struct SQLiteError: Error {
    let code: Int32
    let message: String

    init(code: Int32, database: OpaquePointer?) {
        self.code = code
        message = String(cString: database == nil ? sqlite3_errstr(code) : sqlite3_errmsg(database))
    }

    /// Whether a UNIQUE constraint was violated, other than that of a primary key.
    var isUniqueViolation: Bool { code == csqlite_constraint_unique }
}
