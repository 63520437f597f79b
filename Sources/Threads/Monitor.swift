import Glibc

/// A value that threads share and wait on: a mutex and a condition variable with their state inside.
///
/// A lock beside a value can be forgotten; here the state is only reachable with the lock held. Waiting uses the
/// monotonic clock, so changing the wall clock moves no time-out.
///
/// It stands also where no thread waits, in place of the standard library's `Mutex`: Thread Sanitizer does not see that
/// one lock, takes every use of it for a race, and would hide a real one.
// Sendable by construction: every access to `state` holds `mutex`.
package final class Monitor<State>: @unchecked Sendable {
    private var state: State
    // On the heap because the pthread functions need one address for the objects' whole life.
    private let mutex: UnsafeMutablePointer<pthread_mutex_t>
    private let condition: UnsafeMutablePointer<pthread_cond_t>

    package init(_ state: sending State) {
        self.state = state
        mutex = .allocate(capacity: 1)
        condition = .allocate(capacity: 1)
        mutex.initialize(to: pthread_mutex_t())
        condition.initialize(to: pthread_cond_t())
        pthread_mutex_init(mutex, nil)
        var attributes = pthread_condattr_t()
        pthread_condattr_init(&attributes)
        pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC)
        pthread_cond_init(condition, &attributes)
        pthread_condattr_destroy(&attributes)
    }

    deinit {
        pthread_cond_destroy(condition)
        pthread_mutex_destroy(mutex)
        condition.deallocate()
        mutex.deallocate()
    }

    /// Runs `body` with the lock held and wakes no thread.
    package func withLock<Result, Failure: Error>(
        _ body: (inout State) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        pthread_mutex_lock(mutex)
        defer { pthread_mutex_unlock(mutex) }
        return try body(&state)
    }

    /// Waits until `ready` returns a value, and returns it; `nil` when `timeout` passes first.
    ///
    /// `ready` runs with the lock held, at once and after every wake-up.
    package func wait<Result>(
        timeout: Duration? = nil, until ready: (inout State) -> Result?
    ) -> Result? {
        let deadline = timeout.map(Self.deadline)
        pthread_mutex_lock(mutex)
        defer { pthread_mutex_unlock(mutex) }
        while true {
            if let result = ready(&state) { return result }
            guard var deadline else {
                pthread_cond_wait(condition, mutex)
                continue
            }
            guard pthread_cond_timedwait(condition, mutex, &deadline) == ETIMEDOUT else { continue }
            if Self.isOver(deadline) { return ready(&state) }
            // libfaketime, where it leaves the monotonic clock alone, says at once that the time is over.
            pthread_mutex_unlock(mutex)
            usleep(1000)
            pthread_mutex_lock(mutex)
        }
    }

    /// Wakes one waiting thread, if there is one.
    package func notifyOne() {
        pthread_cond_signal(condition)
    }

    /// Wakes every waiting thread.
    package func notifyAll() {
        pthread_cond_broadcast(condition)
    }

    private static func isOver(_ deadline: timespec) -> Bool {
        let now = Self.now
        return (now.tv_sec, now.tv_nsec) >= (deadline.tv_sec, deadline.tv_nsec)
    }

    private static var now: timespec {
        var now = timespec()
        clock_gettime(CLOCK_MONOTONIC, &now)
        return now
    }

    private static func deadline(after timeout: Duration) -> timespec {
        let now = Self.now
        let (seconds, attoseconds) = timeout.components
        let nanoseconds = now.tv_nsec + Int(attoseconds / 1_000_000_000)
        return timespec(
            tv_sec: now.tv_sec + Int(seconds) + nanoseconds / 1_000_000_000,
            tv_nsec: nanoseconds % 1_000_000_000)
    }
}
