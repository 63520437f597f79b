import Memory
import Synchronization
import Threads

/// The memory that large responses may take together, in all threads of a server, and the requests that wait for some of it
/// in no thread; first come, first served.
///
/// It is taken before a response is made, and given back when that has been sent or dropped: a peer that reads slowly holds
/// it for as long as ``ServerSettings/ioLimit``. Small responses take none, so none of them ever waits here; and an
/// answer that has some waits for nothing but its peer, so that it always comes free again.
final class ResponseMemory: Sendable {
    private let capacity: Int
    private let maximumCount: Int
    private let maximumBodyBytes: Int
    private let state = Monitor(State())
    // A copy of the line's length, which workers look at between requests without a lock.
    private let length = Atomic(0)

    private struct State {
        var taken = 0
        /// The latest first: requests leave at the end.
        var waiting: [Waiting] = []
        var bodyBytes = 0
    }

    private struct Waiting {
        let request: PendingRequest
        /// What it needs.
        let bytes: Int
        /// When it waits no longer, in milliseconds of ``MonotonicTime``.
        let deadline: UInt64
    }

    /// - Parameters:
    ///   - capacity: bytes.
    ///   - maximumCount: how many requests may wait.
    ///   - maximumBodyBytes: of the bodies of those together.
    init(capacity: Int, maximumCount: Int, maximumBodyBytes: Int) {
        self.capacity = max(0, capacity)
        self.maximumCount = maximumCount
        self.maximumBodyBytes = maximumBodyBytes
    }

    /// What a response of so many bytes counts for: one that is larger than all of the memory waits until all is free.
    func share(_ bytes: Int) -> Int { min(bytes, capacity) }

    /// Takes a share; false when it is not free, or when others wait for theirs.
    func take(_ share: Int) -> Bool {
        state.withLock { state in
            guard state.waiting.isEmpty, state.taken <= capacity - share else { return false }
            state.taken += share
            return true
        }
    }

    /// Gives back what was taken.
    func giveBack(_ share: Int) {
        state.withLock { $0.taken -= share }
    }

    /// Puts a request in line for so many bytes; false when there is no room. From then on it belongs to the thread that
    /// takes it out.
    func add(_ request: PendingRequest, needing bytes: Int, deadline: UInt64) -> Bool {
        state.withLock { state in
            let bodyBytes = state.bodyBytes + request.body.count
            guard state.waiting.count < maximumCount, bodyBytes <= maximumBodyBytes else { return false }
            var request = request
            request.hasWaited = true
            state.waiting.insert(Waiting(request: request, bytes: share(bytes), deadline: deadline), at: 0)
            state.bodyBytes = bodyBytes
            publish(state)
            return true
        }
    }

    /// Takes the first request out: with the memory that it needs when that is free, without it when its time is up.
    func next() -> PendingRequest? {
        guard length.load(ordering: .relaxed) > 0 else { return nil }
        return state.withLock { state in
            guard let first = state.waiting.last, hasTurn(first, state) else { return nil }
            state.waiting.removeLast()
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

    /// Whether ``next()`` would give a request.
    var hasTurn: Bool {
        guard length.load(ordering: .relaxed) > 0 else { return false }
        return state.withLock { state in state.waiting.last.map { hasTurn($0, state) } ?? false }
    }

    /// How things stand, for tests.
    var figures: (taken: Int, waiting: Int) {
        state.withLock { ($0.taken, $0.waiting.count) }
    }

    private func hasTurn(_ first: Waiting, _ state: State) -> Bool {
        isFree(first.bytes, state) || first.deadline <= MonotonicTime.now
    }

    private func isFree(_ share: Int, _ state: State) -> Bool { state.taken <= capacity - share }

    private func publish(_ state: State) {
        length.store(state.waiting.count, ordering: .relaxed)
    }
}
