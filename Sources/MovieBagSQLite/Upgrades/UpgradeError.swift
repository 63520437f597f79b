import SQLite

/// Why a database was not upgraded. It is as it was.
///
/// Tests: UpgradeTests.swift
package enum UpgradeError: Error, Equatable {
    /// Another process has it open, and may not see the change.
    case inUse(DatabaseInUse)
    /// The copy that is kept of it could not be made, for this reason.
    case notKept(String, reason: String)
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
        }
    }
}
