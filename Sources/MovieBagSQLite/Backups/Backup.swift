import Glibc
import MovieBag

/// Copies of a database, made while it is in use or not.
package struct Backup: Sendable {
    let database: String

    /// - Parameter database: the path of the database.
    package init(of database: String) {
        self.database = database
    }

    /// Writes a backup that holds everything acknowledged before the call: one file, checked, flushed to the disk, for its
    /// owner only. It appears under its name when it is complete.
    ///
    /// - Parameters:
    ///   - keep: how many backups there may be then, this one included: `file`, `file.1` and so on, the newest first. With
    ///     `nil` a file of that name is refused.
    ///   - progress: told how many pages are done and how many there are.
    /// - Throws: ``BackupError``; then there is no new backup, and no old one is gone.
    package func write(
        to file: String, keep: Int?, progress: (_ done: Int, _ total: Int) -> Void
    ) throws -> StorageContents {
        guard let original = try FileSystem.status(database) else { throw BackupError.missing(database) }
        if let there = try FileSystem.status(file) {
            guard there.st_mode & S_IFMT == S_IFREG else { throw BackupError.noFile(file) }
            guard (there.st_dev, there.st_ino) != (original.st_dev, original.st_ino) else {
                throw BackupError.isDatabase(file)
            }
            guard keep != nil else { throw BackupError.exists(file) }
        }
        let unfinished = try UnfinishedBackup(for: file)
        // It is locked to the end.
        defer { withExtendedLifetime(unfinished) {} }
        let draft = DatabaseCopy(path: unfinished.path, isMade: true)
        let contents = try draft.make(from: database, progress: progress)
        do {
            if let keep {
                try Rotation(of: file, keep: keep).admit(draft.path)
            } else {
                try FileSystem.link(draft.path, to: file)
                try FileSystem.remove(draft.path)
            }
            try FileSystem.flushDirectory(of: file)
        } catch {
            draft.remove()
            throw error
        }
        return contents
    }
}
