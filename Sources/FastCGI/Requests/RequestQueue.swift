import Memory
import Synchronization
import Threads

/// A request that has been read and not been answered.
struct PendingRequest: Sendable {
    let connection: Connection
    let body: RequestBody
    /// When it had been read, in milliseconds of ``MonotonicTime``.
    let arrival: UInt64
    /// Whether it has waited before, here or in the lane; then it goes back to the front of the line.
    var hasWaited = false
    /// What it has been given of the memory for large responses.
    var responseBytes = 0
}

/// Requests that wait, without a thread, until one may block for them; first come, first served.
final class RequestQueue: Sendable {
    private let maximumCount: Int
    private let maximumBytes: Int
    private let limit: UInt64
    private let line = Monitor(Line())
    // A copy of the line's length, which workers look at between requests without a lock.
    private let length = Atomic(0)

    private struct Line {
        /// The latest first: the next one is taken from the end.
        var requests: [PendingRequest] = []
        var bodyBytes = 0
    }

    /// - Parameters:
    ///   - maximumBytes: of all bodies together.
    ///   - limit: who has waited for so long is overdue.
    init(maximumCount: Int, maximumBytes: Int, limit: Duration) {
        self.maximumCount = maximumCount
        self.maximumBytes = maximumBytes
        self.limit = limit.milliseconds
    }

    /// Queues a request; false when there is no room. From then on it belongs to the worker that takes it out.
    func add(_ request: PendingRequest) -> Bool {
        line.withLock { line in
            let bytes = line.bodyBytes + request.body.count
            guard line.requests.count < maximumCount, bytes <= maximumBytes else { return false }
            var request = request
            let place = request.hasWaited ? line.requests.endIndex : 0
            request.hasWaited = true
            line.requests.insert(request, at: place)
            line.bodyBytes = bytes
            publish(line)
            return true
        }
    }

    /// Takes the first request out when a thread may block for it, or when it is overdue.
    func next(_ workers: WorkerPool) -> PendingRequest? {
        withTurn(workers) { line, first in
            line.requests.removeLast()
            line.bodyBytes -= first.body.count
            publish(line)
            return first
        }
    }

    /// Whether ``next(_:)`` would return a request.
    func hasTurn(_ workers: WorkerPool) -> Bool {
        withTurn(workers) { _, _ in true } ?? false
    }

    /// Shows `body` the first request if its turn has come.
    private func withTurn<Result>(
        _ workers: WorkerPool, _ body: (inout Line, _ first: PendingRequest) -> Result
    ) -> Result? {
        guard length.load(ordering: .relaxed) > 0 else { return nil }
        // Asked before the line is locked, so that no thread ever holds both locks.
        let mayBlock = workers.mayBlock
        return line.withLock { line in
            guard let first = line.requests.last, mayBlock || isOverdue(first) else { return nil }
            return body(&line, first)
        }
    }

    /// Whether a request has waited for so long that it may not go back in line.
    func isOverdue(_ request: PendingRequest) -> Bool {
        MonotonicTime.now >= deadline(of: request)
    }

    /// When a request is overdue, in milliseconds of ``MonotonicTime``.
    func deadline(of request: PendingRequest) -> UInt64 { request.arrival + limit }

    /// How long a request that has stood in line may still wait, there or with a thread; `nil` for any other.
    func timeRemaining(of request: PendingRequest) -> Duration? {
        guard request.hasWaited else { return nil }
        return .milliseconds(limit - min(MonotonicTime.now - request.arrival, limit))
    }

    private func publish(_ line: Line) {
        length.store(line.requests.count, ordering: .relaxed)
    }
}
