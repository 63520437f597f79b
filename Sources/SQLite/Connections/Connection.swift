import CSQLite

/// One connection to a database file, with the settings that every connection of ours has.
///
/// It owns a `sqlite3 *` opened with [`sqlite3_open_v2`](https://www.sqlite.org/c3ref/open.html) and without SQLite's
/// own mutex: one thread at a time may use it, and it is not Sendable so that the compiler sees to it. It never
/// checkpoints by itself, not even when it closes: that is the business of ``GroupCommitWriter``.
package final class Connection {
    /// What a connection may do.
    package enum Mode {
        /// Reads a database that exists.
        case reader
        /// Reads a database that exists and leaves no trace on the disk, not even the index of its WAL: for a look from
        /// beside.
        case observer
        /// Reads and writes; makes the file (for its owner only) and puts it in WAL mode. Between processes, open and
        /// use it under the lock that ``GroupCommitWriter`` holds.
        case writer
        /// Reads and writes a file that no other connection uses, without a WAL: such as a copy that is being made.
        /// Makes the file, for its owner only.
        case copy
    }

    let handle: OpaquePointer
    let busyTimeout: Duration
    /// How many frames the WAL had after the latest commit on this connection, when it is a writer.
    var writeAheadFrames = 0
    private var statements: [UnsafePointer<UInt8>: Statement] = [:]

    /// Opens a database and proves that it can be read.
    ///
    /// - Parameter busyTimeout: how long a statement waits for another connection's lock.
    package init(path: String, mode: Mode, busyTimeout: Duration = .seconds(5)) throws(SQLiteError) {
        handle = try Self.open(path, mode)
        self.busyTimeout = busyTimeout
        // From here on a thrown error runs deinit, which closes the handle.
        try configure(mode)
    }

    deinit {
        statements.removeAll()
        // The v2 form waits for statements that are not finalized yet, instead of failing and leaking the handle.
        sqlite3_close_v2(handle)
    }

    /// The rows that the latest INSERT, UPDATE or DELETE touched.
    package var changes: Int { Int(sqlite3_changes64(handle)) }

    /// Whether a BEGIN has not been ended yet, by us or by SQLite itself after a severe error.
    package var isInTransaction: Bool { sqlite3_get_autocommit(handle) == 0 }

    /// The statement of this literal, prepared on first use and kept; it comes reset and without bindings.
    ///
    /// It is found by the literal's address, so the same place in the source always gets the same statement: do not
    /// ask for it again while its rows are being read.
    package func statement(_ sql: StaticString) throws(SQLiteError) -> Statement {
        if let known = statements[sql.utf8Start] {
            known.clear()
            return known
        }
        let text = UnsafeBufferPointer(start: sql.utf8Start, count: sql.utf8CodeUnitCount)
        let made = try Statement.only(in: text, on: handle, isKept: true)
        statements[sql.utf8Start] = made
        return made
    }

    /// Prepares a statement that is not kept, for text that is made at run time.
    package func prepare(_ sql: String) throws(SQLiteError) -> Statement {
        try Array(sql.utf8).withUnsafeBufferPointer { (text) throws(SQLiteError) in
            try Statement.only(in: text, on: handle)
        }
    }

    /// Resets every statement that was left in the middle of its rows.
    func resetStatements() {
        var next = sqlite3_next_stmt(handle, nil)
        while let statement = next {
            if sqlite3_stmt_busy(statement) != 0 { sqlite3_reset(statement) }
            next = sqlite3_next_stmt(handle, statement)
        }
    }

    /// Runs one or more statements, separated by semicolons, and drops what they return.
    package func execute(_ sql: String) throws(SQLiteError) {
        try Array(sql.utf8).withUnsafeBufferPointer { (text) throws(SQLiteError) in
            var rest = text[...]
            while !rest.isEmpty {
                let (statement, length) = try Statement.first(in: UnsafeBufferPointer(rebasing: rest), on: handle)
                try statement?.run()
                rest = rest.dropFirst(length)
            }
        }
    }
}
