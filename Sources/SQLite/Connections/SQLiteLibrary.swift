import CSQLite

/// What is set once in a process, before the first connection.
enum SQLiteLibrary {
    /// How much of the pages that a savepoint has changed is kept in memory, in bytes; beyond it, SQLite writes them to a temporary file.
    /// With its own 64 KiB that was some 60 KB for each movie that was added, which takes 15 pages.
    ///
    /// It must be below 128 KiB: SQLite writes the first so many bytes at once, of which `seekAndWriteFd` takes no more, and
    /// reports a full disk.
    private static let savepointBytes: Int32 = 126 << 10

    /// Turns off memory statistics, which nothing reads and which take one process-wide mutex at each allocation, and keeps
    /// what a savepoint has changed in memory.
    ///
    /// `sqlite3_config` refuses once the library has been used in this process; then only that speed is lost.
    static func prepare() { _ = codes }

    // A global is initialised exactly once, by whichever thread comes first.
    private static let codes = (
        csqlite_config_memory_statistics(0), csqlite_config_statement_journal_spill(savepointBytes)
    )
}
