import SQLite

/// Errors that tests tell apart and the program does not.
extension SQLiteError {
    /// SQLITE_READONLY: the connection, the file or its folder may not be written.
    var isReadOnly: Bool { code & 0xff == 8 }
    /// SQLITE_CANTOPEN: the file could not be opened or made.
    var isCannotOpen: Bool { code & 0xff == 14 }
}
