import FastCGI
import MovieBag
import Synchronization

/// Tells the worker pool that one of its threads is about to block, and the work how long it may wait. One for each
/// worker thread.
final class AnnouncedWork: SlowWork {
    private let workers: WorkerPool
    // Milliseconds. Atomic only because SlowWork is Sendable: no other thread looks at it.
    private let limit = Atomic(Int64.max)

    init(workers: WorkerPool) {
        self.workers = workers
    }

    /// Begins a request whose answer may wait so long; `nil` for as long as anything does.
    func take(_ patience: Duration?) {
        limit.store(patience.map { Int64($0 / .milliseconds(1)) } ?? .max, ordering: .relaxed)
    }

    var patience: Duration? {
        let limit = limit.load(ordering: .relaxed)
        return limit == .max ? nil : .milliseconds(limit)
    }

    func begin() throws(ThreadsExhausted) {
        // Whoever has stood in line to the end would only keep a thread from those who have time left.
        guard limit.load(ordering: .relaxed) > 0 else { throw ThreadsExhausted() }
        do {
            try workers.beginBlocking()
        } catch {
            throw ThreadsExhausted()
        }
    }

    func end() {
        workers.endBlocking()
    }
}
