import MovieBag
import Threads

/// Remembers what was reported of accounts, in order.
final class ReportedEvents: Sendable {
    struct Entry: Equatable {
        let event: AccountEvent
        /// The address of the client, as the log has it.
        let client: String
    }

    private let entries = Monitor<[Entry]>([])

    /// Takes note of an event.
    var note: AccountReport {
        { [entries] event, client in
            entries.withLock { $0.append(Entry(event: event, client: client.description)) }
        }
    }

    /// All so far.
    var all: [Entry] { entries.withLock { $0 } }
}
