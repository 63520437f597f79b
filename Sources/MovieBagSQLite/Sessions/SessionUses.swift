import MovieBag
import Threads

/// The latest uses of sessions that this process has seen, to the millisecond: rows keep them to the hour only, and which
/// session of an account was used least recently is asked when it has too many. Shared by all threads.
///
/// It holds at most ``most`` uses. One that it has forgotten costs exactness and nothing else.
final class SessionUses: Sendable {
    fileprivate struct Entry {
        var use: SessionUse
        /// Until when it counts as about to be written.
        var pendingUntil: UnixTime?
    }

    /// Two halves: when the newer one is full the older one is forgotten, so that no order has to be kept.
    fileprivate struct State {
        var newer: [TokenFingerprint: Entry] = [:]
        var older: [TokenFingerprint: Entry] = [:]
    }

    static let most = 4096
    /// How much longer than its limit a use is waited for until it counts as lost.
    private static let grace = Duration.seconds(60)

    private let state = Monitor(State())

    /// Takes note of a use.
    ///
    /// - Returns: whether it has to be written and is not about to be.
    func note(_ use: SessionUse, of fingerprint: TokenFingerprint) -> Bool {
        state.withLock { state in
            guard let index = state.newer.index(forKey: fingerprint) else {
                var entry = state.older[fingerprint] ?? Entry(use: use)
                defer { state.add(entry, fingerprint) }
                return entry.update(use, Self.grace)
            }
            return state.newer.values[index].update(use, Self.grace)
        }
    }

    /// The latest use of a session; `nil` when none is remembered.
    func latest(of fingerprint: TokenFingerprint) -> SessionUse? {
        state.withLock { ($0.newer[fingerprint] ?? $0.older[fingerprint])?.use }
    }

    /// The latest use of a session, which is being written.
    func takeToWrite(_ fingerprint: TokenFingerprint) -> SessionUse? {
        state.withLock { state in
            state.newer[fingerprint]?.pendingUntil = nil
            state.older[fingerprint]?.pendingUntil = nil
            return (state.newer[fingerprint] ?? state.older[fingerprint])?.use
        }
    }
}

extension SessionUses.State {
    fileprivate mutating func add(_ entry: SessionUses.Entry, _ fingerprint: TokenFingerprint) {
        if newer.count >= SessionUses.most / 2 { (older, newer) = (newer, [:]) }
        newer[fingerprint] = entry
    }
}

extension SessionUses.Entry {
    /// - Returns: whether the use has to be written and is not about to be.
    fileprivate mutating func update(_ use: SessionUse, _ grace: Duration) -> Bool {
        self.use = use
        guard let writeWithin = use.writeWithin else { return false }
        // One of the far future is from before the clock was set right.
        if let pendingUntil, use.time < pendingUntil, pendingUntil < use.time + .seconds(2 * 24 * 3600) { return false }
        pendingUntil = use.time + writeWithin + grace
        return true
    }
}
