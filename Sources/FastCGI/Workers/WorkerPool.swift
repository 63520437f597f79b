import CFastCGI
import Synchronization
import Threads

/// The worker threads: how many run, which are blocked, which wait in reserve.
///
/// A worker that is about to block says so, and another takes its place, so that a fixed number stays able to serve
/// while the total is bounded.
package final class WorkerPool: Sendable {
    private let threads: Int
    private let maximumThreads: Int
    private let spareLimit: Duration
    private let state: Monitor<State>
    // A copy of `state.runnable`, which workers look at between requests without a lock.
    private let runnable = Atomic(0)

    private struct State {
        /// What a thread does; `nil` before the start and after the end.
        var work: (@Sendable () -> Void)?
        /// Threads that exist.
        var total = 0
        /// Those of them that serve, or have been called from the reserve to.
        var runnable = 0
        /// Those that wait in reserve.
        var spare = 0
        /// Spare threads that have been called and not woken yet.
        var called = 0

        /// Those that block, as ``beginBlocking()`` was told, and those that are about to end.
        var blocked: Int { total - runnable - (spare - called) }
        /// Whether the counters may be so: not when blocking has ended more often than it began.
        var isPlausible: Bool { called >= 0 && called <= spare && blocked >= 0 }
    }

    init(threads: Int, maximumThreads: Int, spareLimit: Duration) {
        self.threads = max(1, threads)
        self.maximumThreads = max(self.threads, maximumThreads)
        self.spareLimit = spareLimit
        state = Monitor(State())
    }

    /// Whether ``beginBlocking()`` would succeed now.
    package var mayBlock: Bool {
        state.withLock { state in
            state.runnable > threads || state.spare > state.called || state.total < maximumThreads
        }
    }

    /// Has another thread serve in the place of the caller, which is about to block on something slow; false at once when
    /// no further thread may be started. Each success needs one ``endBlocking()``.
    ///
    /// To be called on a worker, inside ``RequestHandler/respond(to:into:mayPostpone:)``, which can postpone the request with
    /// ``Postponement/noThread`` when it is false.
    package func beginBlocking() -> Bool {
        let isReplaced = state.withLock { state in
            if state.runnable > threads {
                state.runnable -= 1
                publish(state)
            } else if state.spare > state.called {
                state.called += 1
            } else {
                guard state.total < maximumThreads, let work = state.work, (try? start(work)) != nil else {
                    return false
                }
                state.total += 1
            }
            return true
        }
        if isReplaced { state.notifyOne() }
        return isReplaced
    }

    /// The caller of ``beginBlocking()`` serves again.
    package func endBlocking() {
        state.withLock { state in
            state.runnable += 1
            publish(state)
        }
    }

    /// Starts the threads, each of which runs `work`.
    func open(_ work: @escaping @Sendable () -> Void) throws(ThreadError) {
        // malloc makes up to eight heaps for each processor, for threads that all run at once; most of ours wait.
        mallopt(M_ARENA_MAX, 2)
        try state.withLock { state throws(ThreadError) in
            state.work = work
            for _ in 0..<threads {
                try start(work)
                state.total += 1
                state.runnable += 1
            }
            publish(state)
        }
    }

    /// Waits in reserve if there is one thread too many; false when the calling thread is to end.
    func staysInService() -> Bool {
        guard runnable.load(ordering: .relaxed) > threads else { return true }
        let isSpare = state.withLock { state in
            guard state.runnable > threads else { return false }
            state.runnable -= 1
            state.spare += 1
            publish(state)
            return true
        }
        return isSpare ? waitInReserve() : true
    }

    /// The calling thread serves no more and is about to end, without having been told so by ``staysInService()``.
    func leaveService() {
        state.withLock { state in
            state.runnable -= 1
            publish(state)
        }
    }

    /// Starts no more threads and ends those in reserve; then waits until all have ended, at most `timeout`.
    ///
    /// - Returns: whether all have ended.
    func close(timeout: Duration) -> Bool {
        state.withLock { $0.work = nil }
        state.notifyAll()
        return state.wait(timeout: timeout) { $0.total == 0 ? true : nil } ?? false
    }

    /// Threads that exist, for tests and reports.
    package var count: Int { state.withLock { $0.total } }

    private func waitInReserve() -> Bool {
        enum Reason {
            case called
            case closed
        }
        func reason(_ state: inout State) -> Reason? {
            guard state.called > 0 else { return state.work == nil ? .closed : nil }
            state.called -= 1
            state.spare -= 1
            return .called
        }
        let found = state.wait(timeout: spareLimit, until: reason)
        return state.withLock { state in
            // A call can come between the end of the wait and this lock.
            if found == .called || reason(&state) == .called { return true }
            state.spare -= 1
            return false
        }
    }

    private func start(_ work: @escaping @Sendable () -> Void) throws(ThreadError) {
        try SystemThread(name: "fastcgi") { [state, threads] in
            work()
            let areExtrasGone = state.withLock { state in
                state.total -= 1
                return state.total == threads && state.work != nil
            }
            state.notifyAll()
            // malloc keeps what threads have freed: 50 MB after a rush of writers.
            if areExtrasGone { malloc_trim(0) }
        }.detach()
    }

    private func publish(_ state: State) {
        assert(
            state.isPlausible,
            "the counters of the worker pool are wrong: \(state.total) threads exist, "
                + "\(state.runnable) serve, \(state.spare) are spare, \(state.called) of them called")
        runnable.store(state.runnable, ordering: .relaxed)
    }
}
