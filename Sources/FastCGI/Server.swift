import Glibc
import Synchronization

/// Serves FastCGI requests: few threads, many connections.
///
/// Idle connections are in one epoll set and hold no thread. A worker takes one on which something has arrived,
/// serves one request, and parks it again.
package final class Server: Sendable {
    /// For handlers that are about to block.
    package let workers: WorkerPool
    let settings: ServerSettings
    let makeHandler: @Sendable (ResponseRoom) -> any RequestHandler
    let events: EventQueue
    let acceptor: Acceptor
    let requestQueue: RequestQueue
    let memory: ResponseMemory
    /// `nil` when no handlers were given for it.
    let lane: Lane?
    private let makeLaneHandler: (@Sendable (LanePlace) -> any RequestHandler)?
    private let listener: Listener
    private let connections = ConnectionTable()
    private let attention: Waker
    private let stopRequest = Atomic(Stop.none)

    /// Prepares a server whose handlers need nothing of it.
    package convenience init(
        listener: Listener, settings: ServerSettings = ServerSettings(),
        makeHandler: @escaping @Sendable () -> any RequestHandler
    ) throws(ServerError) {
        try self.init(listener: listener, settings: settings) { _, _ in makeHandler() }
    }

    /// Prepares a server; no thread runs and no connection is accepted before ``run()``.
    ///
    /// - Parameters:
    ///   - makeHandler: runs on each worker thread, at its first request; it is given what the thread's responses take of
    ///     the memory for large ones.
    ///   - makeLaneHandler: the same for the threads of the lane, which answer what other handlers have postponed to it;
    ///     `nil` when none of them does.
    package init(
        listener: Listener, settings: ServerSettings = ServerSettings(),
        makeHandler: @escaping @Sendable (WorkerPool, ResponseRoom) -> any RequestHandler,
        makeLaneHandler: (@Sendable (LanePlace) -> any RequestHandler)? = nil
    ) throws(ServerError) {
        FastCGILibrary.initialize()
        let workers = WorkerPool(
            threads: settings.threads, maximumThreads: settings.maximumThreads, spareLimit: settings.spareLimit)
        self.workers = workers
        self.makeHandler = { room in makeHandler(workers, room) }
        self.makeLaneHandler = makeLaneHandler
        lane = makeLaneHandler.map { _ in Lane(settings.lane, spareLimit: settings.spareLimit) }
        self.settings = settings
        self.listener = listener
        requestQueue = RequestQueue(
            maximumCount: settings.waitingRequests, maximumBytes: settings.waitingBodyBytes,
            limit: settings.waitLimit)
        memory = ResponseMemory(
            capacity: settings.responseBytes, maximumCount: settings.waitingRequests,
            maximumBodyBytes: settings.waitingBodyBytes)
        acceptor = Acceptor(listener, connections: connections, ioLimit: settings.ioLimit)
        do {
            events = try EventQueue()
            attention = try Waker()
        } catch {
            throw .system(error)
        }
    }

    /// Serves until ``stop()`` or ``drain()``; the calling thread is the watchdog meanwhile. To be called once.
    ///
    /// Then the socket is closed and its path unlinked, unless they are another process's. Requests that run are
    /// finished and kept connections are answered on for a while, each closed with its response.
    package func run() throws(ServerError) {
        try start()
        var watchdog = Watchdog(
            connections: connections, workers: workers, events: events, requestQueue: requestQueue, memory: memory,
            lane: lane,
            ioLimit: settings.ioLimit.milliseconds, idleLimit: settings.idleLimit.milliseconds)
        var pause = watchdog.makeRound()
        while !isStopping {
            attention.wait(milliseconds: pause)
            acceptor.resume(events)
            pause = watchdog.makeRound()
        }
        finish(&watchdog)
    }

    /// Asks ``run()`` to stop accepting, finish and return; from any thread, any number of times, after ``drain()`` too.
    package func stop() {
        stopRequest.store(.stop, ordering: .releasing)
        attention.signal()
    }

    /// Asks ``run()`` to leave new connections to another process, and to return once the open ones are closed; from
    /// any thread.
    ///
    /// A web server may at any moment send a request on a connection that it has kept, and not every request may be sent
    /// again. So an idle connection is not closed before ``ServerSettings/idleLimit``, when it is the web server that
    /// has long closed it.
    package func drain() {
        _ = stopRequest.compareExchange(expected: .none, desired: .drain, ordering: .acquiringAndReleasing)
        attention.signal()
    }

    var isStopping: Bool { stopRequest.load(ordering: .acquiring) != .none }

    private enum Stop: UInt8, AtomicRepresentable {
        case none
        case drain
        case stop
    }

    /// Lets go of a connection that is over.
    func forget(_ connection: Connection) {
        connections.remove(connection)
        // The end may be waiting for the last one.
        if isStopping { attention.signal() }
    }

    private func start() throws(ServerError) {
        if let makeLaneHandler {
            lane?.open { [self] place in
                var worker = Worker(self) { _ in makeLaneHandler(place) }
                worker.work(at: place)
            }
        }
        do {
            try workers.open { [self] in
                var worker = Worker(self, makeHandler: makeHandler)
                worker.work()
            }
        } catch {
            end(by: MonotonicTime.now)
            throw .thread(error)
        }
        do {
            try acceptor.open(events)
        } catch {
            end(by: MonotonicTime.now + 1000)
            throw .system(error)
        }
    }

    private func finish(_ watchdog: inout Watchdog) {
        // A path that cannot be unlinked does no harm: the next start replaces a socket that does not answer.
        try? listener.removePathIfStillOurs()
        acceptor.close(events)
        let last = MonotonicTime.now + settings.idleLimit.milliseconds
        while stopRequest.load(ordering: .acquiring) == .drain, !connections.isEmpty, MonotonicTime.now < last {
            attention.wait(milliseconds: watchdog.makeRound())
        }
        let now = MonotonicTime.now
        let drained = now + settings.drainLimit.milliseconds
        let stopped = now + settings.stopLimit.milliseconds
        while !connections.isEmpty, MonotonicTime.now < stopped {
            if MonotonicTime.now >= drained { connections.endIdle() }
            attention.wait(milliseconds: min(watchdog.makeRound(), Self.drainRound))
        }
        end(by: stopped)
    }

    private func end(by deadline: UInt64) {
        events.finish()
        let now = MonotonicTime.now
        _ = workers.close(timeout: .milliseconds(deadline > now ? deadline - now : 0))
        let later = MonotonicTime.now
        lane?.close(timeout: .milliseconds(deadline > later ? deadline - later : 0))
    }

    private static let drainRound: UInt64 = 20
}
