import CSQLite

/// What is set once in a process, before the first connection.
enum SQLiteLibrary {
    /// Turns off memory statistics, which nothing reads and which take one process-wide mutex at each allocation.
    ///
    /// `sqlite3_config` refuses once the library has been used in this process; then only that speed is lost.
    static func prepare() { _ = code }

    // A global is initialised exactly once, by whichever thread comes first.
    private static let code = csqlite_config_memory_statistics(0)
}
