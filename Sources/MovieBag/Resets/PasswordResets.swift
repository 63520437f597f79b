import Mail

/// Setting a new password through a link in a mail, for a user who forgot the old one.
///
/// Tests: PasswordResetTests.swift
package struct PasswordResets {
    private let store: any LinkStore & RepetitionStore & ResetStore
    private let hasher: PasswordHasher
    private let policy: PasswordPolicy
    private let identifiers: ObjectIDGenerator
    private let tokens: TokenIssuer
    private let clock: WallClock
    private let channel: OutboxChannel
    private let limits: Limits
    private let hidesAccounts: Bool
    private let repeated: RepeatedForm
    private let audit: Audit
    private let delay: RandomDelay

    /// - Parameters:
    ///   - hidesAccounts: whether a request for an address without an account is like any other.
    ///   - delay: comes after a request for a link.
    package init(
        store: any LinkStore & RepetitionStore & ResetStore, hasher: PasswordHasher, policy: PasswordPolicy,
        identifiers: ObjectIDGenerator, tokens: TokenIssuer, clock: WallClock, channel: OutboxChannel, limits: Limits,
        hidesAccounts: Bool, audit: Audit, delay: RandomDelay
    ) {
        self.store = store
        self.hasher = hasher
        self.policy = policy
        self.identifiers = identifiers
        self.tokens = tokens
        self.clock = clock
        self.channel = channel
        self.limits = limits
        self.hidesAccounts = hidesAccounts
        repeated = RepeatedForm(store: store, tokens: tokens, hasher: hasher, clock: clock)
        self.audit = audit
        self.delay = delay
    }

    /// Queues a mail with a link for the account of `email`, unless it has links enough that are good: then nothing is
    /// queued, and the caller is not told, as a stranger may be asking.
    ///
    /// - Throws: ``LimitReached`` or ``Overloaded``, whether or not there is such an account; then
    ///   ``AccountError/unknownEmail``, unless the site hides its accounts.
    package func request(for email: EmailAddress, from client: Client) throws {
        let now = clock.now
        let counted = LinkRequest(from: client, at: now, link: nil)
        // Before the account is looked up, so that a refusal says nothing about it.
        try store.requireRoom(for: counted, within: limits)
        // That, and whatever comes of it, is one transaction, so that its time tells nothing either.
        let code = try audit.code(for: email, as: [])
        let begun = try audit.record(.resetRequested, ofOneIn: \.account, from: client, elseDetail: code) { entry in
            try store.begin(
                ResetRequest(
                    counted: counted, email: email,
                    decoy: hidesAccounts ? LinkDecoy(for: email, at: now, tokens, identifiers) : nil,
                    link: { [tokens, identifiers] account in
                        let claims = tokens.newClaims(.reset, for: account, at: now)
                        return PendingLink(
                            claims: claims,
                            mail: OutboxMail(
                                id: OutboxMailID(identifiers.next()), account: account, content: .reset(claims),
                                written: now))
                    }, recording: entry, withheld: audit.withheldLink(from: client)),
                within: limits)
        }
        switch begun {
        case .made: channel.signal()
        case .withheld(_, let entry): audit.tell(entry)
        case .unknownEmail: if !hidesAccounts { throw AccountError.unknownEmail }
        }
        delay.wait()
    }

    /// Whether the token would work now. Looking never uses it up: mail scanners open links too.
    ///
    /// - Returns: the address of the account whose password it would set.
    /// - Throws: ``TokenError``.
    @discardableResult
    package func check(_ token: CompactToken) throws -> EmailAddress {
        try address(of: try pendingClaims(token).account)
    }

    private func address(of account: AccountID) throws -> EmailAddress {
        guard let email = try store.emailAddress(of: account) else { throw TokenError.invalid }
        return email
    }

    /// Sets a new password and ends every session of the account.
    ///
    /// - Throws: ``TokenError``; of any number of tries with one token, at once or one by one, a single one succeeds. Then
    ///   ``WeakPassword``, which uses up nothing.
    package func complete(_ token: CompactToken, with password: Password, from client: Client) throws {
        // Looked at before the costly hash, so that a used link costs nothing; decided by the store afterwards.
        let claims = try pendingClaims(token)
        try hasher.requireLane()
        try policy.judge(password, for: try address(of: claims.account))
        let hash = try hasher.hash(password)
        let now = clock.now
        let mail = OutboxMail(
            id: OutboxMailID(identifiers.next()), account: claims.account, content: .notice(.passwordReset),
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
    /// with the same password again is fine, as often and as long as ``RepeatedForm`` allows, and changes nothing.
    ///
    /// - Parameter choice: the password as sent, which may be none.
    /// - Throws: ``TokenError`` first, then `InvalidValue` for a password that is none, and ``WeakPassword``.
    package func complete(_ token: CompactToken, withChoice choice: [UInt8], from client: Client) throws {
        do {
            _ = try pendingClaims(token)
            try complete(token, with: try Password(choice), from: client)
        } catch let refusal as TokenError {
            guard let password = try? Password(choice), try repeated.isRepetition(of: token, as: .reset, password)
            else { throw refusal }
        }
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
