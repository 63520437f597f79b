import Cryptography

/// Hashes and checks passwords with scrypt (RFC 7914).
///
/// One hash takes 128 · r · 2^logN bytes and most of a core for its time, so more at once than there are cores would
/// only add memory: ``SlowWork`` says on which threads they are computed, which bounds their number.
package struct PasswordHasher: Sendable {
    private let parameters: ScryptParameters
    private var slowWork: any SlowWork = UnannouncedWork()
    /// Checked when there is no account, so that an unknown address costs the time of a known one.
    private let stranger: ScryptHash

    /// - Parameter parameters: the cost of new hashes; older ones are checked with their own.
    package init(parameters: ScryptParameters) {
        self.parameters = parameters
        stranger = ScryptHash(ofNobody: parameters)
    }

    /// The same hasher for a thread that must announce when it blocks.
    package func announcing(to slowWork: any SlowWork) -> PasswordHasher {
        var copy = self
        copy.slowWork = slowWork
        return copy
    }

    /// To be called before anything is looked up for a hash, so that a request that belongs to another thread costs next
    /// to nothing here.
    ///
    /// - Throws: ``HashLaneRequired``.
    package func requireLane() throws {
        try slowWork.requireHashLane()
    }

    /// - Throws: ``HashLaneRequired`` and ``ThreadsExhausted``; then nothing was computed.
    package func hash(_ password: Password) throws -> PasswordHash {
        try slowWork.hash {
            PasswordHash(phcString: try ScryptHash(of: password.bytes, parameters: parameters).phcString)
        }
    }

    /// Whether `attempt` is the password behind `hash`; without a hash, or with one that is none of ours, it takes
    /// the same time and is false.
    ///
    /// - Throws: ``HashLaneRequired`` and ``ThreadsExhausted``; then nothing was computed.
    package func verify(_ attempt: Password, against hash: PasswordHash?) throws -> Bool {
        let stored = hash.flatMap { ScryptHash(phcString: $0.phcString) }
        let matches = try slowWork.hash { try (stored ?? stranger).matches(attempt.bytes) }
        return matches && stored != nil
    }
}
