import CFastCGI
import Glibc
import Synchronization

/// Takes new connections from the listening socket and parks them.
///
/// A new connection is not read before something has arrived on it, so one that says nothing holds no thread.
final class Acceptor: Sendable {
    private let listener: Listener
    private let connections: ConnectionTable
    private let ioLimit: Duration
    // Held while accepting, so the socket is never closed under a worker that accepts.
    private let intake = Mutex(Intake.closed)

    private enum Intake {
        case open
        /// Out of descriptors or memory: nothing is accepted until the watchdog comes by.
        case resting
        case closed
    }

    /// One worker takes so many before others may help it.
    private static let batch = 64

    init(_ listener: Listener, connections: ConnectionTable, ioLimit: Duration) {
        self.listener = listener
        self.connections = connections
        self.ioLimit = ioLimit
    }

    /// Starts accepting.
    func open(_ queue: EventQueue) throws(SystemFailure) {
        try intake.withLock { intake throws(SystemFailure) in
            try queue.add(listener: listener.descriptor)
            // In the same breath: somebody may be waiting already, and the event for him comes only once.
            intake = .open
        }
    }

    /// Parks those who wait to be accepted.
    func accept(_ queue: EventQueue) {
        intake.withLock { intake in
            guard case .open = intake else { return }
            for _ in 0..<Self.batch {
                switch acceptOne(queue) {
                case .accepted: continue
                case .exhausted:
                    // Not rearmed: a full process must not spin on a socket that stays readable.
                    intake = .resting
                    connections.condemnLongestParked()
                    return
                case .none:
                    return rearm(queue, &intake)
                }
            }
            rearm(queue, &intake)
        }
    }

    /// Tries again after a rest.
    func resume(_ queue: EventQueue) {
        intake.withLock { intake in
            guard case .resting = intake else { return }
            intake = .open
            rearm(queue, &intake)
        }
    }

    /// Accepts for a last time and closes the socket, if it is ours; an inherited queue is the next process's.
    func close(_ queue: EventQueue) {
        intake.withLock { intake in
            guard intake != .closed else { return }
            intake = .closed
            // It fails only for a socket that is not in the set, and it was added by open.
            try? queue.remove(listener: listener.descriptor)
            if case .descriptor = listener.address { return }
            // No path to us is left by now, so this queue ends; the limit is for TCP, where it need not.
            for _ in 0..<4096 {
                guard case .accepted = acceptOne(queue) else { break }
            }
            listener.close()
        }
    }

    private enum Outcome {
        case accepted
        case none
        case exhausted
    }

    private func acceptOne(_ queue: EventQueue) -> Outcome {
        let descriptor = cfastcgi_accept(listener.descriptor)
        guard descriptor >= 0 else { return Self.outcome(of: errno) }
        do throws(SystemFailure) {
            try park(Connection(owning: descriptor, ioLimit: ioLimit), queue)
            return .accepted
        } catch {
            return Self.outcome(of: error.code)
        }
    }

    private func park(_ connection: Connection, _ queue: EventQueue) throws(SystemFailure) {
        connections.insert(connection)
        do {
            try queue.add(connection)
        } catch {
            connections.remove(connection)
            throw error
        }
    }

    private static func outcome(of code: Int32) -> Outcome {
        switch code {
        case EAGAIN: .none
        // The peer gave up while it waited, or an error of the network was pending for it: not ours (accept(2)).
        case EINTR, ECONNABORTED, EPROTO, ENETDOWN, ENETUNREACH, EHOSTDOWN, EHOSTUNREACH, ENOPROTOOPT, ENONET,
            EOPNOTSUPP:
            .accepted
        default: .exhausted
        }
    }

    private func rearm(_ queue: EventQueue, _ intake: inout Intake) {
        do {
            try queue.rearm(listener: listener.descriptor)
        } catch {
            intake = .resting
        }
    }
}
