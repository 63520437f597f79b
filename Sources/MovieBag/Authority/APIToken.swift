import Cryptography
import JSON

package typealias APITokenID = Identifier<APIToken>

/// A token that an account makes for a program of its own: it says nothing, and is looked up.
///
/// Its text is `mb_` and 43 characters of base64url: 28 random bytes and their CRC-32, by which a text that was cut or
/// mistyped is told from one that was ended, and programs that look for leaked secrets recognise it.
///
/// Tests: APITokenTests.swift
package struct APIToken: Sendable, Equatable {
    /// What it may do.
    package enum Scope: String, CaseIterable, Sendable {
        case read
        /// Reading and changing.
        case write
    }

    package let id: APITokenID
    package let account: AccountID
    package let name: DisplayName
    package let scope: Scope
    package let opened: UnixTime
    /// Its last use, to the hour.
    package let used: UnixTime
    package let expires: UnixTime

    package init(
        id: APITokenID, account: AccountID, name: DisplayName, scope: Scope, opened: UnixTime, used: UnixTime,
        expires: UnixTime
    ) {
        self.id = id
        self.account = account
        self.name = name
        self.scope = scope
        self.opened = opened
        self.used = used
        self.expires = expires
    }

    /// How many days one may live.
    package static let lifetimes = 1...365

    private static let prefix = Array("mb_".utf8)
    /// Characters of a text.
    private static let count = 46

    /// A new text, to be shown once and kept nowhere.
    static func makeText() -> CompactToken {
        var bytes = Random.bytes(28)
        let check = CRC32.checksum(bytes)
        bytes.append(contentsOf: withUnsafeBytes(of: check.bigEndian) { Array($0) })
        return CompactToken(prefix + Base64URL.encode(bytes))
    }

    /// Whether a text may be that of an API token at all: it begins like one.
    package static func looksLike(_ text: [UInt8]) -> Bool { text.starts(with: prefix) }

    /// What is kept of a text; `nil` for one that was never made: of another length, alphabet or checksum.
    package static func fingerprint(of text: [UInt8]) -> TokenFingerprint? {
        guard text.count == count, looksLike(text), let bytes = Base64URL.decode(text[prefix.count...]),
            bytes.count == 32
        else { return nil }
        let check = bytes[28...].reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
        guard CRC32.checksum(Array(bytes[..<28])) == check else { return nil }
        return TokenFingerprint(bytes: SHA256.hash(text))
    }
}
