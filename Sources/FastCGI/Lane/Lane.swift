import Memory
import Synchronization
import Threads

/// Threads of their own for requests that keep a processor busy for long, with a queue of their own.
///
/// Such a request takes no thread of the ``WorkerPool`` and no place in the ``RequestQueue``, nor do others take one here.
/// A bounded number is worked on at the same time, at lower priority. Threads are started when they are needed and end
/// when they have not been for a while.
final class Lane: Sendable {
    private let settings: LaneSettings
    private let spareLimit: Duration
    private let state: Monitor<State>
    // Set by the watchdog, so that workers look at the queue only when there is something for them.
    private let mayHaveOverdue = Atomic(false)

    typealias Queue = FairQueue<[UInt8], [UInt8], PendingRequest>

    private struct State {
        var queue: Queue
        var spread = EvenSpread()
        /// What a thread does; `nil` before the start and after the end.
        var work: (@Sendable (LanePlace) -> Void)?
        /// Threads that exist.
        var threads = 0
        /// Those of them that have a request.
        var occupied = 0
        /// Places that are taken.
        var busy = 0
    }

    /// What one place of the queue is for, in bytes of a body.
    private static let placeBytes = 16 << 10

    init(_ settings: LaneSettings, spareLimit: Duration) {
        self.settings = settings
        self.spareLimit = spareLimit
        state = Monitor(State(queue: FairQueue(capacity: settings.places)))
    }

    /// Accepts requests from now on; each thread runs `work`.
    func open(_ work: @escaping @Sendable (LanePlace) -> Void) {
        state.withLock { $0.work = work }
    }

    /// Queues a request until `deadline`, or up to a quarter of the time that is left earlier. From then on it belongs to
    /// the thread that takes it out.
    ///
    /// A flood whose requests come together would otherwise be refused together, and come together again at once: a burst
    /// that others wait for.
    ///
    /// - Returns: whether it is queued, and which requests gave way to it; those are the caller's to answer.
    func add(
        _ request: PendingRequest, of key: LaneKey, deadline: UInt64
    ) -> Queue.Admission {
        let admission = state.withLock { state -> Queue.Admission in
            // When no thread can be started none would ever take it.
            guard state.threads > 0 || startThread(&state) else { return .full }
            let weight = 1 + request.body.count / Self.placeBytes
            let now = MonotonicTime.now
            let lead = state.spread.next(below: deadline > now ? (deadline - now) / 4 : 0)
            let admission = state.queue.add(
                request, of: key.owner, in: key.group, weight: weight, deadline: deadline - lead)
            startThreadIfNeeded(&state)
            return admission
        }
        state.notifyAll()
        return admission
    }

    /// Whether requests wait whose deadline has passed; ``nextOverdue()`` gives them. For the watchdog.
    func findsOverdue() -> Bool {
        let isFound = state.withLock { $0.queue.hasOverdue(at: MonotonicTime.now) }
        if isFound { mayHaveOverdue.store(true, ordering: .relaxed) }
        return isFound
    }

    /// Takes out a request that has waited to its deadline.
    func nextOverdue() -> PendingRequest? {
        guard mayHaveOverdue.load(ordering: .relaxed) else { return nil }
        let request = state.withLock { $0.queue.nextOverdue(at: MonotonicTime.now) }
        if request == nil { mayHaveOverdue.store(false, ordering: .relaxed) }
        return request
    }

    /// Starts no more threads and ends those that wait; then waits until all have ended, at most `timeout`.
    func close(timeout: Duration) {
        state.withLock { $0.work = nil }
        state.notifyAll()
        _ = state.wait(timeout: timeout) { $0.threads == 0 ? true : nil }
    }

    /// Its counters, for tests.
    var figures: (queued: Int, busy: Int, threads: Int) {
        state.withLock { ($0.queue.count, $0.busy, $0.threads) }
    }

    // MARK: - For the lane's threads

    /// Waits for the next request, which comes with a place; `nil` when the calling thread shall end.
    ///
    /// - Parameter hasServed: whether the thread has had a request before.
    func next(hasServed: Bool) -> PendingRequest? {
        enum Turn {
            case request(PendingRequest)
            case end
        }
        func turn(_ state: inout State) -> Turn? {
            guard state.work != nil else { return .end }
            guard state.busy < settings.width, let request = state.queue.next() else { return nil }
            state.busy += 1
            state.occupied += 1
            return .request(request)
        }
        if hasServed { state.withLock { $0.occupied -= 1 } }
        let found = state.wait(timeout: spareLimit, until: turn)
        let request = state.withLock { state -> PendingRequest? in
            // A request can come between the end of the wait and this lock.
            if case .request(let request) = found ?? turn(&state) { return request }
            state.threads -= 1
            return nil
        }
        if request == nil { state.notifyAll() }
        return request
    }

    /// Gives a place back.
    ///
    /// - Parameter goesOn: whether the thread does something else for its request, so that another one may be needed.
    func leavePlace(goesOn: Bool) {
        state.withLock { state in
            state.busy -= 1
            if goesOn { startThreadIfNeeded(&state) }
        }
        state.notifyAll()
    }

    /// Takes a place; false when none becomes free within `limit`.
    func enterPlace(limit: Duration) -> Bool {
        let place: Void? = state.wait(timeout: limit) { state in
            guard state.busy < settings.width else { return nil }
            state.busy += 1
        }
        return place != nil
    }

    /// Starts a thread if a request could be worked on that no thread is there for.
    private func startThreadIfNeeded(_ state: inout State) {
        let workable = min(state.queue.count, settings.width - state.busy)
        guard workable > state.threads - state.occupied, state.threads < settings.maximumThreads else { return }
        // If it cannot be started, those that exist take the request when they are done.
        _ = startThread(&state)
    }

    private func startThread(_ state: inout State) -> Bool {
        guard let work = state.work else { return false }
        let niceness = settings.niceness
        do {
            try SystemThread(name: "lane") { [self] in
                ThreadPriority.lower(to: niceness)
                work(LanePlace(of: self))
            }.detach()
        } catch {
            return false
        }
        state.threads += 1
        return true
    }
}
