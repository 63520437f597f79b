import CFastCGI
import Glibc
import Synchronization

/// The epoll set in which all workers wait: for new connections, requests on parked ones, and the end.
///
/// Every event but the end is one-shot: it is given to one worker, and to no other until that worker rearms it.
///
/// Tests: ManyConnectionsTests.swift
final class EventQueue: Sendable {
    private let set: Descriptor
    private let end: Descriptor
    private let wakeOne: Descriptor
    private let waiting = Atomic(0)
    private let given = Atomic(0)

    // A connection is its address, which is never one of these.
    private static let endKey: UInt64 = 0
    private static let arrivalKey: UInt64 = 1
    private static let wakeOneKey: UInt64 = 2

    init() throws(SystemFailure) {
        set = try Descriptor("epoll_create1", epoll_create1(Int32(EPOLL_CLOEXEC)))
        end = try Descriptor("eventfd", eventfd(0, Int32(EFD_CLOEXEC | EFD_NONBLOCK)))
        wakeOne = try Descriptor("eventfd", eventfd(0, Int32(EFD_CLOEXEC | EFD_NONBLOCK)))
        // Level-triggered and never read: one signal reaches every worker.
        try control(EPOLL_CTL_ADD, end.number, EPOLLIN.rawValue, Self.endKey)
        // Edge-triggered and never read: one signal reaches one worker.
        try control(EPOLL_CTL_ADD, wakeOne.number, EPOLLIN.rawValue | EPOLLET.rawValue, Self.wakeOneKey)
    }

    /// Whether a worker waits in ``next()``.
    var hasIdleWorker: Bool { waiting.load(ordering: .relaxed) > 0 }
    /// How many events were given to workers since the start.
    var eventsGiven: Int { given.load(ordering: .relaxed) }

    /// Waits for the next event.
    ///
    /// - Parameter waits: whether it does; if not, and there is none at the moment, it gives `nil`.
    func next(waits: Bool = true) -> Event? {
        var event = epoll_event()
        waiting.add(1, ordering: .relaxed)
        defer {
            waiting.subtract(1, ordering: .relaxed)
            given.add(1, ordering: .relaxed)
        }
        while true {
            let count = epoll_wait(set.number, &event, 1, waits ? -1 : 0)
            if count == 1 { break }
            if count == 0 { return nil }
            precondition(errno == EINTR, "epoll_wait fails only on bad arguments")
        }
        switch event.data.u64 {
        case Self.endKey: return .end
        case Self.arrivalKey: return .arrival
        case Self.wakeOneKey: return .wakeOne
        default:
            // The table keeps a connection alive until the one worker that was given it removes it.
            let connection = Unmanaged<Connection>.fromOpaque(event.data.ptr).takeUnretainedValue()
            return event.events & (EPOLLHUP.rawValue | EPOLLERR.rawValue) == 0
                ? .readable(connection) : .hungUp(connection)
        }
    }

    /// Adds a connection; another worker may have it before this returns.
    func add(_ connection: Connection) throws(SystemFailure) {
        try control(EPOLL_CTL_ADD, connection.descriptor, Self.request, Self.key(of: connection))
    }

    /// Waits for the next request on a connection; it is no longer the caller's.
    func rearm(_ connection: Connection) throws(SystemFailure) {
        try control(EPOLL_CTL_MOD, connection.descriptor, Self.request, Self.key(of: connection))
    }

    /// Watches a listening socket.
    func add(listener: Int32) throws(SystemFailure) {
        try control(EPOLL_CTL_ADD, listener, Self.request, Self.arrivalKey)
    }

    /// Watches the listening socket again after its event was taken.
    func rearm(listener: Int32) throws(SystemFailure) {
        try control(EPOLL_CTL_MOD, listener, Self.request, Self.arrivalKey)
    }

    /// Watches the listening socket no more.
    func remove(listener: Int32) throws(SystemFailure) {
        try control(EPOLL_CTL_DEL, listener, 0, Self.arrivalKey)
    }

    /// Wakes one worker with ``Event/wakeOne``.
    func wakeNext() {
        eventfd_write(wakeOne.number, 1)
    }

    /// Wakes every worker with ``Event/end``, now and from now on.
    func finish() {
        eventfd_write(end.number, 1)
    }

    private static let request = EPOLLIN.rawValue | EPOLLONESHOT.rawValue

    private static func key(of connection: Connection) -> UInt64 {
        UInt64(UInt(bitPattern: Unmanaged.passUnretained(connection).toOpaque()))
    }

    private func control(
        _ operation: Int32, _ descriptor: Int32, _ events: UInt32, _ key: UInt64
    ) throws(SystemFailure) {
        var event = epoll_event()
        event.events = events
        event.data.u64 = key
        try SystemFailure.check("epoll_ctl", epoll_ctl(set.number, operation, descriptor, &event))
    }
}
