import Glibc
import SQLite

/// Brings the tables of a database up to date when it is opened, and keeps the database of before.
///
/// Tests: UpgradeTests.swift
struct Upgrade: Sendable {
    let path: String
    let policy: UpgradePolicy
    /// Told of what it does, in sentences for the log.
    let report: @Sendable (String) -> Void

    /// The file of the lock between processes.
    var lock: String { path + ".lock" }

    /// When the database may be open in no other process.
    var soleUse: SoleUse {
        SoleUse(
            limit: policy.waitLimit,
            reason: { [policy] connection in
                guard let step = try Step(of: connection), policy == .join || Schema.isExclusive(after: step.from)
                else {
                    return nil
                }
                return "the database is to be upgraded from \(step)"
            },
            report: report)
    }

    /// Upgrades the database; a new one gets its tables, and nothing is kept of it.
    ///
    /// - Parameter connection: the writer's, and the only one of this process.
    /// - Throws: ``UpgradeError/notKept(_:reason:)``, `MigrationError`, `SQLiteError`.
    func run(_ connection: Connection) throws {
        let step = try Step(of: connection)
        // Without it other processes wait for a shorter time.
        let note = step.flatMap { try? LockNote(path: lock, "process \(getpid()) upgrades the database from \($0)") }
        defer { note?.end() }
        if let step {
            let copy = Backup.name(of: path, before: step.from)
            do {
                report("the database is to be upgraded from \(step): first it is copied to \(copy)")
                try Backup(of: path).keep(connection, as: copy)
            } catch {
                throw UpgradeError.notKept(copy, reason: "\(error)")
            }
        }
        try Schema.migrate(connection)
        if let step { report("the database was upgraded from \(step)") }
    }

    /// From which number of the schema to which an upgrade leads.
    private struct Step: CustomStringConvertible {
        let from: Int

        /// - Returns: `nil` for a database that is new or up to date.
        /// - Throws: `MigrationError` for one of another program, or of a newer version.
        init?(of connection: Connection) throws {
            from = try Schema.number(of: connection)
            guard from > 0 && from < Schema.number else { return nil }
        }

        var description: String { "schema \(from) to schema \(Schema.number)" }
    }
}
