import Glibc
import SQLite

/// The copy of a database that is kept before an upgrade.
///
/// Tests: UpgradeTests.swift
extension Backup {
    /// Where a database is kept before it is upgraded from this number of its schema.
    package static func name(of database: String, before number: Int) -> String { "\(database).before-\(number)" }

    /// Writes a copy of the database as it is: one file, checked, flushed to the disk, with the mode of the database. It
    /// appears under its name when it is complete, in the place of one from an upgrade that was interrupted or taken back.
    ///
    /// - Parameter connection: one that is open: closing another one may drop the locks that this process holds.
    /// - Throws: ``BackupError``, `SQLiteError`; then what had that name is still there.
    func keep(_ connection: Connection, as file: String) throws {
        guard let original = try FileSystem.status(database) else { throw BackupError.missing(database) }
        let unfinished = try UnfinishedBackup(for: file)
        // It is locked to the end.
        defer { withExtendedLifetime(unfinished) {} }
        let draft = DatabaseCopy(path: unfinished.path, isMade: true)
        _ = try draft.make(of: connection, named: database) { _, _ in
        } change: { _ in
            try FileSystem.setMode(draft.path, to: original.st_mode & 0o777)
        }
        do {
            try FileSystem.move(draft.path, to: file)
            try FileSystem.flushDirectory(of: file)
        } catch {
            draft.remove()
            throw error
        }
    }
}
