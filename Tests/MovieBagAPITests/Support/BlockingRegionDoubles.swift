import MovieBag
import Threads

/// A pool that has no thread left for anything that blocks.
struct ExhaustedPool: BlockingRegion {
    func begin() throws(ThreadsExhausted) { throw ThreadsExhausted() }
    func end() {}
}

/// Lets something else happen in the moment before the first slow step of a request: before its password hash.
final class Interruption: BlockingRegion {
    private let action: Monitor<(@Sendable () -> Void)?>

    init(_ action: @escaping @Sendable () -> Void) {
        self.action = Monitor(action)
    }

    func begin() {
        let action = action.withLock { action in
            defer { action = nil }
            return action
        }
        action?()
    }

    func end() {}
}
