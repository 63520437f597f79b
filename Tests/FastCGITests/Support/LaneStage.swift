import FastCGI
import Memory
import Threads

/// What the handlers of a lane share with the test.
final class LaneStage: Sendable {
    let state = Monitor(State())

    struct State {
        /// Closed until the test lets those go on that work, or that wait for the disk.
        var mayWork = false
        var isDiskReady = false
        /// Handlers that work and that wait for the disk now, and the most that have worked at the same time.
        var working = 0
        var writing = 0
        var mostWorking = 0
        /// The bodies of those that have begun to work, in that order.
        var begun: [String] = []
        /// The nice value of the thread that worked last.
        var niceness: Int32?
    }

    func letWork() {
        state.withLock { $0.mayWork = true }
        state.notifyAll()
    }

    func letWrite() {
        state.withLock { $0.isDiskReady = true }
        state.notifyAll()
    }

    /// Waits until `condition` holds; false when it does not within 20 seconds.
    func wait(until condition: (State) -> Bool) -> Bool {
        state.wait(timeout: .seconds(20)) { condition($0) ? true : nil } ?? false
    }

    /// What a handler does: it works, and holds a processor in earnest.
    func work(_ luggage: String) {
        state.withLock { state in
            state.working += 1
            state.mostWorking = max(state.mostWorking, state.working)
            state.begun.append(luggage)
            state.niceness = ThreadPriority.current
        }
        state.notifyAll()
        _ = state.wait(timeout: .seconds(20)) { $0.mayWork ? true : nil }
        state.withLock { $0.working -= 1 }
        state.notifyAll()
    }

    /// What a handler does that has worked: it waits for the disk.
    func write() {
        state.withLock { $0.writing += 1 }
        state.notifyAll()
        _ = state.wait(timeout: .seconds(20)) { $0.isDiskReady ? true : nil }
        state.withLock { $0.writing -= 1 }
        state.notifyAll()
    }
}

/// Answers on the threads of a lane. A body that begins with "disk" also waits for the disk, and one that begins with
/// "again" works once more after that.
final class LaneHandler: RequestHandler {
    private let stage: LaneStage
    private let place: LanePlace

    init(_ stage: LaneStage, _ place: LanePlace) {
        self.stage = stage
        self.place = place
    }

    func respond(
        to request: borrowing IncomingRequest, into output: inout OutgoingResponse, mayPostpone: Bool
    ) -> RequestOutcome {
        guard case .complete(let bytes) = request.body else { return .responded }
        let body = String(decoding: bytes, as: UTF8.self)
        output.head += Array("Status: 200\r\nContent-Type: text/plain\r\n\r\n".utf8)
        output.body += Array(response(to: body, isOverdue: request.timeRemaining == .zero).utf8)
        return .responded
    }

    private func response(to body: String, isOverdue: Bool) -> String {
        if isOverdue { return "busy \(body)" }
        stage.work(body)
        guard body.hasPrefix("disk") || body.hasPrefix("again") else { return "worked \(body)" }
        place.leave()
        stage.write()
        guard body.hasPrefix("again") else { return "written \(body)" }
        guard place.enter(limit: .seconds(20)) else { return "no place \(body)" }
        stage.work(body)
        return "worked again \(body)"
    }
}
