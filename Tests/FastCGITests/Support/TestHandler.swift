import FastCGI
import Memory
import Synchronization
import Threads

/// What the handlers of one test server share with the test.
final class TestStage: Sendable {
    /// Requests that reached a handler.
    let calls = Atomic(0)
    /// Requests whose handler was asked how large the body may be.
    let limitsAsked = Atomic(0)
    /// Handlers that were made, and those that still exist.
    let made = Atomic(0)
    let alive = Atomic(0)
    /// Bodies that were echoed or refused by workers, in that order.
    let echoed = Monitor<[String]>([])
    /// Closed until the test lets waiting handlers go on.
    let gate = Monitor(Gate())

    struct Gate {
        var isOpen = false
        var waiting = 0
        /// What those who have passed had with them, in that order.
        var passed: [String] = []
    }

    func openGate() {
        gate.withLock { $0.isOpen = true }
        gate.notifyAll()
    }

    /// Waits until so many handlers stand at the gate.
    func waitForWaiting(_ count: Int) -> Bool {
        gate.wait(timeout: .seconds(20)) { $0.waiting >= count ? true : nil } ?? false
    }

    func passGate(with luggage: [UInt8] = []) {
        gate.withLock { $0.waiting += 1 }
        gate.notifyAll()
        _ = gate.wait(timeout: .seconds(20)) { gate in
            guard gate.isOpen else { return nil as Void? }
            gate.passed.append(String(decoding: luggage, as: UTF8.self))
            return ()
        }
    }
}

/// Answers in a way that tests can read; the path says how.
final class TestHandler: RequestHandler {
    private let stage: TestStage
    private let workers: WorkerPool
    private let room: ResponseRoom

    init(_ stage: TestStage, _ workers: WorkerPool, _ room: ResponseRoom) {
        self.stage = stage
        self.workers = workers
        self.room = room
        stage.made.add(1, ordering: .relaxed)
        stage.alive.add(1, ordering: .relaxed)
    }

    deinit {
        stage.alive.subtract(1, ordering: .relaxed)
    }

    func respond(
        to request: borrowing IncomingRequest, into output: inout OutgoingResponse, mayPostpone: Bool
    ) -> RequestOutcome {
        stage.calls.add(1, ordering: .relaxed)
        var path = ""
        var lines = ""
        var key = ""
        request.forEachVariable { name, value in
            let (name, value) = (Self.text(name), Self.text(value))
            if name == "REQUEST_URI" { path = value }
            if name == "CLIENT" { key = value }
            lines += "\(name)=\(value)\n"
        }
        output.head += Array("Status: 200\r\nContent-Type: text/plain\r\n\r\n".utf8)
        switch path {
        case "/variables": output.body += Array(lines.utf8)
        case "/one": output.body += request.variable("WANTED") ?? Array("none".utf8)
        case "/counted":
            guard room.reserve(TestHandler.countedResponse.count) else {
                if mayPostpone { return .postponed(.memory(TestHandler.countedResponse.count)) }
                output.body += Array("busy".utf8)
                break
            }
            output.body += TestHandler.countedResponse
        case "/large": output.body += TestHandler.largeResponse
        case "/gate":
            stage.passGate()
            output.body += Array("passed".utf8)
        case "/blocking": output.body += Array(passGateBlocking().utf8)
        case "/postponing":
            let response = passGateBlocking(with: Self.echo(request.body))
            if response == "busy", mayPostpone { return .postponed(.noThread) }
            output.body += Array(response.utf8) + Self.echo(request.body)
        case "/lane":
            if mayPostpone { return .postponed(.lane(LaneKey(Array(key.utf8)))) }
            output.body += Array("busy ".utf8) + echo(request.body)
        default: output.body += echo(request.body)
        }
        return .responded
    }

    func bodyLimit(of request: borrowing IncomingRequest) -> Int {
        stage.limitsAsked.add(1, ordering: .relaxed)
        var limit = Int.max
        request.forEachVariable { name, value in
            if Self.text(name) == "REQUEST_URI", Self.text(value) == "/limited" { limit = 20_000 }
        }
        return limit
    }

    private func echo(_ body: RequestBody) -> [UInt8] {
        let bytes = Self.echo(body)
        if bytes.count < 100 { stage.echoed.withLock { $0.append(String(decoding: bytes, as: UTF8.self)) } }
        return bytes
    }

    /// Four megabytes in which no two neighbouring kilobytes are equal.
    static let largeResponse: [UInt8] = (0..<4096).flatMap { block in
        Array(repeating: UInt8(truncatingIfNeeded: block &* 7 &+ block >> 8), count: 1024)
    }

    /// More than the kernel keeps for a connection.
    static let countedResponse = Array(largeResponse.prefix(512 << 10))

    private func passGateBlocking(with luggage: [UInt8] = []) -> String {
        guard workers.beginBlocking() else { return "busy" }
        defer { workers.endBlocking() }
        stage.passGate(with: luggage)
        return "passed"
    }

    private static func echo(_ body: RequestBody) -> [UInt8] {
        switch body {
        case .complete(let bytes): bytes
        case .tooLarge: Array("too large".utf8)
        }
    }

    private static func text(_ bytes: Span<UInt8>) -> String {
        bytes.withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self) }
    }
}
