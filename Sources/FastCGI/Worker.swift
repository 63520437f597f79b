import Glibc
import Synchronization

/// What one worker thread keeps between requests, and how it serves one.
struct Worker: ~Copyable {
    private let server: Server
    private var handler: (any RequestHandler)?
    private var answer: [UInt8] = []
    private let scratch = UnsafeMutableRawBufferPointer.allocate(byteCount: 16 << 10, alignment: 16)

    /// An answer buffer that grew beyond this is given back.
    private static let keptAnswerBytes = 1 << 20

    init(_ server: Server) {
        self.server = server
    }

    deinit {
        scratch.deallocate()
    }

    /// Serves until the server ends, or the thread is one too many for a while.
    mutating func work() {
        Self.blockSignals()
        while server.workers.staysInService() {
            switch server.queue.next() {
            case .end: return
            case .arrival: server.acceptor.accept(server.queue)
            case .readable(let connection): serve(connection)
            case .hungUp(let connection): drop(connection)
            }
        }
    }

    /// Reads one request, answers it, and parks the connection again or drops it.
    private mutating func serve(_ connection: Connection) {
        guard advance(connection, to: .reading), connection.conversation.receive(),
            let body = connection.conversation.readBody(atMost: server.settings.maximumBodyBytes, through: scratch),
            advance(connection, to: .handling)
        else { return drop(connection) }

        respond(to: connection.conversation.request(body: body))

        guard advance(connection, to: .writing),
            connection.conversation.send(answer, keepingConnection: !server.isStopping),
            // Parked before it is rearmed: from then on another worker may have it.
            advance(connection, to: .parked)
        else { return drop(connection) }
        do {
            try server.queue.rearm(connection)
        } catch {
            drop(connection)
        }
    }

    private mutating func respond(to request: borrowing IncomingRequest) {
        if answer.capacity > Self.keptAnswerBytes {
            answer = []
        } else {
            answer.removeAll(keepingCapacity: true)
        }
        if handler == nil { handler = server.makeHandler() }
        handler?.respond(to: request, into: &answer)
    }

    /// Moves a connection on; false when the watchdog has ended it.
    private func advance(_ connection: Connection, to phase: Activity.Phase) -> Bool {
        let previous = connection.enter(phase)
        if previous.isSlow { server.workers.endBlocking() }
        return previous.phase != .condemned
    }

    private func drop(_ connection: Connection) {
        _ = advance(connection, to: .condemned)
        server.forget(connection)
    }

    /// Leaves signals to the other threads: one would interrupt a read and so end a request (signal(7), time-outs).
    private static func blockSignals() {
        var signals = sigset_t()
        sigfillset(&signals)
        // Faults of this thread itself stay visible to whoever prints a backtrace.
        for fault in [SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGTRAP, SIGABRT] { sigdelset(&signals, fault) }
        pthread_sigmask(SIG_BLOCK, &signals, nil)
    }
}
