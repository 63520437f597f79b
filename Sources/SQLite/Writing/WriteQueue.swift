import Threads

/// The writes that have not begun.
///
/// A write begins when the writer thread takes it out, and only what is still inside can be withdrawn; so a caller
/// that gave up knows that nothing was done. Each caller waits for its one write, so their threads bound the queue.
final class WriteQueue: Sendable {
    private struct State {
        var writes: [any QueuedWrite] = []
        var isStopping = false
    }

    private let state = Monitor(State())

    /// Queues a write, unless the writer is stopping.
    func add(_ write: any QueuedWrite) throws(WriterError) {
        let isAccepted = state.withLock { state in
            if !state.isStopping { state.writes.append(write) }
            return !state.isStopping
        }
        guard isAccepted else { throw .stopped }
        state.notifyOne()
    }

    /// Takes a write back; `false` when it has begun.
    func withdraw(_ write: any QueuedWrite) -> Bool {
        state.withLock { state in
            guard let index = state.writes.firstIndex(where: { $0 === write }) else { return false }
            state.writes.remove(at: index)
            return true
        }
    }

    /// What the writer thread has to do.
    enum Work {
        /// Somebody waits for a write.
        case write
        /// Nobody did for a while.
        case idle
        /// There will be nothing more.
        case end
    }

    /// Waits for something to do, for at most `limit`.
    func next(limit: Duration) -> Work {
        state.wait(timeout: limit) { state in
            if !state.writes.isEmpty { .write } else { state.isStopping ? .end : nil }
        } ?? .idle
    }

    /// Begins everything that waits.
    func takeAll() -> [any QueuedWrite] {
        state.withLock { state in
            defer { state.writes = [] }
            return state.writes
        }
    }

    /// Accepts no more, and lets the writer thread end when it has done what is queued.
    func stop() {
        state.withLock { $0.isStopping = true }
        state.notifyOne()
    }
}
