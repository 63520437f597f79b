import MovieBag
import Threads

/// Remembers what was recorded of accounts, in order.
final class ReportedEvents: Sendable {
    private let entries = Monitor<[AuditEntry]>([])

    /// Takes note of an event.
    var note: AuditReport {
        { [entries] entry in entries.withLock { $0.append(entry) } }
    }

    /// All so far but for sign-ups and log-ins that succeeded.
    var all: [AuditEntry] { entries.withLock { $0 }.filter { ![.signedUp, .loggedIn].contains($0.kind) } }
    /// Their kinds with their accounts, `nil` where none is known.
    var kinds: [String] { all.map { "\($0.kind) \($0.account.map { "\($0)" } ?? "nil")" } }
}
