/// Tells whose request it is, from the token that it presents.
///
/// Tests: TokenAttackTests.swift, APITokenTests.swift
package struct Authentication {
    private let store: any AccountStore & APITokenStore
    private let tokens: TokenIssuer
    private let sessions: SessionLifetimes
    private let clock: WallClock

    package init(
        store: any AccountStore & APITokenStore, tokens: TokenIssuer, sessions: SessionLifetimes, clock: WallClock
    ) {
        self.store = store
        self.tokens = tokens
        self.sessions = sessions
        self.clock = clock
    }

    /// The account that a token stands for: the access token of a session, or an API token.
    ///
    /// - Throws: ``TokenError/invalid`` or ``TokenError/expired``; a session or an API token that was ended counts as
    ///   invalid.
    package func authority(presenting token: CompactToken) throws -> Authority {
        if APIToken.looksLike(token.bytes) { return try authority(ofAPIToken: token) }
        let now = clock.now
        // Who was once told that it is over is told so for ever, even if the clock is set back.
        let claims = try tokens.verify(token, as: .access, at: now) { try store.end($0.fingerprint) }
        guard try store.use(claims.fingerprint, of: claims.account, as: .api, at: now, sessions) else {
            throw TokenError.invalid
        }
        return Authority(account: claims.account, proof: .session(claims.fingerprint))
    }

    /// The account whose browser keeps a session of the pages; `nil` when the session is over or was ended.
    package func authority(presenting secret: PageSecret) throws -> Authority? {
        let fingerprint = secret.fingerprint
        let account = try store.useOfPage(fingerprint, at: clock.now, sessions)
        return account.map { Authority(account: $0, proof: .session(fingerprint)) }
    }

    private func authority(ofAPIToken token: CompactToken) throws -> Authority {
        let now = clock.now
        guard let fingerprint = APIToken.fingerprint(of: token.bytes),
            let kept = try store.apiToken(fingerprint, at: now)
        else { throw TokenError.invalid }
        if now.milliseconds - kept.used.milliseconds >= 3_600_000 { store.noteUse(of: kept.id, at: now) }
        return Authority(account: kept.account, proof: .apiToken(kept.id, kept.scope))
    }

    package func isAdministrator(_ account: AccountID) throws -> Bool {
        try store.isAdministrator(account)
    }

    /// - Throws: ``AuthorityError/administratorsOnly`` unless the account is an administrator.
    package func requireAdministrator(_ account: AccountID) throws {
        guard try isAdministrator(account) else { throw AuthorityError.administratorsOnly }
    }
}
