import Glibc
import MovieBag
import SQLite

/// Putting a backup in the place of a database.
///
/// Tests: CopyTests.swift
package struct Restore: Sendable {
    private let database: String

    /// - Parameter database: the path of the database, which need not exist.
    package init(of database: String) {
        self.database = database
    }

    /// Makes a copy of a backup the database; the one that was there before is kept beside it.
    ///
    /// Refused while any process has the database open. A service that starts meanwhile waits, and finds the new one.
    ///
    /// - Parameters:
    ///   - keepsSessions: whether sessions, API tokens, invitations and links of the backup are good again. Some may have
    ///     been ended since it was made, so otherwise all are over.
    ///   - name: what the replaced database is called: its path, a dot, and this, with `-2` and so on behind it where that
    ///     name is taken.
    /// - Throws: ``BackupError``, as for the database itself, which is no backup; or `MigrationError` for a backup of a newer version; then the database is as it was.
    package func run(
        from file: String, keepsSessions: Bool, replacedAs name: String, progress: (_ done: Int, _ total: Int) -> Void
    ) throws -> RestoreOutcome {
        guard try FileSystem.isFile(file) else { throw BackupError.missing(file) }
        guard try !FileSystem.isSame(file, database) else { throw BackupError.isDatabase(file) }
        do {
            // Before anything is made beside it. One that is no database any more is what a restore is for.
            try DatabaseInspection.refuseForeign(database, orNone: false)
        } catch is MigrationError {
            throw BackupError.foreign(database)
        }
        let lock = try lock()
        try refuseIfInUse()
        let draft = DatabaseCopy(path: database + ".restoring")
        let contents = try draft.make(from: file, progress: progress) { copy in
            try Schema.migrate(copy)
            try Self.begin(copy, keepsSessions: keepsSessions)
        }
        do {
            // Another program than ours may have opened it without asking for the lock.
            try refuseIfInUse()
            let free = try freeName("\(database).\(name)")
            let replaced = try FileSystem.isFile(database) ? free : nil
            try setAside(as: free)
            try FileSystem.move(draft.path, to: database)
            try FileSystem.flushDirectory(of: database)
            lock.release()
            return RestoreOutcome(
                contents: contents, replaced: replaced,
                revived: replaced.map { RevivedAccounts.find(in: database, comparedWith: $0) } ?? [])
        } catch {
            draft.remove()
            throw error
        }
    }

    /// The lock between writers, which a service also holds while it opens the database.
    private func lock() throws(BackupError) -> FileLock {
        do {
            let lock = try FileLock(path: database + ".lock")
            if try lock.tryAcquire() { return lock }
        } catch {
            throw .storage(database, reason: "\(error)")
        }
        throw .locked(database)
    }

    private func refuseIfInUse() throws(BackupError) {
        let user: pid_t?
        do {
            user = try DatabaseUsers.oneOther(of: database)
        } catch {
            throw .storage(database, reason: "\(error)")
        }
        if let user { throw .inUse(database, process: user) }
    }

    /// The name, or the first of `name-2`, `name-3` and so on that no file has: of two restores within a second the later one
    /// finds the name of the earlier one taken.
    private func freeName(_ name: String) throws(BackupError) -> String {
        var (candidate, number) = (name, 1)
        while true {
            let (file, log) = (try FileSystem.status(candidate), try FileSystem.status(candidate + "-wal"))
            if file == nil && log == nil { return candidate }
            number += 1
            candidate = "\(name)-\(number)"
        }
    }

    /// Gives the database a second name, and takes its WAL out of the way of the new one.
    private func setAside(as replaced: String) throws(BackupError) {
        // One that is sound takes in its WAL, and from then on nothing is missing from it at any moment. One that is not is
        // kept together with its WAL, for an attempt to recover data.
        if try FileSystem.isFile(database) {
            _ = try? Connection(path: database, mode: .writer).emptyLog()
            try FileSystem.link(database, to: replaced)
        }
        let log = database + "-wal"
        if let status = try FileSystem.status(log), status.st_size > 0 {
            try FileSystem.link(log, to: replaced + "-wal")
        }
        try FileSystem.remove(log)
        try FileSystem.remove(database + "-shm")
    }

    /// What sets a restored database apart from the one that was backed up.
    private static func begin(_ copy: Connection, keepsSessions: Bool) throws(SQLiteError) {
        // Versions make ETags, and must be other ones than those that were given out after the backup, in this very second
        // even.
        try copy.execute(
            """
            UPDATE collection
                SET version = max(version + 1, (CAST(strftime('%s', 'now') AS INTEGER) + 1) << 20)
            """)
        guard !keepsSessions else { return }
        try copy.execute(
            """
            DELETE FROM sessions; DELETE FROM api_tokens; DELETE FROM links; DELETE FROM invitations;
            DELETE FROM outbox WHERE token_id IS NOT NULL
            """)
    }
}
