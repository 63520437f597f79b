import Mail

/// Sign-ups that wait for the proof of their address: asking for links that prove it, and proving it.
///
/// Tests: VerifyTests.swift, ResendTests.swift
package struct PendingSignUps {
    private let store: any LinkStore & RepetitionStore & SignUpStore
    private let hasher: PasswordHasher
    private let passwords: PasswordPolicy
    private let identifiers: ObjectIDGenerator
    private let tokens: TokenIssuer
    private let repeated: RepeatedForm
    private let policy: SignUpPolicy
    private let limits: Limits
    private let clock: WallClock
    private let channel: OutboxChannel
    private let audit: Audit
    private let delay: RandomDelay

    /// - Parameter delay: comes after a request for a link.
    package init(
        store: any LinkStore & RepetitionStore & SignUpStore, hasher: PasswordHasher, passwords: PasswordPolicy,
        identifiers: ObjectIDGenerator,
        tokens: TokenIssuer, policy: SignUpPolicy, limits: Limits, clock: WallClock, channel: OutboxChannel,
        audit: Audit, delay: RandomDelay
    ) {
        self.store = store
        self.hasher = hasher
        self.passwords = passwords
        self.identifiers = identifiers
        self.tokens = tokens
        repeated = RepeatedForm(store: store, tokens: tokens, hasher: hasher, clock: clock)
        self.policy = policy
        self.limits = limits
        self.clock = clock
        self.channel = channel
        self.audit = audit
        self.delay = delay
    }

    /// To be called before anything costly.
    ///
    /// - Throws: as ``LinkStore/requireRoom(for:within:)``.
    func requireRoom(for client: Client) throws {
        try store.requireRoom(for: LinkRequest(from: client, at: clock.now, link: nil), within: limits)
    }

    /// Mails another link to an address that waits for its proof. Nothing tells whether it does.
    ///
    /// - Throws: ``LimitReached`` or ``Overloaded``, whether or not the address waits.
    package func resend(to email: EmailAddress, from client: Client) throws {
        try requireRoom(for: client)
        try begin(.resend, email, name: nil, nil, from: client)
    }

    /// Keeps the sign-up of an address, if none waits, and mails a link.
    ///
    /// - Throws: as ``SignUpStore/begin(_:within:)``.
    func begin(
        _ cause: ProofRequest.Cause, _ email: EmailAddress, name: DisplayName?, _ invitation: InvitationID?,
        from client: Client
    ) throws {
        let now = clock.now
        let code = try audit.code(for: email, as: [])
        let begun = try audit.record(.proofRequested, of: nil, from: client, detail: code) { entry in
            try store.begin(
                ProofRequest(
                    counted: LinkRequest(from: client, at: now, link: nil), cause: cause, email: email, name: name,
                    invitation: invitation, signUp: PendingSignUpID(identifiers.next()),
                    decoy: policy.hidesAccounts ? LinkDecoy(for: email, at: now, tokens, identifiers) : nil,
                    recording: entry,
                    link: { [tokens, identifiers] signUp in
                        let claims = tokens.newClaims(.verify, about: signUp.value, at: now)
                        return PendingLink(
                            claims: claims, isOfSignUp: true,
                            mail: OutboxMail(
                                id: OutboxMailID(identifiers.next()), account: nil, to: email,
                                content: .link(.verify, claims), written: now))
                    },
                    notice: { [identifiers] account in
                        OutboxMail(
                            id: OutboxMailID(identifiers.next()), account: account, content: .notice(.knownSignUp),
                            written: now)
                    }),
                within: limits)
        }
        if begun.isMailed { channel.signal() }
        delay.wait()
    }

    /// Whether the token would work now. Looking never uses it up: mail scanners open links too.
    ///
    /// - Returns: the address that it would prove.
    /// - Throws: ``TokenError``.
    @discardableResult
    package func check(_ token: CompactToken) throws -> EmailAddress {
        let claims = try pendingClaims(token)
        guard let email = try store.emailAddress(of: PendingSignUpID(claims.subject)) else { throw TokenError.invalid }
        return email
    }

    /// Proves the address: the account exists now, with this password.
    ///
    /// - Throws: ``TokenError``; of any number of tries with one token, at once or one by one, a single one succeeds.
    ///   ``WeakPassword``; ``SignUpError`` when a new account may not be made any more.
    package func prove(_ token: CompactToken, with password: Password, from client: Client) throws {
        // Looked at before the costly hash, so that a used link costs nothing; decided by the store afterwards.
        let claims = try pendingClaims(token)
        try hasher.requireLane()
        guard let email = try store.emailAddress(of: PendingSignUpID(claims.subject)) else { throw TokenError.invalid }
        try passwords.judge(password, for: email)
        let hash = try hasher.hash(password)
        _ = try audit.record(.addressVerified, ofOneIn: { $0 }, from: client) { entry in
            try store.prove(
                AddressProof(
                    fingerprint: claims.fingerprint, signUp: PendingSignUpID(claims.subject),
                    account: AccountID(identifiers.next()), password: hash, policy: policy, time: clock.now,
                    recording: entry))
        }
    }

    /// Does the same for a form, which may be sent twice: see ``RepeatedForm``.
    ///
    /// - Parameter choice: the password as sent, which may be none.
    /// - Throws: ``TokenError`` first, then `InvalidValue` for a password that is none.
    package func prove(_ token: CompactToken, withChoice choice: [UInt8], from client: Client) throws {
        do {
            _ = try pendingClaims(token)
            try prove(token, with: try Password(choice), from: client)
        } catch let refusal as TokenError {
            guard let password = try? Password(choice),
                try repeated.isRepetition(of: token, as: .verify, password)
            else { throw refusal }
        }
    }

    private func pendingClaims(_ token: CompactToken) throws -> TokenClaims {
        let now = clock.now
        // As for sessions: what was once refused as expired does not come back when the clock is set back.
        let claims = try tokens.verify(token, as: .verify, at: now) { try store.withdraw($0.fingerprint) }
        guard try store.isPending(claims.fingerprint, for: .verify, about: claims.subject, at: now) else {
            throw TokenError.invalid
        }
        return claims
    }
}
