import Threads

/// The writes that have not begun.
///
/// A write begins when the writer thread takes it out, and only what is still inside can be withdrawn; so a caller
/// that gave up knows that nothing was done. Each caller waits for its one write, so their threads bound the queue.
///
/// Tests: BatchTests.swift, DeferredWriteTests.swift
final class WriteQueue: Sendable {
    private struct State {
        var writes: [any QueuedWrite] = []
        var deferred = DeferredWrites()
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

    /// Keeps a write for the next batch; the writer thread is not woken for it unless its time has come.
    func add(deferred key: [UInt8], within limit: Duration, _ body: @escaping DeferredWrites.Body) {
        let areDue = state.withLock { state in
            if !state.isStopping { state.deferred.add(key, latest: .now + limit, body) }
            return state.deferred.areDue
        }
        if areDue { state.notifyOne() }
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
        /// A caller waits for a write, or deferred ones are due.
        case write
        /// Neither was the case for a while.
        case idle
        /// There will be nothing more.
        case end
    }

    /// Waits for something to do, for at most `limit`.
    func next(limit: Duration) -> Work {
        state.wait(timeout: limit) { state in
            if !state.writes.isEmpty || state.deferred.areDue { return .write }
            guard state.isStopping else { return nil }
            return state.deferred.isEmpty ? .end : .write
        } ?? .idle
    }

    /// Begins everything that callers wait for, and takes along what is deferred.
    func takeAll() -> (writes: [any QueuedWrite], deferred: [DeferredWrites.Body]) {
        state.withLock { state in
            defer { state.writes = [] }
            return (state.writes, state.deferred.take(inCompany: !state.writes.isEmpty))
        }
    }

    /// Forgets what is deferred: it is not tried again and again while the database cannot be written to.
    func forgetDeferred() {
        state.withLock { $0.deferred = DeferredWrites() }
    }

    /// Accepts no more, and lets the writer thread end when it has done what is queued.
    func stop() {
        state.withLock { $0.isStopping = true }
        state.notifyOne()
    }
}
