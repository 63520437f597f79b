import CFastCGI
import Glibc
import Synchronization

/// One accepted connection, from accept to close.
///
/// It has two descriptors. libfcgi closes its own inside its functions, and the number can be another connection's at
/// once; so the event queue and the watchdog use a duplicate that lives exactly as long as this object.
final class Connection: Sendable {
    private let duplicate: Descriptor
    /// For the worker only that took this connection from the event queue.
    let fcgx: FCGXConnection
    private let state: Atomic<ConnectionState>

    /// Takes over a connected, blocking socket; when it throws, the socket is still the caller's.
    ///
    /// - Parameter ioLimit: for each single read and write; the watchdog adds them up.
    init(owning descriptor: Int32, ioLimit: Duration) throws(SystemFailure) {
        duplicate = try Descriptor("fcntl", fcntl(descriptor, F_DUPFD_CLOEXEC, 0))
        state = Atomic(ConnectionState(.parked, since: MonotonicTime.now))
        var limit = ioLimit.timeval
        let size = socklen_t(MemoryLayout<timeval>.size)
        try SystemFailure.check("setsockopt", setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &limit, size))
        try SystemFailure.check("setsockopt", setsockopt(descriptor, SOL_SOCKET, SO_SNDTIMEO, &limit, size))
        fcgx = FCGXConnection(owning: descriptor)
    }

    /// The descriptor that the event queue knows.
    var descriptor: Int32 { duplicate.number }

    var current: ConnectionState { state.load(ordering: .acquiring) }

    /// Moves on to `phase`, unless it has been shut down, and returns the state before.
    func enter(_ phase: ConnectionState.Phase) -> ConnectionState {
        let now = MonotonicTime.now
        var seen = current
        while true {
            let next = ConnectionState(seen.phase == .closing ? .closing : phase, since: now)
            let (exchanged, original) = state.weakCompareExchange(
                expected: seen, desired: next, ordering: .acquiringAndReleasing)
            if exchanged { return original }
            seen = original
        }
    }

    /// Notes that the worker has been in its phase for long; false when it has just left it.
    func markSlow(_ seen: ConnectionState) -> Bool {
        replace(seen, by: ConnectionState(seen.phase, since: seen.start, isSlow: true))
    }

    /// Ends the connection for both sides unless its state has changed since `seen`; a worker frees it then.
    ///
    /// The caller holds the connection table, so the connection is not freed meanwhile.
    func shutDown(_ seen: ConnectionState) -> Bool {
        guard replace(seen, by: ConnectionState(.closing, since: seen.start, isSlow: seen.isSlow)) else { return false }
        // Fails when the peer was faster, with the same effect.
        _ = shutdown(duplicate.number, Int32(SHUT_RDWR))
        return true
    }

    /// Ends the connection if it is still parked as `seen` and nothing has arrived on it: a client whose request only
    /// waits for a worker gets its response. A hang-up counts as an arrival, as a worker is on its way to free it.
    func endIfIdle(_ seen: ConnectionState) -> Bool {
        var arrival = pollfd(fd: duplicate.number, events: Int16(POLLIN), revents: 0)
        guard seen.phase == .parked, poll(&arrival, 1, 0) == 0 else { return false }
        return shutDown(seen)
    }

    /// Whether the peer has closed the connection, both ways, so that no response would reach it. A TCP peer's close looks
    /// like the end of what it sends, after which it may well read.
    var isHungUp: Bool {
        var state = pollfd(fd: duplicate.number, events: 0, revents: 0)
        return poll(&state, 1, 0) == 1
    }

    private func replace(_ seen: ConnectionState, by next: ConnectionState) -> Bool {
        state.compareExchange(expected: seen, desired: next, ordering: .acquiringAndReleasing).exchanged
    }
}
