import Cryptography
import Threads

/// Authentication codes for a purpose other than tokens, under a key of its own that is derived from the oldest of the keys
/// that sign tokens. Shared by all threads.
///
/// Codes stay the same while keys are added, and in every process; when the oldest key is removed they are others.
final class DerivedCodes: Sendable {
    private let keys: TokenKeys
    private let purpose: StaticString
    private let prepared: Monitor<Prepared>

    private struct Prepared {
        let source: SecretBytes
        let codes: HMACSHA256

        init(_ source: SecretBytes, _ purpose: StaticString) throws(CryptographyError) {
            self.source = source
            codes = try HMACSHA256(key: try source.derivedKey(for: purpose))
        }
    }

    /// - Parameter purpose: several words, as `SecretBytes.derivedKey(for:)` wants them.
    init(keys: TokenKeys, purpose: StaticString) throws(CryptographyError) {
        self.keys = keys
        self.purpose = purpose
        prepared = Monitor(try Prepared(keys.ring.oldest.bytes, purpose))
    }

    /// The code of `message`, 32 bytes.
    func authenticationCode(for message: ArraySlice<UInt8>) throws(CryptographyError) -> [UInt8] {
        try current().authenticationCode(for: message)
    }

    private func current() throws(CryptographyError) -> HMACSHA256 {
        let source = keys.ring.oldest.bytes
        let prepared = prepared.withLock { $0 }
        guard prepared.source != source else { return prepared.codes }
        let new = try Prepared(source, purpose)
        self.prepared.withLock { $0 = new }
        return new.codes
    }
}
