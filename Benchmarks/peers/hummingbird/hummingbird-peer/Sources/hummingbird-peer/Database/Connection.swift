import CSQLite

/// An open database.
///
/// `@unchecked Sendable`: SQLite lets threads take turns with a connection (https://sqlite.org/threadsafe.html), and
/// ``ReaderPool`` and ``Writer`` see to it that they do.
final class Connection: @unchecked Sendable {
    let handle: OpaquePointer

    init(path: String, isReader: Bool) throws {
        let access = isReader ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE
        var opened: OpaquePointer?
        let code = sqlite3_open_v2(path, &opened, access | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE, nil)
        guard code == SQLITE_OK, let opened else {
            let error = SQLiteError(code: code, database: opened)
            sqlite3_close_v2(opened)
            throw error
        }
        handle = opened
        try execute("PRAGMA busy_timeout = 10000; PRAGMA foreign_keys = ON")
        if !isReader { try execute("PRAGMA synchronous = FULL") }
    }

    deinit {
        // Waits for the statements that are still there.
        sqlite3_close_v2(handle)
    }

    /// Settings of the whole library; to be called before anything else.
    static func configureLibrary() {
        let code = csqlite_config_no_memory_statistics()
        precondition(code == SQLITE_OK, "SQLite was configured after its first use")
    }

    func execute(_ sql: String) throws {
        let code = sqlite3_exec(handle, sql, nil, nil, nil)
        guard code == SQLITE_OK else { throw SQLiteError(code: code, database: handle) }
    }
}
