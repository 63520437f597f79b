import Cryptography
import Mail

/// Hashes and checks passwords with scrypt (RFC 7914), and checks those that other programs hashed with bcrypt.
///
/// One hash takes 128 · r · 2^logN bytes and most of a core for its time, so more at once than there are cores would
/// only add memory: ``BlockingRegion`` says on which threads they are computed, which bounds their number.
///
/// Tests: MovieBagTests/Accounts/PasswordTests.swift
package struct PasswordHasher: Sendable {
    private let parameters: ScryptParameters
    /// What a hash of today's parameters begins with.
    private let start: String
    private var blockingRegion: any BlockingRegion = UnannouncedBlockingRegion()
    private let decoys: DecoyHashes
    private let crypt: CryptLibrary

    /// - Parameters:
    ///   - parameters: the cost of new hashes; older ones are checked with their own.
    ///   - decoys: what is checked where there is no account, so that an unknown address costs the time of a known one.
    ///   - crypt: what computes bcrypt.
    package init(parameters: ScryptParameters, decoys: DecoyHashes, crypt: CryptLibrary = CryptLibrary()) {
        self.parameters = parameters
        start = ScryptHash.start(of: parameters)
        self.decoys = decoys
        self.crypt = crypt
    }

    /// The same hasher for a thread that must announce when it blocks.
    package func announcing(to blockingRegion: any BlockingRegion) -> PasswordHasher {
        var copy = self
        copy.blockingRegion = blockingRegion
        return copy
    }

    /// To be called before anything is looked up for a hash, so that a request that belongs to another thread costs next
    /// to nothing here.
    ///
    /// - Throws: ``HashLaneRequired``.
    package func requireLane() throws {
        try blockingRegion.requireHashLane()
    }

    /// - Throws: ``HashLaneRequired`` and ``ThreadsExhausted``; then nothing was computed.
    package func hash(_ password: Password) throws -> PasswordHash {
        try blockingRegion.hash {
            PasswordHash(phcString: try ScryptHash(of: password.bytes, parameters: parameters).phcString)
        }
    }

    /// Whether `attempt` is the password behind `hash`. Without a hash, or with one that cannot be read, it is false, and
    /// takes the time that a decoy for the address takes. So is one of bcrypt where libcrypt is missing; that takes the time
    /// of a new hash, as does a decoy of bcrypt then.
    ///
    /// - Throws: ``HashLaneRequired`` and ``ThreadsExhausted``; then nothing was computed.
    package func verify(
        _ attempt: Password, against hash: PasswordHash?, of address: EmailAddress? = nil
    ) throws -> Bool {
        // Drawn and read in any case, as that takes time too.
        let decoy = try decoys.hash(for: address)
        guard let checked = CheckedHash((hash ?? decoy).phcString) else {
            // Decoys can be read.
            return try verify(attempt, against: nil, of: address)
        }
        if case .bcrypt = checked, crypt.failure != nil {
            // What is no address has a decoy of scrypt.
            return try verify(attempt, against: nil, of: nil)
        }
        let matches = try blockingRegion.hash {
            switch checked {
            case .scrypt(let hash): try hash.matches(attempt.bytes)
            case .bcrypt(let hash): try hash.matches(attempt.bytes, by: crypt)
            }
        }
        return matches && hash != nil
    }

    /// Hashes a password that has just matched `hash` anew; `nil` when that has today's parameters already.
    ///
    /// Lower parameters replace higher ones too: an operator who lowers them wants log-ins to cost less, and every
    /// account that went on to cost more than new ones do would be told from them by its time.
    ///
    /// - Throws: as ``hash(_:)``.
    package func rehash(_ password: Password, of hash: PasswordHash) throws -> PasswordHash? {
        hash.phcString.hasPrefix(start) ? nil : try self.hash(password)
    }
}
