import Glibc

/// Looks at every connection now and then: ends those that take too long, and has blocked workers replaced.
///
/// Time-outs on a socket count from its last byte, so a peer that sends one at a time would hold a thread for ever.
struct Watchdog {
    let connections: ConnectionTable
    let workers: WorkerPool
    let events: EventQueue
    let requestQueue: RequestQueue
    let memory: ResponseMemory
    let lane: Lane?
    let ioLimit: UInt64
    let idleLimit: UInt64

    /// Workers that were started because all others were blocked in their handlers.
    private var standIns = 0
    private var eventsSeen = Int.max

    init(
        connections: ConnectionTable, workers: WorkerPool, events: EventQueue, requestQueue: RequestQueue,
        memory: ResponseMemory, lane: Lane?, ioLimit: UInt64, idleLimit: UInt64
    ) {
        self.connections = connections
        self.workers = workers
        self.events = events
        self.requestQueue = requestQueue
        self.memory = memory
        self.lane = lane
        self.ioLimit = ioLimit
        self.idleLimit = idleLimit
    }

    /// A worker that reads or writes for longer counts as blocked. Requests and responses normally pass in one piece.
    private static let slowAfter: UInt64 = 50
    /// Rounds come quickly while work is in progress, as each one can only replace the workers that it finds blocked.
    private static let quickRound: UInt64 = 20
    private static let calmRound: UInt64 = 100

    /// Makes one round; returns in how many milliseconds to make the next.
    mutating func makeRound() -> UInt64 {
        let now = MonotonicTime.now
        var isCalm = fixStandstill()
        // A queued request is taken when a thread is free again; this is for threads that became free unnoticed, and
        // for requests that are overdue.
        if requestQueue.hasNext(workers) || memory.hasNext || lane?.findsOverdue() == true {
            isCalm = false
            events.wakeNext()
        }
        connections.forEach { connection in
            let seen = connection.current
            switch seen.phase {
            case .parked:
                if seen.age(at: now) > idleLimit { _ = connection.endIfIdle(seen) }
            case .reading, .writing:
                isCalm = false
                if seen.age(at: now) > ioLimit {
                    _ = connection.shutDown(seen)
                } else if seen.age(at: now) > Self.slowAfter, !seen.isSlow {
                    replaceWorker(of: connection, seen)
                }
            case .handling, .queued, .closing: break
            }
        }
        return isCalm ? Self.calmRound : Self.quickRound
    }

    /// Starts a worker more when none has taken anything up since the round before, though none is idle: a handler may
    /// block without saying so, on a page that the disk is slow to give. Returns whether a worker is idle.
    private mutating func fixStandstill() -> Bool {
        let eventsGiven = events.eventsGiven
        defer { eventsSeen = eventsGiven }
        if events.hasIdleWorker {
            for _ in 0..<standIns { workers.endBlocking() }
            standIns = 0
            return true
        }
        // Without a thread left the next round tries again.
        if eventsGiven == eventsSeen, workers.beginBlocking() { standIns += 1 }
        return false
    }

    /// The worker itself takes it back when it moves on.
    private func replaceWorker(of connection: Connection, _ seen: ConnectionState) {
        // Without a thread left the next round tries again, and the time limit holds in any case.
        guard workers.beginBlocking() else { return }
        if !connection.markSlow(seen) { workers.endBlocking() }
    }
}
