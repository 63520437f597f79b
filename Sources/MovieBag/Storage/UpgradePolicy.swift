/// What a process does about a database whose schema is older than its own.
///
/// Tests: UpgradeTests.swift
package enum UpgradePolicy: Sendable, Equatable {
    /// Upgrades it. A migration that changes what older processes read waits so long for them to close the database.
    case upgrade(wait: Duration)
    /// Upgrades it only if no other process has it open: for a process that joins others that serve already, which all have
    /// one schema.
    case join
    /// Refuses it: for a command of an administrator.
    case refuse

    /// What a service does that starts by itself.
    package static let standard = UpgradePolicy.upgrade(wait: .seconds(30))

    /// How long an upgrade waits for other processes.
    package var waitLimit: Duration {
        if case .upgrade(let wait) = self { wait } else { .zero }
    }
}
