import FastCGI
import MovieBag
import Synchronization

/// Tells the server that a thread of its is about to block, and the work how long it may wait and whether password hashes
/// are computed here. One for each thread that answers requests.
final class AnnouncedBlockingRegion: BlockingRegion {
    /// What kind of thread it is.
    enum Thread {
        /// One of the few that serve everything; another takes its place while it blocks. It computes no hashes.
        case worker(WorkerPool)
        /// One of those that compute hashes, at its place among them; another takes that while it waits for the disk.
        case lane(LanePlace)
    }

    private let thread: Thread
    // Milliseconds. Atomic only because BlockingRegion is Sendable: no other thread looks at it.
    private let limit = Atomic(Int64.max)

    init(on thread: Thread) {
        self.thread = thread
    }

    /// Begins a request whose response may wait so long; `nil` for as long as anything does.
    func take(_ timeRemaining: Duration?) {
        limit.store(timeRemaining.map { Int64($0 / .milliseconds(1)) } ?? .max, ordering: .relaxed)
    }

    var timeRemaining: Duration? {
        let limit = limit.load(ordering: .relaxed)
        return limit == .max ? nil : .milliseconds(limit)
    }

    func begin() throws(ThreadsExhausted) {
        switch thread {
        case .worker(let workers):
            try refuseIfOverdue()
            guard workers.beginBlocking() else { throw ThreadsExhausted() }
        case .lane(let place):
            // What is to be written is the outcome of a hash, so it is never postponed: the hash would be computed again.
            place.leave()
        }
    }

    func end() {
        switch thread {
        case .worker(let workers): workers.endBlocking()
        case .lane: break  // A place is needed again for another hash only.
        }
    }

    func requireHashLane() throws(HashLaneRequired) {
        if case .worker = thread { throw HashLaneRequired() }
    }

    func beginHash() throws {
        try requireHashLane()
        try refuseIfOverdue()
        guard case .lane(let place) = thread else { return }
        guard place.enter(limit: timeRemaining ?? Self.longestWait) else { throw ThreadsExhausted() }
    }

    // The place is kept: the request may need another hash, or is as good as answered.
    func endHash() {}

    /// Most requests have their place already; it is for one that has written something between two hashes.
    private static let longestWait = Duration.seconds(5)

    /// A request that has waited to the end of its time would only keep a thread from those that have time left.
    private func refuseIfOverdue() throws(ThreadsExhausted) {
        guard limit.load(ordering: .relaxed) > 0 else { throw ThreadsExhausted() }
    }
}
