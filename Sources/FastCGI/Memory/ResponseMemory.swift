import Memory
import Synchronization
import Threads

/// The memory that large responses may take together, in all threads of a server, and the requests that are queued for
/// some of it, without a thread; first in, first out.
///
/// It is taken before a response is made, and given back when that has been sent or dropped: a peer that reads slowly holds
/// it for as long as ``ServerSettings/ioLimit``. Small responses take none, so none of them is ever queued here; and a
/// response that has some waits for nothing but its peer, so that it always comes free again.
final class ResponseMemory: Sendable {
    private let capacity: Int
    private let maximumCount: Int
    private let maximumBodyBytes: Int
    private let state = Monitor(State())
    // A copy of the queue's length, which workers look at between requests without a lock.
    private let length = Atomic(0)

    private struct State {
        var taken = 0
        /// The latest first: requests leave at the end.
        var queue: [Queued] = []
        var bodyBytes = 0
    }

    private struct Queued {
        let request: PendingRequest
        /// What it needs.
        let bytes: Int
        /// When it is overdue, in milliseconds of ``MonotonicTime``.
        let deadline: UInt64
    }

    /// - Parameters:
    ///   - capacity: bytes.
    ///   - maximumCount: how many requests may be queued.
    ///   - maximumBodyBytes: of their bodies together.
    init(capacity: Int, maximumCount: Int, maximumBodyBytes: Int) {
        self.capacity = max(0, capacity)
        self.maximumCount = maximumCount
        self.maximumBodyBytes = maximumBodyBytes
    }

    /// What a response of so many bytes counts for: one that is larger than all of the memory waits until all is free.
    func share(_ bytes: Int) -> Int { min(bytes, capacity) }

    /// Takes a share; false when it is not free, or when requests are queued for theirs.
    func take(_ share: Int) -> Bool {
        state.withLock { state in
            guard state.queue.isEmpty, state.taken <= capacity - share else { return false }
            state.taken += share
            return true
        }
    }

    /// Gives back what was taken.
    func giveBack(_ share: Int) {
        state.withLock { $0.taken -= share }
    }

    /// Queues a request for so many bytes; false when there is no room. From then on it belongs to the thread that
    /// takes it out.
    func add(_ request: PendingRequest, needing bytes: Int, deadline: UInt64) -> Bool {
        state.withLock { state in
            let bodyBytes = state.bodyBytes + request.body.count
            guard state.queue.count < maximumCount, bodyBytes <= maximumBodyBytes else { return false }
            var request = request
            request.wasQueued = true
            state.queue.insert(Queued(request: request, bytes: share(bytes), deadline: deadline), at: 0)
            state.bodyBytes = bodyBytes
            publish(state)
            return true
        }
    }

    /// Takes the first request out: with the memory that it needs when that is free, without it when it is overdue.
    func next() -> PendingRequest? {
        guard length.load(ordering: .relaxed) > 0 else { return nil }
        return state.withLock { state in
            guard let first = state.queue.last, hasNext(first, state) else { return nil }
            state.queue.removeLast()
            state.bodyBytes -= first.request.body.count
            publish(state)
            var request = first.request
            if isFree(first.bytes, state) {
                state.taken += first.bytes
                request.responseBytes = first.bytes
            }
            return request
        }
    }

    /// Whether ``next()`` would return a request.
    var hasNext: Bool {
        guard length.load(ordering: .relaxed) > 0 else { return false }
        return state.withLock { state in state.queue.last.map { hasNext($0, state) } ?? false }
    }

    /// Its counters, for tests.
    var figures: (taken: Int, queued: Int) {
        state.withLock { ($0.taken, $0.queue.count) }
    }

    private func hasNext(_ first: Queued, _ state: State) -> Bool {
        isFree(first.bytes, state) || first.deadline <= MonotonicTime.now
    }

    private func isFree(_ share: Int, _ state: State) -> Bool { state.taken <= capacity - share }

    private func publish(_ state: State) {
        length.store(state.queue.count, ordering: .relaxed)
    }
}
