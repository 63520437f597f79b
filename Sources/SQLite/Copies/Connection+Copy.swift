import CSQLite

/// Copying a whole database while others write to it ([Online Backup API](https://www.sqlite.org/backup.html)).
///
/// Tests: ConnectionCopyTests.swift
extension Connection {
    /// Copies what the latest commit holds into `copy`, an empty database opened with ``Mode/copy``.
    ///
    /// It is one state: a read transaction lasts from the first page to the last. Meanwhile no connection waits, but
    /// the WAL cannot start anew. In the end the copy is one file without a WAL; it is not flushed to the disk yet.
    ///
    /// - Parameter progress: told how many pages are done and how many there are, a few hundred times at most.
    package func copy(to copy: Connection, progress: (_ done: Int, _ total: Int) -> Void) throws(SQLiteError) {
        try execute("BEGIN")
        do throws(SQLiteError) {
            // BEGIN alone reads nothing; this takes the state. Without it the copy would start anew with every commit.
            _ = try integer("SELECT count(*) FROM sqlite_schema")
            try copyPages(to: copy, progress: progress)
        } catch {
            try execute("ROLLBACK")
            throw error
        }
        try execute("ROLLBACK")
        // Its first page says WAL, as that of the original does.
        guard try copy.text("PRAGMA journal_mode = DELETE") == "delete" else {
            throw SQLiteError(code: SQLITE_CANTOPEN, message: "the copy cannot be made a single file")
        }
    }

    private func copyPages(
        to copy: Connection, progress: (_ done: Int, _ total: Int) -> Void
    ) throws(SQLiteError) {
        guard let backup = sqlite3_backup_init(copy.handle, "main", handle, "main") else {
            throw SQLiteError(database: copy.handle, sql: "sqlite3_backup_init")
        }
        var pages: Int32 = 256
        var code: Int32
        repeat {
            code = sqlite3_backup_step(backup, pages)
            let total = sqlite3_backup_pagecount(backup)
            progress(Int(total - sqlite3_backup_remaining(backup)), Int(total))
            pages = max(256, total / 200)
        } while code == SQLITE_OK
        let end = sqlite3_backup_finish(backup)
        guard code == SQLITE_DONE, end == SQLITE_OK else {
            throw SQLiteError(
                code: code == SQLITE_DONE ? end : code, message: String(cString: sqlite3_errstr(code)),
                sql: "sqlite3_backup_step")
        }
    }

    /// What is wrong with the file ([`PRAGMA integrity_check`](https://www.sqlite.org/pragma.html#pragma_integrity_check),
    /// `PRAGMA foreign_key_check`): at most ten sentences, none when all is well.
    package func damages() throws(SQLiteError) -> [String] {
        var damages: [String] = []
        try prepare("PRAGMA integrity_check(10)").query { (row) throws(SQLiteError) in
            while try row.step() { damages.append(row.text(0)) }
        }
        if damages == ["ok"] { damages = [] }
        try prepare("PRAGMA foreign_key_check").query { (row) throws(SQLiteError) in
            while damages.count < 10, try row.step() {
                damages.append("a row of \(row.text(0)) refers to a row of \(row.text(2)) that is not there")
            }
        }
        return damages
    }
}
