import Cryptography
import JSON

/// What a token is for; one made for one purpose is refused for every other.
package enum TokenPurpose: String, CaseIterable, Sendable {
    /// A session of the API.
    case access
    /// Setting a new password without the old one.
    case reset
    /// Proving an address, of an account or of a claim to one.
    case verify
    /// Proving the address that an account is to get.
    case email
    /// Getting the address back that an account had before.
    case undo
    /// Signing up.
    case invitation
}

/// What a token says (RFC 7519, section 4.1). The times are seconds since 1970.
///
/// Tests: TokenIssuerTests.swift
package struct TokenClaims: Sendable, Equatable {
    /// What it is about: an account, or a claim or an invitation, which are not one yet.
    package let subject: ObjectID
    package let purpose: TokenPurpose
    package let issued: Int64
    package let expires: Int64
    /// `jti`: unique and random; without the signing key it is of no use.
    package let id: String

    package init(subject: ObjectID, purpose: TokenPurpose, issued: Int64, expires: Int64, id: String) {
        self.subject = subject
        self.purpose = purpose
        self.issued = issued
        self.expires = expires
        self.id = id
    }

    package init(account: AccountID, purpose: TokenPurpose, issued: Int64, expires: Int64, id: String) {
        self.init(subject: account.value, purpose: purpose, issued: issued, expires: expires, id: id)
    }

    /// The account that it is about; of no use for one that is about something else.
    package var account: AccountID { AccountID(subject) }

    /// What is stored of the token.
    package var fingerprint: TokenFingerprint { TokenFingerprint(tokenID: id) }
}

/// The SHA-256 of a token's `jti`, or of a ``PageSecret``, 32 bytes: enough to recognise a token, not to make one.
package struct TokenFingerprint: Hashable, Sendable {
    package let bytes: [UInt8]

    package init(tokenID: String) {
        bytes = SHA256.hash(Array(tokenID.utf8))
    }

    /// - Parameter secret: random bytes.
    init(of secret: [UInt8]) {
        bytes = SHA256.hash(secret)
    }

    /// Reads exactly 32 bytes, as a database row holds them.
    package init?(bytes: [UInt8]) {
        guard bytes.count == 32 else { return nil }
        self.bytes = bytes
    }

    /// Hashes the first eight bytes: those of a SHA-256 tell fingerprints apart, and it is done for every session that is
    /// checked.
    package func hash(into hasher: inout Hasher) {
        hasher.combine(bytes.withUnsafeBytes { $0.loadUnaligned(as: UInt64.self) })
    }
}

/// A token in the JWS compact serialisation (RFC 7515, section 3.1), perhaps forged. It cannot be printed.
package struct CompactToken: Sendable, CustomStringConvertible, CustomReflectable {
    package let bytes: [UInt8]

    package init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    package var description: String { "<token>" }
    package var customMirror: Mirror { Mirror(self, children: []) }
}

/// Why a token is refused.
package enum TokenError: Error, Equatable {
    /// Forged, malformed, made for another purpose, used, or void.
    case invalid
    /// Genuine, but its time is up.
    case expired
}
