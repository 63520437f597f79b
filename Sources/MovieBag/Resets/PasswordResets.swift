import Mail

/// Setting a new password through a link in a mail, for a user who forgot the old one.
///
/// Tests: PasswordResetTests.swift
package struct PasswordResets {
    private let accounts: any AccountStore
    private let store: any LinkStore & ResetStore
    private let hasher: PasswordHasher
    private let identifiers: ObjectIDGenerator
    private let tokens: TokenIssuer
    private let clock: WallClock
    private let channel: OutboxChannel
    private let limits: Limits
    private let audit: Audit

    package init(
        accounts: any AccountStore, store: any LinkStore & ResetStore, hasher: PasswordHasher,
        identifiers: ObjectIDGenerator,
        tokens: TokenIssuer, clock: WallClock, channel: OutboxChannel, limits: Limits, audit: Audit
    ) {
        self.accounts = accounts
        self.store = store
        self.hasher = hasher
        self.identifiers = identifiers
        self.tokens = tokens
        self.clock = clock
        self.channel = channel
        self.limits = limits
        self.audit = audit
    }

    /// Queues a mail with a link for the account of `email`, unless it has links enough that are good: then nothing is
    /// queued, and the caller is not told, as a stranger may be asking.
    ///
    /// - Throws: ``LimitReached`` or ``Overloaded``, whether or not there is such an account; then
    ///   ``AccountError/unknownEmail``.
    package func request(for email: EmailAddress, from client: Client) throws {
        let now = clock.now
        // Before the account is looked up, so that a refusal says nothing about it.
        try store.requireRoom(for: LinkRequest(from: client, at: now, link: nil), within: limits)
        let account = try accounts.account(withEmail: email)
        // Whatever comes of it is one transaction, so that its time tells nothing either.
        let link = account.map { newLink(for: $0.id, at: now) }
        let code = try audit.code(for: email, as: [])
        let isMade = try audit.record(
            .resetRequested, of: account?.id, from: client, detail: account == nil ? code : nil
        ) { entry in
            try store.begin(LinkRequest(from: client, at: now, link: link, recording: entry), within: limits)
        }
        guard let account else { throw AccountError.unknownEmail }
        guard isMade else { return audit.noteWithheldLink(of: account.id, from: client) }
        channel.signal()
    }

    private func newLink(for account: AccountID, at now: UnixTime) -> PendingLink {
        let claims = tokens.newClaims(.reset, for: account, at: now)
        return PendingLink(
            claims: claims,
            mail: OutboxMail(
                id: OutboxMailID(identifiers.next()), account: account, content: .reset(claims), written: now))
    }

    /// Whether the token would work now. Looking never uses it up: mail scanners open links too.
    ///
    /// - Returns: the address of the account whose password it would set.
    /// - Throws: ``TokenError``.
    @discardableResult
    package func check(_ token: CompactToken) throws -> EmailAddress {
        guard let email = try store.emailAddress(of: try pendingClaims(token).account) else { throw TokenError.invalid }
        return email
    }

    /// Sets a new password and ends every session of the account.
    ///
    /// - Throws: ``TokenError``; of any number of tries with one token, at once or one by one, a single one succeeds.
    package func complete(_ token: CompactToken, with password: Password, from client: Client) throws {
        // Looked at before the costly hash, so that a used link costs nothing; decided by the store afterwards.
        let claims = try pendingClaims(token)
        let hash = try hasher.hash(password)
        let now = clock.now
        let mail = OutboxMail(
            id: OutboxMailID(identifiers.next()), account: claims.account, content: .notice(.passwordChanged),
            written: now)
        try audit.record(.passwordReset, of: claims.account, from: client) { entry in
            try store.complete(
                CompletedReset(
                    fingerprint: claims.fingerprint, account: claims.account, password: hash, mail: mail, time: now,
                    from: client.isIdentified ? client.network : nil, recording: entry))
        }
        channel.signal()
    }

    /// Does the same for a form that a person sends, who may send it twice (a double click, Reload, Back): the same token
    /// with the same password again is fine, as often and as long as ``RepeatedReset`` allows, and changes nothing.
    ///
    /// - Parameter choice: the password as sent, which may be none.
    /// - Throws: ``TokenError`` first, then `InvalidValue` for a password that is none.
    package func complete(_ token: CompactToken, withChoice choice: [UInt8], from client: Client) throws {
        do {
            _ = try pendingClaims(token)
            try complete(token, with: try Password(choice), from: client)
        } catch let refusal as TokenError {
            guard let password = try? Password(choice), try isRepetition(of: token, password) else { throw refusal }
        }
    }

    /// Whether the token was used a moment ago to set this very password. Any response uses up one of the few tries that a
    /// used token leaves, so that it is of no use for trying passwords.
    private func isRepetition(of token: CompactToken, _ password: Password) throws -> Bool {
        let now = clock.now
        var genuine: TokenClaims?
        do {
            genuine = try tokens.verify(token, as: .reset, at: now) { genuine = $0 }
        } catch is TokenError {}  // One whose time is up is genuine as well; for all others it stays nil.
        guard let claims = genuine,
            let current = try store.passwordSet(by: claims.fingerprint, of: claims.account, at: now)
        else { return false }
        let isSame = try hasher.verify(password, against: current)
        // Only now, as a request that has to wait for a thread is made again; nothing was said yet.
        return try store.takeRepetition(of: claims.fingerprint, at: now) && isSame
    }

    private func pendingClaims(_ token: CompactToken) throws -> TokenClaims {
        let now = clock.now
        // As for sessions: what was once refused as expired does not come back when the clock is set back.
        let claims = try tokens.verify(token, as: .reset, at: now) { try store.withdraw($0.fingerprint) }
        guard try store.isPending(claims.fingerprint, for: .reset, about: claims.subject, at: now) else {
            throw TokenError.invalid
        }
        return claims
    }
}
