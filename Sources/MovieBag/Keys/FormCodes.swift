import Cryptography

/// Makes the tokens that forms of pages carry, for browsers that do not say which site a form was sent from: another site
/// cannot know the token of a visitor. Shared by all threads of a process.
///
/// A token is bound to the session, or to the network of a client without one, and to the day. It is good on that day of UTC and
/// the next one, and as long as the oldest of the keys stays. It looks different in each page: a web server may compress pages, and
/// how long they are then must not tell the token (BREACH).
///
/// Tests: MovieBagTests/Keys/FormCodesTests.swift
package struct FormCodes: Sendable {
    private static let count = 16

    private let codes: DerivedCodes

    /// - Parameter keys: what the codes depend on, by a key of their own.
    /// - Throws: `CryptographyError`.
    package init(keys: TokenKeys) throws {
        codes = try DerivedCodes(keys: keys, purpose: "movie-bag forms 1")
    }

    /// Whom a form is shown to.
    package enum Visitor: Sendable {
        case session(TokenFingerprint)
        case client(ClientNetwork)

        fileprivate var bytes: [UInt8] {
            switch self {
            case .session(let fingerprint): [1] + fingerprint.bytes
            case .client(let network): [2] + network.bytes
            }
        }
    }

    /// 43 characters of base64url: 16 random bytes, and the code with each bit of them turned round.
    package func token(for visitor: Visitor, at time: UnixTime) throws -> String {
        let mask = Random.bytes(Self.count)
        let masked = zip(mask, try code(visitor, day: time.seconds / 86_400)).map { $0 ^ $1 }
        return String(decoding: Base64URL.encode(mask + masked), as: UTF8.self)
    }

    package func isGood(_ token: [UInt8], for visitor: Visitor, at time: UnixTime) throws -> Bool {
        guard token.count == 43, let bytes = Base64URL.decode(token[...]), bytes.count == 2 * Self.count else {
            return false
        }
        let sent = zip(bytes, bytes.dropFirst(Self.count)).map { $0 ^ $1 }
        let day = time.seconds / 86_400
        return try [day, day - 1].contains { ConstantTime.areEqual(try code(visitor, day: $0), sent) }
    }

    private func code(_ visitor: Visitor, day: Int64) throws -> [UInt8] {
        let message = visitor.bytes + withUnsafeBytes(of: day.bigEndian) { Array($0) }
        return Array(try codes.authenticationCode(for: message[...]).prefix(Self.count))
    }
}
