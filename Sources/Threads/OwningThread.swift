import Glibc
import Synchronization

/// Knows the thread that something belongs to: the first that uses it.
///
/// For `assert`, which debug builds and tests check and release builds leave out.
package struct OwningThread: ~Copyable, Sendable {
    // A pthread_t, which is never 0 here (pthreads(7) of glibc: an address).
    private let owner = Atomic<pthread_t>(0)

    /// One that belongs to no thread yet.
    package init() {}

    /// Whether the calling thread is the owner; the first that asks becomes it.
    package func isCurrent() -> Bool {
        let current = pthread_self()
        let (isFirst, original) = owner.compareExchange(expected: 0, desired: current, ordering: .relaxed)
        return isFirst || original == current
    }
}
