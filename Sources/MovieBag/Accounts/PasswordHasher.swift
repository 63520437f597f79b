import Cryptography
import Threads

/// Hashes and checks passwords with scrypt (RFC 7914), a bounded number at a time.
///
/// One hash takes 128 · r · 2^logN bytes and most of a core for its time, so more at once than there are cores would
/// only add memory. Copies share the bound.
package struct PasswordHasher: Sendable {
    /// Nobody waits for a login for longer.
    private static let longestWait = Duration.seconds(10)

    private let parameters: ScryptParameters
    private let free: Monitor<Int>
    private var slowWork: any SlowWork = UnannouncedWork()
    /// Checked when there is no account, so that an unknown address costs the time of a known one.
    private let stranger: ScryptHash

    /// - Parameters:
    ///   - parameters: the cost of new hashes; older ones are checked with their own.
    ///   - atOnce: how many hashes may be computed at the same time, at least 1.
    package init(parameters: ScryptParameters, atOnce: Int) {
        self.parameters = parameters
        free = Monitor(atOnce)
        stranger = ScryptHash(ofNobody: parameters)
    }

    /// The same hasher for a thread that must announce when it blocks.
    package func announcing(to slowWork: any SlowWork) -> PasswordHasher {
        var copy = self
        copy.slowWork = slowWork
        return copy
    }

    /// - Throws: ``Overloaded`` when too many requests wait already.
    package func hash(_ password: Password) throws -> PasswordHash {
        try bounded {
            PasswordHash(phcString: try ScryptHash(of: password.bytes, parameters: parameters).phcString)
        }
    }

    /// Whether `attempt` is the password behind `hash`; without a hash, or with one that is none of ours, it takes
    /// the same time and is false.
    ///
    /// - Throws: ``Overloaded`` when too many requests wait already.
    package func verify(_ attempt: Password, against hash: PasswordHash?) throws -> Bool {
        let stored = hash.flatMap { ScryptHash(phcString: $0.phcString) }
        let matches = try bounded { try (stored ?? stranger).matches(attempt.bytes) }
        return matches && stored != nil
    }

    private func bounded<Result>(_ body: () throws -> Result) throws -> Result {
        try slowWork.run {
            let turn: Void? = free.wait(timeout: Self.longestWait) { free in
                guard free > 0 else { return nil }
                free -= 1
            }
            guard turn != nil else { throw Overloaded() }
            defer {
                free.withLock { $0 += 1 }
                free.notifyOne()
            }
            return try body()
        }
    }
}
