import SQLite

/// Why a database was not upgraded. It is as it was.
///
/// Tests: UpgradeTests.swift
package enum UpgradeError: Error, Equatable {
    /// Another process has it open, and may not see the change.
    case inUse(DatabaseInUse)
    /// The copy that is kept of it could not be made, for this reason.
    case notKept(String, reason: String)
    /// Another process is upgrading it, as this sentence says.
    case inProgress(String)
    /// Another process keeps the lock between processes, this file, and does not say why; or it did, in a sentence, and shows
    /// no sign of life.
    case locked(String, by: String?)
}

extension UpgradeError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .inUse(let problem):
            """
            \(problem): a reload is not enough, restart the service (systemctl restart movie-bag), and stop every other \
            program that uses the database
            """
        case .notKept(let copy, let reason):
            """
            the database is not upgraded, since it cannot be kept as \(copy): \(reason); it needs as much free space as \
            the database takes
            """
        case .inProgress(let activity): "\(activity): wait until it has ended, then try again"
        case .locked(let lock, let activity?):
            "another process keeps the lock \(lock) (\(activity)) and shows no progress: see its log, end it, then start this again"
        case .locked(let lock, nil):
            "another process keeps the lock \(lock): end it if it hangs (fuser \(lock) names it), then start this again"
        }
    }
}
