import CSQLite
import Glibc

/// What SQLite, or the system beneath it, refused.
///
/// It carries codes, SQLite's own words and SQL text, never a bound value, so it may be logged as it is.
package struct SQLiteError: Error, Equatable {
    /// The [extended result code](https://www.sqlite.org/rescode.html), for example `SQLITE_CONSTRAINT_UNIQUE` (2067).
    package let code: Int32
    /// SQLite's own sentence (`sqlite3_errmsg`), or the system's when a file could not be used.
    package let message: String
    /// The statement that failed, with `?` where values were bound.
    package let sql: String?

    /// Makes an error by hand, for what goes wrong beside SQLite or in a test double.
    package init(code: Int32, message: String, sql: String? = nil) {
        self.code = code
        self.message = message
        self.sql = sql
    }

    /// Reads the latest error of a connection; call it before any other call on that connection.
    init(database: OpaquePointer?, sql: String? = nil) {
        self.init(
            code: sqlite3_extended_errcode(database), message: String(cString: sqlite3_errmsg(database)), sql: sql)
    }

    /// Describes a failed system call on a file, from `errno`.
    static func system(_ action: String, _ path: String, code: Int32) -> SQLiteError {
        let reason = String(cString: strerror(errno))
        return SQLiteError(code: code, message: "cannot \(action) \(path): \(reason)")
    }
}

/// The decisions a caller can make.
extension SQLiteError {
    /// A UNIQUE or PRIMARY KEY rule refused the row; ``constraint`` says which.
    package var isUniqueViolation: Bool {
        [CSQLITE_CONSTRAINT_UNIQUE, CSQLITE_CONSTRAINT_PRIMARYKEY, CSQLITE_CONSTRAINT_ROWID].contains(code)
    }

    /// A REFERENCES rule refused the row.
    package var isForeignKeyViolation: Bool { code == CSQLITE_CONSTRAINT_FOREIGNKEY }
    /// Another connection kept its lock for longer than the busy time-out.
    package var isBusy: Bool { primaryCode == SQLITE_BUSY }
    /// The disk, or the size limit of the database, is used up.
    package var isFull: Bool { primaryCode == SQLITE_FULL }
    /// The file is damaged, or is no database at all.
    package var isCorrupt: Bool { primaryCode == SQLITE_CORRUPT || primaryCode == SQLITE_NOTADB }
    /// The file is no database of SQLite: it does not begin as one does.
    package var isNoDatabase: Bool { primaryCode == SQLITE_NOTADB }

    /// What a constraint error names: `movie.name`, or `movie.owner, movie.name` for a rule about two columns.
    package var constraint: String? {
        guard primaryCode == SQLITE_CONSTRAINT, let colon = message.firstIndex(of: ":") else { return nil }
        return String(message[colon...].dropFirst(2))
    }

    private var primaryCode: Int32 { code & 0xff }
}

extension SQLiteError: CustomStringConvertible {
    package var description: String {
        // On one line, as it goes into logs and messages.
        "SQLite: \(message) (\(code))"
            + (sql.map { " in \($0.split(whereSeparator: \.isWhitespace).joined(separator: " "))" } ?? "")
    }
}
