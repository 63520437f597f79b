import Threads

/// Every open connection; changed on accept and on close, never by a request.
final class ConnectionTable: Sendable {
    // By the descriptor in the event queue, unique while its connection is open.
    private let connections = Monitor<[Int32: Connection]>([:])

    var isEmpty: Bool { connections.withLock { $0.isEmpty } }

    func insert(_ connection: Connection) {
        connections.withLock { $0[connection.descriptor] = connection }
    }

    /// Lets go of a connection; it is freed when the caller lets go of it too.
    func remove(_ connection: Connection) {
        connections.withLock { $0[connection.descriptor] = nil }
    }

    /// Shows each connection; none of them can be freed meanwhile.
    func forEach(_ body: (Connection) -> Void) {
        connections.withLock { for connection in $0.values { body(connection) } }
    }

    /// Ends every connection that waits for a request.
    func condemnParked() {
        forEach { connection in
            let seen = connection.current
            if seen.phase == .parked { _ = connection.condemn(seen) }
        }
    }

    /// Ends the connection that has waited longest for a request, to make room for a new one.
    func condemnLongestParked() {
        connections.withLock { connections in
            let parked = connections.values.filter { $0.current.phase == .parked }
            guard let longest = parked.min(by: { $0.current.start < $1.current.start }) else { return }
            let seen = longest.current
            if seen.phase == .parked { _ = longest.condemn(seen) }
        }
    }
}
