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
    private let staff: Monitor<Staff>
    // A copy of `staff.runnable`, which workers look at between requests without a lock.
    private let runnable = Atomic(0)

    private struct Staff {
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
    }

    init(threads: Int, maximumThreads: Int, spareLimit: Duration) {
        self.threads = max(1, threads)
        self.maximumThreads = max(self.threads, maximumThreads)
        self.spareLimit = spareLimit
        staff = Monitor(Staff())
    }

    /// Whether ``beginBlocking()`` would succeed now.
    package var mayBlock: Bool {
        staff.withLock { staff in
            staff.runnable > threads || staff.spare > staff.called || staff.total < maximumThreads
        }
    }

    /// Has another thread serve in the place of the caller, which is about to block on something slow; false at once when
    /// no further thread may be started. Each success needs one ``endBlocking()``.
    ///
    /// To be called on a worker, inside ``RequestHandler/respond(to:into:mayPostpone:)``, which can postpone the request with
    /// ``Postponement/noThread`` when it is false.
    package func beginBlocking() -> Bool {
        let isReplaced = staff.withLock { staff in
            if staff.runnable > threads {
                staff.runnable -= 1
                publish(staff)
            } else if staff.spare > staff.called {
                staff.called += 1
            } else {
                guard staff.total < maximumThreads, let work = staff.work, (try? start(work)) != nil else {
                    return false
                }
                staff.total += 1
            }
            return true
        }
        if isReplaced { staff.notifyOne() }
        return isReplaced
    }

    /// The caller of ``beginBlocking()`` serves again.
    package func endBlocking() {
        staff.withLock { staff in
            staff.runnable += 1
            publish(staff)
        }
    }

    /// Starts the threads, each of which runs `work`.
    func open(_ work: @escaping @Sendable () -> Void) throws(ThreadError) {
        // malloc makes up to eight heaps for each processor, for threads that all run at once; most of ours wait.
        mallopt(M_ARENA_MAX, 2)
        try staff.withLock { staff throws(ThreadError) in
            staff.work = work
            for _ in 0..<threads {
                try start(work)
                staff.total += 1
                staff.runnable += 1
            }
            publish(staff)
        }
    }

    /// Waits in reserve if there is one thread too many; false when the calling thread shall end.
    func staysInService() -> Bool {
        guard runnable.load(ordering: .relaxed) > threads else { return true }
        let isSpare = staff.withLock { staff in
            guard staff.runnable > threads else { return false }
            staff.runnable -= 1
            staff.spare += 1
            publish(staff)
            return true
        }
        return isSpare ? waitInReserve() : true
    }

    /// Starts no more threads and ends those in reserve; then waits until all have ended, at most `timeout`.
    ///
    /// - Returns: whether all have ended.
    func close(timeout: Duration) -> Bool {
        staff.withLock { $0.work = nil }
        staff.notifyAll()
        return staff.wait(timeout: timeout) { $0.total == 0 ? true : nil } ?? false
    }

    /// Threads that exist, for tests and reports.
    package var count: Int { staff.withLock { $0.total } }

    private func waitInReserve() -> Bool {
        enum Reason {
            case called
            case closed
        }
        func reason(_ staff: inout Staff) -> Reason? {
            guard staff.called > 0 else { return staff.work == nil ? .closed : nil }
            staff.called -= 1
            return .called
        }
        let found = staff.wait(timeout: spareLimit, until: reason)
        return staff.withLock { staff in
            staff.spare -= 1
            // A call can come between the end of the wait and this lock.
            return (found ?? reason(&staff)) == .called
        }
    }

    private func start(_ work: @escaping @Sendable () -> Void) throws(ThreadError) {
        try SystemThread(name: "fastcgi") { [staff, threads] in
            work()
            let isCrowdGone = staff.withLock { staff in
                staff.total -= 1
                return staff.total == threads && staff.work != nil
            }
            staff.notifyAll()
            // malloc keeps what threads have freed: 50 MB after a rush of writers.
            if isCrowdGone { malloc_trim(0) }
        }.detach()
    }

    private func publish(_ staff: Staff) {
        runnable.store(staff.runnable, ordering: .relaxed)
    }
}
