import CSQLite

/// A prepared statement, used again and again.
final class Statement {
    private let handle: OpaquePointer
    private let connection: Connection

    init(_ sql: String, on connection: Connection) throws {
        var prepared: OpaquePointer?
        let code = sqlite3_prepare_v3(
            connection.handle, sql, -1, UInt32(SQLITE_PREPARE_PERSISTENT), &prepared, nil)
        guard code == SQLITE_OK, let prepared else { throw SQLiteError(code: code, database: connection.handle) }
        handle = prepared
        self.connection = connection
    }

    deinit {
        sqlite3_finalize(handle)
    }

    func bind(_ index: Int32, _ identifier: Identifier) throws {
        try bind(index, blob: identifier.bytes)
    }

    func bind(_ index: Int32, blob: [UInt8]) throws {
        try check(csqlite_bind_blob_copy(handle, index, blob, Int32(blob.count)))
    }

    func bind(_ index: Int32, _ text: String) throws {
        var text = text
        try text.withUTF8 { utf8 in
            let code = utf8.withMemoryRebound(to: CChar.self) {
                csqlite_bind_text_copy(handle, index, $0.baseAddress, Int32($0.count))
            }
            try check(code)
        }
    }

    func bind(_ index: Int32, _ integer: Int64) throws {
        try check(sqlite3_bind_int64(handle, index, integer))
    }

    /// Runs a statement that returns no rows.
    func run() throws {
        defer { reset() }
        _ = try step()
    }

    /// Moves to the next row; false after the last one.
    func step() throws -> Bool {
        let code = sqlite3_step(handle)
        switch code {
        case SQLITE_ROW: return true
        case SQLITE_DONE: return false
        default: throw SQLiteError(code: code, database: connection.handle)
        }
    }

    /// Ends the reading of rows, and with it the lock on what was read. An error was reported by ``step()`` already.
    func reset() {
        sqlite3_reset(handle)
    }

    /// The bytes of a text or blob in the current row, valid until the next step.
    func bytes(_ column: Int32) -> UnsafeRawBufferPointer {
        let start = sqlite3_column_blob(handle, column)
        return UnsafeRawBufferPointer(start: start, count: Int(sqlite3_column_bytes(handle, column)))
    }

    private func check(_ code: Int32) throws {
        guard code == SQLITE_OK else { throw SQLiteError(code: code, database: connection.handle) }
    }
}
