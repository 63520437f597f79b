import Cryptography
import JSON

/// Makes and checks tokens: compact JWS, HS256 only, strict about every claim. Shared by all threads.
package struct TokenIssuer: Sendable {
    /// How far ahead of our clock another process's may be, in seconds.
    private static let tolerance: Int64 = 5

    private let signer: JWSSigner
    private let lifetimes: TokenLifetimes

    package init(secret: SecretBytes, lifetimes: TokenLifetimes) throws {
        signer = try JWSSigner(key: secret)
        self.lifetimes = lifetimes
    }

    /// New claims with a random `jti` of 128 bits.
    package func newClaims(_ purpose: TokenPurpose, for account: AccountID, at now: UnixTime) -> TokenClaims {
        newClaims(purpose, about: account.value, at: now)
    }

    /// The same about an account, a claim or an invitation.
    ///
    /// - Parameter lifetime: in seconds; `nil` for that of its purpose.
    package func newClaims(
        _ purpose: TokenPurpose, about subject: ObjectID, at now: UnixTime, lifetime: Int64? = nil
    ) -> TokenClaims {
        TokenClaims(
            subject: subject, purpose: purpose, issued: now.seconds,
            expires: now.seconds + (lifetime ?? lifetimes.seconds(of: purpose)),
            id: String(decoding: Base64URL.encode(Random.bytes(16)), as: UTF8.self))
    }

    package func sign(_ claims: TokenClaims) throws -> CompactToken {
        CompactToken(try signer.sign(claims.payload))
    }

    /// The claims of a genuine token made for `purpose` whose time is not up.
    ///
    /// - Parameter onExpiry: told of a genuine token whose time is up, before that is thrown.
    /// - Throws: ``TokenError/invalid`` first, for a bad signature, structure, purpose or issuer; then
    ///   ``TokenError/expired``. Another error means that the token could not be checked.
    package func verify(
        _ token: CompactToken, as purpose: TokenPurpose, at now: UnixTime,
        onExpiry: (TokenClaims) throws -> Void = { _ in }
    ) throws -> TokenClaims {
        let claims = try TokenClaims(
            payload: try signedPayload(of: token), tolerance: Self.tolerance, now: now.seconds)
        guard claims.purpose == purpose else { throw TokenError.invalid }
        // "On or after" the time the token must not be accepted (RFC 7519, section 4.1.4).
        guard now.seconds < claims.expires else {
            try onExpiry(claims)
            throw TokenError.expired
        }
        return claims
    }

    private func signedPayload(of token: CompactToken) throws -> [UInt8] {
        do {
            let verified = try signer.verify(token.bytes)
            guard Self.isOurs(verified.header) else { throw TokenError.invalid }
            return verified.payload
        } catch JWSError.failed(let failure) {
            throw failure
        } catch is JWSError {
            throw TokenError.invalid
        }
    }

    /// We write two header members and accept no other: nothing in a header may ever choose a key.
    private static func isOurs(_ header: JSONObject) -> Bool {
        header.members.count == 2 && header["alg"] == .string(Array("HS256".utf8))
            && header["typ"] == .string(Array("JWT".utf8))
    }
}

/// How long tokens are good, in seconds.
package struct TokenLifetimes: Sendable {
    package let access: Int64
    package let reset: Int64

    package init(access: Int64, reset: Int64) {
        self.access = access
        self.reset = reset
    }

    func seconds(of purpose: TokenPurpose) -> Int64 {
        switch purpose {
        case .access: access
        case .reset: reset
        case .verify, .email: 24 * 3600
        case .undo, .invitation: 7 * 24 * 3600
        }
    }
}
