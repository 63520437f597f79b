import Cryptography

/// Makes and checks tokens: compact JWS, HS256 only, strict about header and claims. Shared by all threads.
package struct TokenIssuer: Sendable {
    /// How far ahead of our clock another process's may be, in seconds.
    private static let tolerance: Int64 = 5

    private let keys: TokenKeys
    private let lifetimes: TokenLifetimes

    package init(keys: TokenKeys, lifetimes: TokenLifetimes) {
        self.keys = keys
        self.lifetimes = lifetimes
    }

    /// New claims with a random `jti` of 128 bits.
    package func newClaims(_ purpose: TokenPurpose, for account: AccountID, at now: UnixTime) -> TokenClaims {
        newClaims(purpose, about: account.value, at: now)
    }

    /// The same about an account, a pending sign-up or an invitation.
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
        CompactToken(try keys.sign(claims.payload))
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

    /// A header is compared with those that our keys write, and never read to find a key: so no more than one signature is
    /// computed, and until that has been found right no parser sees what a stranger wrote.
    private func signedPayload(of token: CompactToken) throws -> [UInt8] {
        guard let signer = keys.signer(of: token.bytes) else { throw TokenError.invalid }
        do {
            return try signer.verify(token.bytes).payload
        } catch .failed(let failure) {
            throw failure
        } catch {
            throw TokenError.invalid
        }
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

    /// That of the tokens that are good for the longest time.
    var longest: Int64 { TokenPurpose.allCases.map(seconds).max() ?? 0 }

    func seconds(of purpose: TokenPurpose) -> Int64 {
        switch purpose {
        case .access: access
        case .reset: reset
        case .verify, .email: 24 * 3600
        case .undo: 7 * 24 * 3600
        // The longest that one can be given; each is made with a lifetime of its own.
        case .invitation: Int64(Invitation.lifetimes.upperBound) * 24 * 3600
        }
    }
}
