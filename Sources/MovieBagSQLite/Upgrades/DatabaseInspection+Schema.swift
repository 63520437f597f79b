import SQLite

/// Tests: DatabaseInspectionTests.swift
extension DatabaseInspection {
    /// The number of the schema of a database; 0 for an empty one, `nil` when there is none.
    ///
    /// - Throws: ``BackupError`` for what is no file, `MigrationError` for a database of another program, `SQLiteError`.
    package static func schema(of path: String) throws -> Int? {
        guard try FileSystem.isFile(path) else { return nil }
        if let page = unindexed(path) {
            try Schema.refuseForeign(page)
            return Int(page.userVersion)
        }
        let connection = try Connection(path: path, mode: .observer)
        try Schema.refuseForeign(connection)
        return Int(try connection.integer("PRAGMA user_version"))
    }
}
