import Cryptography

/// A key that signs tokens, or that has signed them and still verifies them. It cannot be printed.
///
/// Tests: KeyRingTests.swift
package struct TokenKey: Equatable, Sendable {
    /// RFC 7518, section 3.2: as long as the hash, at least.
    package static let leastBytes = 32

    /// What the headers of its tokens call it; `nil` for one whose tokens name no key.
    package let id: JWSKeyID?
    package let bytes: SecretBytes
    /// From when on it may sign, to the second.
    package let created: UnixTime

    /// - Throws: ``KeyRingError/tooShort(bytes:)``.
    package init(id: JWSKeyID?, bytes: SecretBytes, created: UnixTime) throws(KeyRingError) {
        guard bytes.count >= Self.leastBytes else { throw .tooShort(bytes: bytes.count) }
        self.id = id
        self.bytes = bytes
        self.created = created
    }

    /// What a list of keys calls it: `-` for one whose tokens name no key.
    package var name: String { id?.text ?? Self.nameless }

    /// The name of a key whose tokens name none.
    package static let nameless = "-"
}
