import Glibc
import TestSite
import Threads

/// Many connections to a web server whose clients are slow, all of them looked after by one thread.
final class SlowClients {
    /// What a client takes its time for.
    enum Habit: CaseIterable {
        /// The head of its request comes byte by byte.
        case head
        /// The head comes at once, with the first bytes of a body that comes byte by byte.
        case body
        /// It asks for a page and reads that byte by byte.
        case response
    }

    private struct State {
        var isOver = false
        /// How often each client has done a step.
        var rounds = 0
        /// Clients that the server has let go of, or answered before it had their request.
        var gone: Set<Int32> = []
    }

    private let descriptors: [Int32]
    private let state = Monitor(State())
    private var thread: SystemThread?

    /// Opens the connections.
    ///
    /// - Parameters:
    ///   - pace: how long a client takes from one byte to the next. A tenth of them are served each tenth of it.
    init(_ count: Int, _ habit: Habit, port: UInt16, pace: Duration) throws {
        var descriptors: [Int32] = []
        do {
            for _ in 0..<count { descriptors.append(try Self.open(habit, port: port)) }
        } catch {
            for descriptor in descriptors { close(descriptor) }
            throw error
        }
        self.descriptors = descriptors
        thread = try SystemThread(name: "slow clients") { [state, descriptors] in
            var turn = 0
            while state.wait(timeout: pace / 10, until: { $0.isOver ? true : nil }) == nil {
                let gone = stride(from: turn % 10, to: descriptors.count, by: 10).map { descriptors[$0] }
                    .filter { !Self.step($0, habit) }
                turn += 1
                state.withLock { state in
                    state.gone.formUnion(gone)
                    state.rounds = turn / 10
                }
            }
        }
    }

    deinit {
        state.withLock { $0.isOver = true }
        state.notifyAll()
        thread?.join()
        for descriptor in descriptors { close(descriptor) }
    }

    /// How many have been let go of by the server.
    var gone: Int { state.withLock { $0.gone.count } }

    /// Waits until so many times more each of them had its turn to send or read a byte.
    func waitForRounds(_ count: Int) throws {
        let goal = state.withLock { $0.rounds } + count
        try wait(for: "slow clients", limit: .seconds(60)) { state.withLock { $0.rounds } >= goal }
    }

    private static func open(_ habit: Habit, port: UInt16) throws -> Int32 {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { throw Failure.system("socket") }
        // So little room that the response stays with the server.
        var room: Int32 = 2048
        setsockopt(descriptor, SOL_SOCKET, SO_RCVBUF, &room, socklen_t(MemoryLayout<Int32>.size))
        guard sockaddr_in.loopback(port: port).withPointer({ connect(descriptor, $0, $1) }) == 0,
            send(descriptor, opening(habit, port))
        else {
            close(descriptor)
            throw Failure.system("a slow client")
        }
        return descriptor
    }

    private static func opening(_ habit: Habit, _ port: UInt16) -> String {
        let host = "Host: localhost:\(port)\r\n"
        return switch habit {
        case .head: "GET /api/movies HTTP/1.1\r\n\(host)X-Slow: "
        case .body:
            "POST /api/auth/login HTTP/1.1\r\n\(host)Content-Type: application/json\r\nContent-Length: 1000\r\n\r\n{\"em"
        case .response: "GET /api/movies HTTP/1.1\r\n\(host)\r\n"
        }
    }

    /// Sends or reads one byte; false when the server is not there any more, or has answered already.
    private static func step(_ descriptor: Int32, _ habit: Habit) -> Bool {
        var byte: UInt8 = 0
        let received = recv(descriptor, &byte, 1, Int32(MSG_DONTWAIT))
        let isWaiting = received < 0 && errno == EAGAIN
        if habit == .response { return received == 1 || isWaiting }
        return isWaiting && send(descriptor, " ")
    }

    private static func send(_ descriptor: Int32, _ text: String) -> Bool {
        let bytes = Array(text.utf8)
        return Glibc.send(descriptor, bytes, bytes.count, Int32(MSG_NOSIGNAL)) == bytes.count
    }
}
