import CFastCGI
import Glibc
import Threads

/// Takes new connections from the listening socket and parks them.
///
/// A new connection is not read before something has arrived on it, so one that says nothing holds no thread.
///
/// Tests: ManyConnectionsTests.swift, FastCGITests/StopTests.swift
final class Acceptor: Sendable {
    private let listener: Listener
    private let connections: ConnectionTable
    private let ioLimit: Duration
    // Held while accepting, so the socket is never closed under a worker that accepts.
    private let intake = Monitor(Intake())

    private struct Intake {
        var state = State.closed
        /// Was accepted when there was no second descriptor left for it; the next to be served.
        var pendingDescriptor: Int32?

        enum State {
            case open
            /// Out of descriptors or memory: nothing is accepted until the watchdog comes by.
            case resting
            case closed
        }
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
            // Under the same lock: a connection may be waiting already, and its event comes only once.
            intake.state = .open
        }
    }

    /// Parks those who wait to be accepted.
    func accept(_ queue: EventQueue) {
        intake.withLock { intake in
            guard intake.state == .open else { return }
            for _ in 0..<Self.batch {
                switch acceptOne(queue, &intake) {
                case .accepted: continue
                case .exhausted:
                    // Not rearmed: a full process must not spin on a socket that stays readable.
                    intake.state = .resting
                    connections.endLongestIdle()
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
            guard intake.state == .resting else { return }
            intake.state = .open
            if intake.pendingDescriptor != nil, acceptOne(queue, &intake) == .exhausted {
                intake.state = .resting
                return connections.endLongestIdle()
            }
            rearm(queue, &intake)
        }
    }

    /// Accepts for a last time and closes the socket, if it is ours; the queue of a lent one is the next process's.
    func close(_ queue: EventQueue) {
        intake.withLock { intake in
            guard intake.state != .closed else { return }
            intake.state = .closed
            defer { if let pendingDescriptor = intake.pendingDescriptor { Glibc.close(pendingDescriptor) } }
            // It fails only for a socket that is not in the set, and it was added by open.
            try? queue.remove(listener: listener.descriptor)
            if intake.pendingDescriptor != nil { _ = acceptOne(queue, &intake) }
            if listener.isLent { return }
            // No path to us is left by now, so this queue ends; the limit is for TCP, where it need not.
            for _ in 0..<4096 {
                guard acceptOne(queue, &intake) == .accepted else { break }
            }
            listener.close()
        }
    }

    private enum Outcome {
        case accepted
        case none
        case exhausted
    }

    private func acceptOne(_ queue: EventQueue, _ intake: inout Intake) -> Outcome {
        let descriptor = intake.pendingDescriptor ?? cfastcgi_accept(listener.descriptor)
        guard descriptor >= 0 else { return Self.outcome(of: errno) }
        intake.pendingDescriptor = nil
        let connection: Connection
        do {
            connection = try Connection(owning: descriptor, ioLimit: ioLimit)
        } catch {
            intake.pendingDescriptor = descriptor
            return .exhausted
        }
        do {
            try park(connection, queue)
            return .accepted
        } catch {
            return .exhausted
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
            intake.state = .resting
        }
    }
}
