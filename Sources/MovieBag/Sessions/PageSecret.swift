import Cryptography

/// What a browser keeps of a session of the pages: 32 random bytes, in a cookie as 43 characters of base64url. Only their
/// SHA-256 is stored.
///
/// Tests: MovieBagTests/Sessions/PageSecretTests.swift
package struct PageSecret: Sendable, CustomStringConvertible, CustomReflectable {
    private static let count = 32

    private let bytes: [UInt8]

    /// A new one.
    package init() {
        bytes = Random.bytes(Self.count)
    }

    /// Reads what ``text`` gives; `nil` for anything else.
    package init?(_ text: ArraySlice<UInt8>) {
        guard text.count == 43, let bytes = Base64URL.decode(text), bytes.count == Self.count else { return nil }
        self.bytes = bytes
    }

    /// For the cookie, and nothing else.
    package var text: String { String(decoding: Base64URL.encode(bytes), as: UTF8.self) }

    /// What is stored of it.
    package var fingerprint: TokenFingerprint { TokenFingerprint(of: bytes) }

    package var description: String { "<session>" }
    package var customMirror: Mirror { Mirror(self, children: []) }
}
