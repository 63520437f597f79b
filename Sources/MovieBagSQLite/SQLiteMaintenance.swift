import MovieBag
import SQLite

/// What is asked of an SQLite database from beside.
///
/// Tests: StorageMaintenanceTests.swift, DatabaseInspectionTests.swift, CopyTests.swift
package struct SQLiteMaintenance: StorageMaintenance {
    private let path: String

    /// - Parameter path: of the database, which need not exist.
    package init(path: String) {
        self.path = path
    }

    package var programSchema: Int { Schema.number }

    package func schema() throws -> Int? { try DatabaseInspection.schema(of: path) }

    package func compatibility() -> SchemaCompatibility { DatabaseInspection.fitness(of: path) }

    package func upgradeInProgress() -> String? {
        // A lock that may not be examined tells nothing.
        (try? LockNote.current(in: path + ".lock")) ?? nil
    }

    package func refuseForeign(orNone anything: Bool) throws {
        try DatabaseInspection.refuseForeign(path, orNone: anything)
    }

    package func unsuitableLocation() -> String? { DatabaseInspection.unsuitableDisk(path) }

    package var copiesBeforeUpgrades: [String] {
        (1...Schema.number).map { Backup.name(of: path, before: $0) }
    }

    package func mailFigures(at now: UnixTime) throws -> MailFigures {
        try DatabaseInspection.mails(in: path, at: now)
    }

    package func linkFigures(at now: UnixTime) throws -> LinkFigures {
        try DatabaseInspection.linkUse(in: path, at: now)
    }

    package func moviesLeft(for task: BackfillTask) throws -> Int {
        try DatabaseInspection.moviesLeft(for: task, in: path)
    }

    package func legacyMovies(within budget: Duration) throws -> LegacyMovies {
        try DatabaseInspection.legacyMovies(in: path, within: budget)
    }

    package func logInOrigins(at now: UnixTime) throws -> [LogInOrigin] {
        try DatabaseInspection.logInOrigins(in: path, at: now)
    }

    package func passwordCounts() throws -> PasswordCounts { try DatabaseInspection.passwordCounts(in: path) }

    package func backUp(
        to file: String, keep: Int?, progress: (_ done: Int, _ total: Int) -> Void
    ) throws -> StorageContents {
        try Backup(of: path).write(to: file, keep: keep, progress: progress)
    }

    package func restore(
        from file: String, keepsSessions: Bool, replacedAs name: String, progress: (_ done: Int, _ total: Int) -> Void
    ) throws -> RestoreOutcome {
        try Restore(of: path).run(
            from: file, keepsSessions: keepsSessions, replacedAs: name, progress: progress)
    }

    package func open(
        policy: UpgradePolicy, announce: @escaping @Sendable (String) -> Void,
        report: @escaping @Sendable (String) -> Void
    ) throws -> any Storage {
        try Database(path: path, policy: policy, announce: announce, report: report)
    }

    package func openExisting() throws -> any Storage {
        try Database(existing: path) { _ in }
    }
}
