import Threads

/// Every open connection; changed on accept and on close, never by a request.
final class ConnectionTable: Sendable {
    private struct Entry {
        let connection: Connection
        /// How many came before it.
        let number: Int
    }

    private struct Entries {
        // By the descriptor in the event queue, unique while its connection is open.
        var byDescriptor: [Int32: Entry] = [:]
        var accepted = 0
    }

    private let entries = Monitor(Entries())

    var isEmpty: Bool { entries.withLock { $0.byDescriptor.isEmpty } }

    func insert(_ connection: Connection) {
        entries.withLock { entries in
            entries.byDescriptor[connection.descriptor] = Entry(connection: connection, number: entries.accepted)
            entries.accepted += 1
        }
    }

    /// Lets go of a connection; it is freed when the caller lets go of it too.
    func remove(_ connection: Connection) {
        entries.withLock { $0.byDescriptor[connection.descriptor] = nil }
    }

    /// Shows each connection; none of them can be freed meanwhile.
    func forEach(_ body: (Connection) -> Void) {
        entries.withLock { for entry in $0.byDescriptor.values { body(entry.connection) } }
    }

    /// Ends every connection that waits for a request.
    func endIdle() {
        forEach { _ = $0.endIfIdle($0.current) }
    }

    /// Ends the connection that has waited longest for a request, to make room for a new one.
    ///
    /// The clock is coarse. Of those that it cannot tell apart it is the one that came first: the last one may just have
    /// been accepted, with its request on the way.
    func endLongestIdle() {
        entries.withLock { entries in
            let idle = entries.byDescriptor.values.map { (entry: $0, seen: $0.connection.current) }
                .sorted { ($0.seen.start, $0.entry.number) < ($1.seen.start, $1.entry.number) }
            _ = idle.first { $0.entry.connection.endIfIdle($0.seen) }
        }
    }
}
