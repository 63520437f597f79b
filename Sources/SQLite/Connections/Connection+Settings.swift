import CSQLite
import Glibc

/// How every connection is opened and set up.
///
/// Tests: ConnectionTests.swift
extension Connection {
    static func open(_ path: String, _ mode: Mode) throws(SQLiteError) -> OpaquePointer {
        SQLiteLibrary.prepare()
        // SQLite gives ":memory:", "" and, on some systems, "file:..." a meaning of their own; "./" takes it away.
        let path = path.hasPrefix("/") ? path : "./" + path
        var name = path
        var flags = SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_PRIVATECACHE | SQLITE_OPEN_EXRESCODE
        switch mode {
        case .reader:
            flags |= SQLITE_OPEN_READONLY
        case .observer:
            flags |= SQLITE_OPEN_READONLY | SQLITE_OPEN_URI
            name = observerURI(path)
        case .writer, .copy:
            flags |= SQLITE_OPEN_READWRITE
            try createFile(path)
        }
        var handle: OpaquePointer?
        let code = sqlite3_open_v2(name, &handle, flags, nil)
        guard code == SQLITE_OK, let handle else {
            // A handle comes back even then, and wants to be closed once its message has been read.
            let message = handle.map { String(cString: sqlite3_errmsg($0)) } ?? "out of memory"
            sqlite3_close_v2(handle)
            throw SQLiteError(code: code, message: "\(message): \(path)")
        }
        return handle
    }

    func configure(_ mode: Mode) throws(SQLiteError) {
        // First, because changing the journal mode below fails at once when another process holds a lock.
        setBusyTimeout(busyTimeout)
        try refuseReadOnlyFile(mode)
        try set(SQLITE_DBCONFIG_DEFENSIVE, to: true)
        try set(SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, to: true)
        // A misspelt "column" is an error instead of a string.
        try set(SQLITE_DBCONFIG_DQS_DDL, to: false)
        try set(SQLITE_DBCONFIG_DQS_DML, to: false)
        // A cache of 1,600 KiB holds the inner pages of a few hundred thousand rows. The leaves of a large table come from
        // the system's cache anyway, and every thread has a connection.
        try execute(
            """
            PRAGMA foreign_keys = ON;
            PRAGMA trusted_schema = OFF;
            PRAGMA mmap_size = 0;
            PRAGMA cache_size = -1600;
            PRAGMA wal_autocheckpoint = 0;
            """)
        switch mode {
        case .reader, .observer:
            try execute("PRAGMA query_only = ON")
        case .writer:
            try enterWriteAheadLogging()
            // A WAL that a lingering reader made long is cut back to 32 MiB when it starts anew.
            try execute("PRAGMA synchronous = FULL; PRAGMA journal_size_limit = 33554432")
            countWriteAheadFrames()
        case .copy:
            // The code that makes the copy flushes it when it is done.
            try execute("PRAGMA synchronous = OFF")
        }
        // WriterStartup reads nothing yet; this reads the header, so a file that is no database is refused here.
        _ = try integer("PRAGMA schema_version")
    }

    /// Limits how long the statements that follow wait for a lock (`sqlite3_busy_timeout`).
    func setBusyTimeout(_ limit: Duration) {
        let (seconds, attoseconds) = limit.components
        // It only fails for a handle that is not open.
        sqlite3_busy_timeout(handle, Int32(clamping: seconds * 1000 + attoseconds / 1_000_000_000_000_000))
    }

    /// SQLite opens a file that it may only read without an error, and even begins a writing transaction there
    /// ([`sqlite3_db_readonly`](https://www.sqlite.org/c3ref/db_readonly.html)).
    private func refuseReadOnlyFile(_ mode: Mode) throws(SQLiteError) {
        guard mode == .writer, sqlite3_db_readonly(handle, "main") != 0 else { return }
        throw SQLiteError(code: SQLITE_READONLY, message: "the file may be read, but not written")
    }

    private func set(_ option: Int32, to value: Bool) throws(SQLiteError) {
        guard csqlite_db_config(handle, option, value ? 1 : 0) == SQLITE_OK else {
            throw SQLiteError(database: handle, sql: "sqlite3_db_config \(option)")
        }
    }

    private func enterWriteAheadLogging() throws(SQLiteError) {
        // The pragma answers with the mode that holds now; a file system may refuse WAL without an error.
        let mode = try text("PRAGMA journal_mode = WAL")
        guard mode == "wal" else {
            throw SQLiteError(code: SQLITE_CANTOPEN, message: "WAL mode is refused, journal mode is \(mode)")
        }
    }

    /// The name that opens a file for reading only in the literal sense
    /// ([URI filenames](https://www.sqlite.org/uri.html)).
    ///
    /// An ordinary reader makes the WAL and its index where they are missing, and writes an index that is out of date.
    /// A file without a WAL is whole by itself: `immutable`. Beside a WAL its index is read as it is, or made in memory.
    private static func observerURI(_ path: String) -> String {
        var status = stat()
        let hasLog = stat(path + "-wal", &status) == 0 && status.st_size > 0
        let name = path.utf8.map { byte in
            let isPlain = isalnum(Int32(byte)) != 0 || "/-._~".utf8.contains(byte)
            return isPlain ? String(UnicodeScalar(byte)) : "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16)
        }.joined()
        return "file:" + (path.hasPrefix("/") ? "//" : "") + name + (hasLog ? "?readonly_shm=1" : "?immutable=1")
    }

    /// Makes the database file, for its owner only; SQLite gives its WAL the same permissions.
    ///
    /// By `mknod(2)`, which opens nothing: closing a descriptor of a database would drop every lock that this process
    /// holds on it, see [How To Corrupt](https://www.sqlite.org/howtocorrupt.html), 2.2.
    private static func createFile(_ path: String) throws(SQLiteError) {
        guard mknod(path, S_IFREG | 0o600, 0) == 0 || errno == EEXIST else {
            throw .system("create", path, code: SQLITE_CANTOPEN)
        }
    }
}
