import CSQLite

/// One compiled SQL statement: bind its values, step through its rows, reset it.
///
/// It owns a `sqlite3_stmt *` and belongs to the thread of its ``Connection``. A statement between its first row and
/// its reset holds a read lock, so read through ``query(_:)``, which always resets.
package final class Statement {
    let handle: OpaquePointer

    private init(handle: OpaquePointer) { self.handle = handle }

    deinit { sqlite3_finalize(handle) }

    /// Advances to the next row ([`sqlite3_step`](https://www.sqlite.org/c3ref/step.html)); `false` after the last.
    ///
    /// When it throws, the statement has been reset.
    package func step() throws(SQLiteError) -> Bool {
        switch sqlite3_step(handle) {
        case SQLITE_ROW: return true
        case SQLITE_DONE: return false
        default:
            let error = failure()
            reset()
            throw error
        }
    }

    /// Runs to the end, dropping what rows there are, and resets: for statements that change something.
    package func run() throws(SQLiteError) {
        defer { reset() }
        while try step() {}
    }

    /// Gives the statement to `body`, and resets it whatever happens there.
    package func query<Result, Failure: Error>(
        _ body: (Statement) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        defer { reset() }
        return try body(self)
    }

    /// Ends the reading of rows and gives back the read lock; bound values stay.
    package func reset() {
        // Its code repeats the error of the latest step, which has been thrown already.
        sqlite3_reset(handle)
    }

    /// Resets, and forgets the bound values.
    func clear() {
        sqlite3_reset(handle)
        sqlite3_clear_bindings(handle)
    }

    /// The error that the latest call on this statement left at its connection.
    func failure() -> SQLiteError {
        SQLiteError(database: sqlite3_db_handle(handle), sql: sqlite3_sql(handle).map { String(cString: $0) })
    }
}

/// Preparing.
extension Statement {
    /// Prepares the first statement of a text ([`sqlite3_prepare_v3`](https://www.sqlite.org/c3ref/prepare.html)).
    ///
    /// - Returns: the statement, `nil` when there were only comments and spaces, and how many bytes it took.
    static func first(
        in text: UnsafeBufferPointer<UInt8>, on database: OpaquePointer, isKept: Bool = false
    ) throws(SQLiteError) -> (statement: Statement?, length: Int) {
        var handle: OpaquePointer?
        var length = 0
        let flags = isKept ? UInt32(SQLITE_PREPARE_PERSISTENT) : 0
        let code = text.withMemoryRebound(to: CChar.self) { text in
            var end: UnsafePointer<CChar>?
            let code = sqlite3_prepare_v3(database, text.baseAddress, Int32(clamping: text.count), flags, &handle, &end)
            length = end.flatMap { end in text.baseAddress.map { end - $0 } } ?? 0
            return code
        }
        guard code == SQLITE_OK else {
            throw SQLiteError(database: database, sql: String(decoding: text, as: UTF8.self))
        }
        // SQLite stops at a NUL, so the rest would be skipped in silence.
        guard length > 0 || text.isEmpty else { throw .notOneStatement(text) }
        return (handle.map(Statement.init), length)
    }

    /// Prepares a text that holds a statement.
    static func only(
        in text: UnsafeBufferPointer<UInt8>, on database: OpaquePointer, isKept: Bool = false
    ) throws(SQLiteError) -> Statement {
        guard let statement = try first(in: text, on: database, isKept: isKept).statement else {
            throw .notOneStatement(text)
        }
        return statement
    }
}

extension SQLiteError {
    fileprivate static func notOneStatement(_ text: UnsafeBufferPointer<UInt8>) -> SQLiteError {
        SQLiteError(
            code: SQLITE_MISUSE, message: "not a complete statement", sql: String(decoding: text, as: UTF8.self))
    }
}
