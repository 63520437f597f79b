import Glibc

/// Looks at every connection now and then: ends those that take too long, and has blocked workers replaced.
///
/// Time-outs on a socket count from its last byte, so a peer that sends one at a time would hold a thread for ever.
struct Watchdog {
    let connections: ConnectionTable
    let workers: WorkerPool
    let ioLimit: UInt64
    let idleLimit: UInt64

    /// A worker that reads or writes for longer counts as blocked. Requests and answers normally pass in one piece.
    private static let slowAfter: UInt64 = 50
    /// Rounds come quickly while somebody is slow, as each one can only replace the workers that it finds waiting.
    private static let quickRound: UInt64 = 20
    private static let calmRound: UInt64 = 100

    /// Makes one round; returns in how many milliseconds to make the next.
    func makeRound() -> UInt64 {
        let now = MonotonicTime.now
        var isCalm = true
        connections.forEach { connection in
            let seen = connection.current
            switch seen.phase {
            case .parked:
                if seen.age(at: now) > idleLimit { _ = connection.condemn(seen) }
            case .reading, .writing:
                isCalm = false
                if seen.age(at: now) > ioLimit {
                    _ = connection.condemn(seen)
                } else if seen.age(at: now) > Self.slowAfter, !seen.isSlow {
                    replaceWorker(of: connection, seen)
                }
            case .handling, .condemned: break
            }
        }
        return isCalm ? Self.calmRound : Self.quickRound
    }

    /// The worker itself takes it back when it moves on.
    private func replaceWorker(of connection: Connection, _ seen: Activity) {
        do {
            try workers.beginBlocking()
        } catch {
            // No thread is left: the next round tries again, and the time limit holds in any case.
            return
        }
        if !connection.markSlow(seen) { workers.endBlocking() }
    }
}
