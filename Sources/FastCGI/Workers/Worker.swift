import Glibc
import Memory
import Synchronization

/// What one worker thread keeps between requests, and how it serves one.
///
/// Tests: RequestTests.swift, RequestQueueTests.swift
struct Worker: ~Copyable {
    let server: Server
    /// What the response in hand takes of the memory for large ones.
    let room: ResponseRoom
    private let makeHandler: (ResponseRoom) -> any RequestHandler
    private var handler: (any RequestHandler)?
    var response = OutgoingResponse()
    private let scratch = UnsafeMutableRawBufferPointer.allocate(byteCount: largeBodyBytes, alignment: 16)

    /// Bodies below that are kept without asking the handler for a limit, so that only a large one pays for it.
    private static let largeBodyBytes = 16 << 10
    /// The memory of a larger head is given back with its response; so much every thread may keep.
    static let keptHeadBytes = 64 << 10

    /// - Parameter makeHandler: called at the first request.
    init(_ server: Server, makeHandler: @escaping (ResponseRoom) -> any RequestHandler) {
        self.server = server
        room = ResponseRoom(of: server.memory)
        self.makeHandler = makeHandler
    }

    deinit {
        scratch.deallocate()
    }

    /// Serves until the server ends, or the thread is one too many for a while.
    mutating func work() {
        Self.blockSignals()
        // Large responses and refusals take turns with everything else: many of either, such as a flood that becomes overdue
        // at the same time, would delay the other requests.
        var isBacklogNext = true
        while true {
            // Queued requests go first. One that is postponed again must not be tried in a loop.
            if let request = server.requestQueue.next(server.workers), handle(request) { continue }
            if isBacklogNext, handleBacklog() {
                isBacklogNext = false
                continue
            }
            guard server.workers.staysInService() else { return }
            let event = server.events.next(waits: isBacklogNext)
            isBacklogNext = true
            switch event {
            case .end: return server.workers.leaveService()
            case .wakeOne, nil: continue
            case .arrival: server.acceptor.accept(server.events)
            case .readable(let connection): serve(connection)
            case .hungUp(let connection): drop(connection)
            }
        }
    }

    /// Responds to one request that is overdue in the lane, or else one that was queued for memory; false when there is none.
    private mutating func handleBacklog() -> Bool {
        if let request = server.lane?.nextOverdue() {
            respondNow(request)
        } else if let request = server.memory.next() {
            handleAfterQueueing(request)
        } else {
            return false
        }
        return true
    }

    /// Reads one request and responds to it, now or after it was queued.
    private mutating func serve(_ connection: Connection) {
        guard advance(connection, to: .reading), connection.fcgx.receive(), let body = readBody(on: connection)
        else { return drop(connection) }
        _ = handle(PendingRequest(connection: connection, body: body, arrival: MonotonicTime.now))
    }

    private mutating func readBody(on connection: Connection) -> RequestBody? {
        connection.fcgx.readBody(atMost: server.settings.maximumBodyBytes, through: scratch) {
            currentHandler().bodyLimit(
                of: connection.fcgx.request(body: .complete([]), timeRemaining: nil))
        }
    }

    /// Responds to a request and parks its connection again or drops it; false when it is queued for a thread instead.
    mutating func handle(_ request: PendingRequest) -> Bool {
        let connection = request.connection
        room.begin(with: request.responseBytes)
        defer { finishResponse() }
        guard advance(connection, to: .handling) else {
            drop(request)
            return true
        }
        let outcome = respond(to: request, mayPostpone: !server.requestQueue.isOverdue(request))
        var request = request
        request.responseBytes = 0
        switch outcome {
        case .responded:
            sendResponse(to: request)
        case .postponed(.lane(let key)):
            queueInLane(request, of: key)
        case .postponed(.memory(let bytes)):
            queueForMemory(request, needing: bytes)
        case .postponed(.noThread):
            guard advance(connection, to: .queued) else {
                drop(request)
                return true
            }
            // Once it is queued it may be another worker's.
            if server.requestQueue.add(request) { return false }
            respondNow(request)
        }
        return true
    }

    // Never inlined: the optimizer of Swift 6.3.1 crashes when it inlines the request that must not be copied ("Cannot
    // initialize a nonCopyable type with a guaranteed value").
    @inline(never)
    mutating func respond(to request: PendingRequest, mayPostpone: Bool) -> RequestOutcome {
        response.clear(keeping: Self.keptHeadBytes)
        let outcome = currentHandler().respond(
            to: request.connection.fcgx.request(
                body: request.body, timeRemaining: server.requestQueue.timeRemaining(of: request)),
            into: &response, mayPostpone: mayPostpone)
        if case .responded = outcome { request.body.cleanse() }
        return outcome
    }

    private mutating func currentHandler() -> any RequestHandler {
        if let handler { return handler }
        let made = makeHandler(room)
        handler = made
        return made
    }

    /// Sends the response that has been made, and parks the connection again or drops it.
    mutating func sendResponse(to request: PendingRequest) {
        let connection = request.connection
        // Only a client that sends something is given a token, and the next response need not be as long.
        defer { if request.body.count > 0 { response.cleanse() } }
        guard advance(connection, to: .writing),
            connection.fcgx.send(response, keepingConnection: !server.isStopping),
            // Parked before it is rearmed: from then on another worker may have it.
            advance(connection, to: .parked)
        else { return drop(connection) }
        do {
            try server.events.rearm(connection)
        } catch {
            drop(connection)
        }
    }

    /// Moves a connection on; false when the watchdog has ended it.
    func advance(_ connection: Connection, to phase: ConnectionState.Phase) -> Bool {
        let previous = connection.enter(phase)
        if previous.isSlow { server.workers.endBlocking() }
        return previous.phase != .closing
    }

    /// Drops the connection of a request that is not answered.
    func drop(_ request: PendingRequest) {
        request.body.cleanse()
        drop(request.connection)
    }

    func drop(_ connection: Connection) {
        _ = advance(connection, to: .closing)
        server.forget(connection)
    }

    /// Leaves signals to the other threads: one would interrupt a read and so end a request (signal(7), time-outs).
    static func blockSignals() {
        var signals = sigset_t()
        sigfillset(&signals)
        // Faults of this thread itself stay unblocked, for the handler that prints a backtrace.
        for fault in [SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGTRAP, SIGABRT] { sigdelset(&signals, fault) }
        pthread_sigmask(SIG_BLOCK, &signals, nil)
    }
}
