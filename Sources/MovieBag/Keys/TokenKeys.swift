import Cryptography
import Threads

/// The keys that this process signs and verifies with, which may be replaced while it runs. Shared by all threads.
package final class TokenKeys: Sendable {
    private struct Snapshot {
        let ring: KeyRing
        /// In the order of the ring's keys.
        let signers: [JWSSigner]

        init(_ ring: KeyRing) throws(CryptographyError) {
            self.ring = ring
            signers = try ring.keys.map { key throws(CryptographyError) in
                try JWSSigner(key: key.bytes, id: key.id)
            }
        }
    }

    private let snapshot: Monitor<Snapshot>
    private let clock: WallClock

    /// - Parameter clock: says which key signs.
    package init(_ ring: KeyRing, clock: WallClock) throws(CryptographyError) {
        snapshot = Monitor(try Snapshot(ring))
        self.clock = clock
    }

    package var ring: KeyRing { snapshot.withLock { $0.ring } }

    /// Has every thread use other keys from now on. What is being signed or verified at the moment goes on with the old ones.
    package func replace(with ring: KeyRing) throws(CryptographyError) {
        let new = try Snapshot(ring)
        snapshot.withLock { $0 = new }
    }

    /// Signs with the key whose turn it is.
    func sign(_ payload: [UInt8]) throws(CryptographyError) -> [UInt8] {
        let current = snapshot.withLock { $0 }
        return try current.signers[current.ring.signingIndex(at: clock.now)].sign(payload)
    }

    /// What alone may have signed a token, as its header says; `nil` when the header is none of ours, byte for byte.
    func signer(of token: [UInt8]) -> JWSSigner? {
        snapshot.withLock { $0.signers }.first { $0.hasHeader(token) }
    }
}
