import Mail

/// Setting a new password through a link in a mail, for whoever forgot the old one.
package struct PasswordResets {
    private let accounts: any AccountStore
    private let store: any ResetStore
    private let hasher: PasswordHasher
    private let identifiers: ObjectIDGenerator
    private let tokens: TokenIssuer
    private let clock: WallClock
    private let bell: OutboxBell

    package init(
        accounts: any AccountStore, store: any ResetStore, hasher: PasswordHasher, identifiers: ObjectIDGenerator,
        tokens: TokenIssuer, clock: WallClock, bell: OutboxBell
    ) {
        self.accounts = accounts
        self.store = store
        self.hasher = hasher
        self.identifiers = identifiers
        self.tokens = tokens
        self.clock = clock
        self.bell = bell
    }

    /// Queues a mail with a link for the account of `email`.
    ///
    /// - Throws: ``AccountError/unknownEmail``.
    package func request(for email: EmailAddress, from client: Client) throws {
        guard let account = try accounts.account(withEmail: email) else { throw AccountError.unknownEmail }
        let now = clock.now
        let claims = tokens.newClaims(.reset, for: account.id, at: now)
        let letter = Letter(
            id: LetterID(identifiers.next()), account: account.id, content: .reset(claims), written: now)
        try store.begin(PendingReset(claims: claims, letter: letter))
        bell.ring()
    }

    /// Whether the token would work now. Looking never uses it up: mail scanners open links too.
    ///
    /// - Throws: ``TokenError``.
    package func check(_ token: CompactToken) throws {
        _ = try pendingClaims(token)
    }

    /// Sets a new password and ends every session of the account.
    ///
    /// - Throws: ``TokenError``; of any number of tries with one token, at once or one by one, a single one succeeds.
    package func complete(_ token: CompactToken, with password: Password, from client: Client) throws {
        // Looked at before the costly hash, so that a used link costs nothing; decided by the store afterwards.
        let claims = try pendingClaims(token)
        let hash = try hasher.hash(password)
        let now = clock.now
        try store.complete(
            CompletedReset(
                fingerprint: claims.fingerprint, account: claims.account, password: hash,
                letter: Letter(
                    id: LetterID(identifiers.next()), account: claims.account, content: .passwordChanged, written: now),
                time: now))
        bell.ring()
    }

    private func pendingClaims(_ token: CompactToken) throws -> TokenClaims {
        let now = clock.now
        // As for sessions: what was once refused as expired does not come back when the clock is set back.
        let claims = try tokens.verify(token, as: .reset, at: now) { try store.withdraw($0.fingerprint) }
        guard try store.isPending(claims.fingerprint, of: claims.account, at: now) else { throw TokenError.invalid }
        return claims
    }
}
