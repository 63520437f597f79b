import MovieBag
import SQLite

/// The database of a process: its one writer, and where stores open their readers. Shared by all threads.
///
/// Tests: DatabaseInspectionTests.swift, CopyTests.swift
package final class Database: Storage {
    let path: String
    let writer: GroupCommitWriter
    let sessionUses = SessionUses()
    let departures = DepartureFlag()

    /// Opens the database, makes it if there is none, and brings its tables up to date.
    ///
    /// - Parameters:
    ///   - policy: what is done about tables that are older.
    ///   - announce: told of an upgrade, in a sentence for the log.
    ///   - report: told of trouble that costs no data, in a sentence for the log.
    /// - Throws: `SQLiteError`, `WriterError`, `MigrationError` or ``UpgradeError``, each with a sentence for the
    ///   administrator.
    package init(
        path: String, policy: UpgradePolicy = .standard, announce: @escaping @Sendable (String) -> Void = { _ in },
        report: @escaping @Sendable (String) -> Void
    ) throws {
        self.path = path
        // Before the lock's file is made beside it, and before it is opened in a way that changes it.
        try DatabaseInspection.refuseForeign(path)
        if policy == .refuse { try Self.refuseOlder(path) }
        let upgrade = Upgrade(path: path, policy: policy, report: announce)
        do {
            writer = try GroupCommitWriter(
                path: path, soleUse: upgrade.soleUse, announce: announce, report: { report("\($0)") }
            ) { try upgrade.run($0) }
        } catch let problem as DatabaseInUse {
            throw UpgradeError.inUse(problem)
        } catch WriterError.timedOut {
            throw UpgradeError.locked(upgrade.lock, by: LockNote.sentence(in: upgrade.lock))
        }
    }

    private static func refuseOlder(_ path: String) throws {
        do {
            try Schema.check(try Connection(path: path, mode: .reader))
        } catch let error as MigrationError {
            guard case .olderThanProgram = error, let activity = try LockNote.current(in: path + ".lock") else {
                throw error
            }
            throw UpgradeError.inProgress(activity)
        }
    }

    /// Opens a database that is there and up to date, for an administrator's command; a service may run.
    ///
    /// - Throws: ``BackupError/missing(_:)`` when there is none, else as ``init(path:report:)``.
    package convenience init(existing path: String, report: @escaping @Sendable (String) -> Void) throws {
        guard try FileSystem.isFile(path) else { throw BackupError.missing(path) }
        try self.init(path: path, policy: .refuse, report: report)
    }

    /// Makes the stores of the calling thread. Only commits are waited for in their region: reads are of this machine.
    package func makeStore(blockingRegion: any BlockingRegion) -> any Store {
        SQLiteStore(database: self, blockingRegion: blockingRegion)
    }

    /// Commits what is queued, moves the log into the database and closes it. Stores can only read afterwards.
    package func close() {
        writer.stop()
    }
}
