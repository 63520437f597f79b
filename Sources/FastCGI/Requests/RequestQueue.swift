import Memory
import Synchronization
import Threads

/// Requests that are queued, without a thread, until one may block for them or their deadline passes; first in, first out.
final class RequestQueue: Sendable {
    private let maximumCount: Int
    private let maximumBytes: Int
    private let limit: UInt64
    private let state = Monitor(State())
    // A copy of the length, which workers look at between requests without a lock.
    private let length = Atomic(0)

    private struct State {
        /// The latest first: the next one is taken from the end.
        var requests: [PendingRequest] = []
        var bodyBytes = 0
    }

    /// - Parameters:
    ///   - maximumCount: how many requests may be queued.
    ///   - maximumBytes: of all bodies together.
    ///   - limit: from the arrival of a request to its deadline.
    init(maximumCount: Int, maximumBytes: Int, limit: Duration) {
        self.maximumCount = maximumCount
        self.maximumBytes = maximumBytes
        self.limit = limit.milliseconds
    }

    /// Queues a request; false when there is no room. From then on it belongs to the worker that takes it out.
    func add(_ request: PendingRequest) -> Bool {
        state.withLock { state in
            let bytes = state.bodyBytes + request.body.count
            guard state.requests.count < maximumCount, bytes <= maximumBytes else { return false }
            var request = request
            let place = request.wasQueued ? state.requests.endIndex : 0
            request.wasQueued = true
            state.requests.insert(request, at: place)
            state.bodyBytes = bytes
            publish(state)
            return true
        }
    }

    /// Takes the first request out when a thread may block for it, or when its deadline has passed.
    func next(_ workers: WorkerPool) -> PendingRequest? {
        withNext(workers) { state, first in
            state.requests.removeLast()
            state.bodyBytes -= first.body.count
            publish(state)
            return first
        }
    }

    /// Whether ``next(_:)`` would return a request.
    func hasNext(_ workers: WorkerPool) -> Bool {
        withNext(workers) { _, _ in true } ?? false
    }

    /// Shows `body` the first request if it is to be taken out.
    private func withNext<Result>(
        _ workers: WorkerPool, _ body: (inout State, _ first: PendingRequest) -> Result
    ) -> Result? {
        guard length.load(ordering: .relaxed) > 0 else { return nil }
        // Asked before the queue is locked, so that no thread ever holds both locks.
        let mayBlock = workers.mayBlock
        return state.withLock { state in
            guard let first = state.requests.last, mayBlock || isOverdue(first) else { return nil }
            return body(&state, first)
        }
    }

    /// Whether the deadline of a request has passed, so that it is not queued again.
    func isOverdue(_ request: PendingRequest) -> Bool {
        MonotonicTime.now >= deadline(of: request)
    }

    /// When a request is overdue, in milliseconds of ``MonotonicTime``.
    func deadline(of request: PendingRequest) -> UInt64 { request.arrival + limit }

    /// How long a request that was queued has to its deadline, in the queue or with a thread; `nil` for any other.
    func timeRemaining(of request: PendingRequest) -> Duration? {
        guard request.wasQueued else { return nil }
        return .milliseconds(limit - min(MonotonicTime.now - request.arrival, limit))
    }

    private func publish(_ state: State) {
        length.store(state.requests.count, ordering: .relaxed)
    }
}
