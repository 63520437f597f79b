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
    private let state = Monitor(State())

    private struct State {
        var phase = Phase.closed
        /// Was accepted when there was no second descriptor left for it; the next to be served.
        var pendingDescriptor: Int32?

        enum Phase {
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
    func open(_ events: EventQueue) throws(SystemFailure) {
        try state.withLock { state throws(SystemFailure) in
            try events.add(listener: listener.descriptor)
            // Under the same lock: a connection may be waiting already, and its event comes only once.
            state.phase = .open
        }
    }

    /// Accepts the connections that the kernel has queued, and parks them.
    func accept(_ events: EventQueue) {
        state.withLock { state in
            guard state.phase == .open else { return }
            for _ in 0..<Self.batch {
                switch acceptOne(events, &state) {
                case .accepted: continue
                case .exhausted:
                    // Not rearmed: a full process must not spin on a socket that stays readable.
                    state.phase = .resting
                    connections.endLongestIdle()
                    return
                case .none:
                    return rearm(events, &state)
                }
            }
            rearm(events, &state)
        }
    }

    /// Tries again after a rest.
    func resume(_ events: EventQueue) {
        state.withLock { state in
            guard state.phase == .resting else { return }
            state.phase = .open
            if state.pendingDescriptor != nil, acceptOne(events, &state) == .exhausted {
                state.phase = .resting
                return connections.endLongestIdle()
            }
            rearm(events, &state)
        }
    }

    /// Accepts for a last time and closes the socket, if it is ours; the queue of a lent one is the next process's.
    func close(_ events: EventQueue) {
        state.withLock { state in
            guard state.phase != .closed else { return }
            state.phase = .closed
            defer { if let pendingDescriptor = state.pendingDescriptor { Glibc.close(pendingDescriptor) } }
            // It fails only for a socket that is not in the set, and it was added by open.
            try? events.remove(listener: listener.descriptor)
            if state.pendingDescriptor != nil { _ = acceptOne(events, &state) }
            if listener.isLent { return }
            // No path to us is left by now, so this queue ends; the limit is for TCP, where it need not.
            for _ in 0..<4096 {
                guard acceptOne(events, &state) == .accepted else { break }
            }
            listener.close()
        }
    }

    private enum Outcome {
        case accepted
        case none
        case exhausted
    }

    private func acceptOne(_ events: EventQueue, _ state: inout State) -> Outcome {
        let descriptor = state.pendingDescriptor ?? cfastcgi_accept(listener.descriptor)
        guard descriptor >= 0 else { return Self.outcome(of: errno) }
        state.pendingDescriptor = nil
        let connection: Connection
        do {
            connection = try Connection(owning: descriptor, ioLimit: ioLimit)
        } catch {
            state.pendingDescriptor = descriptor
            return .exhausted
        }
        do {
            try park(connection, events)
            return .accepted
        } catch {
            return .exhausted
        }
    }

    private func park(_ connection: Connection, _ events: EventQueue) throws(SystemFailure) {
        connections.insert(connection)
        do {
            try events.add(connection)
        } catch {
            connections.remove(connection)
            throw error
        }
    }

    private static func outcome(of code: Int32) -> Outcome {
        switch code {
        case EAGAIN: .none
        // The peer gave up meanwhile, or an error of the network was pending for it: not ours (accept(2)).
        case EINTR, ECONNABORTED, EPROTO, ENETDOWN, ENETUNREACH, EHOSTDOWN, EHOSTUNREACH, ENOPROTOOPT, ENONET,
            EOPNOTSUPP:
            .accepted
        default: .exhausted
        }
    }

    private func rearm(_ events: EventQueue, _ state: inout State) {
        do {
            try events.rearm(listener: listener.descriptor)
        } catch {
            state.phase = .resting
        }
    }
}
