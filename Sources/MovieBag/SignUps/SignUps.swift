import Mail

/// Signing up: who may, and whether an account is made at once or when its address is proved.
///
/// Tests: SignUpTests.swift, InvitedSignUpTests.swift, HiddenAccountTests.swift
package struct SignUps {
    private let store: any AccountStore & InvitationStore & LinkStore & RepetitionStore & SignUpStore
    private let invitations: Invitations
    private let pendingSignUps: PendingSignUps
    private let hasher: PasswordHasher
    private let passwords: PasswordPolicy
    private let identifiers: ObjectIDGenerator
    private let repeated: RepeatedForm
    private let policy: SignUpPolicy
    private let clock: WallClock
    private let audit: Audit

    package init(
        store: any AccountStore & InvitationStore & LinkStore & RepetitionStore & SignUpStore,
        invitations: Invitations, pendingSignUps: PendingSignUps, hasher: PasswordHasher, passwords: PasswordPolicy,
        identifiers: ObjectIDGenerator,
        tokens: TokenIssuer, policy: SignUpPolicy, clock: WallClock, audit: Audit
    ) {
        self.store = store
        self.invitations = invitations
        self.pendingSignUps = pendingSignUps
        self.hasher = hasher
        self.passwords = passwords
        self.identifiers = identifiers
        repeated = RepeatedForm(store: store, tokens: tokens, hasher: hasher, clock: clock)
        self.policy = policy
        self.clock = clock
        self.audit = audit
    }

    /// Makes an account; or, where its address must be proved first, keeps the sign-up and mails a link, which sets a
    /// password of its own. An account that is there is never changed, unless an invitation that was mailed to its address
    /// proves that now.
    ///
    /// Either way costs one password hash, so that a flood of sign-ups costs no less where addresses are proved, and its time
    /// covers that of the storage.
    ///
    /// - Throws: ``SignUpError``; ``WeakPassword``, before anything is looked up; ``AccountError/emailTaken``, unless the site hides its accounts; where a link is mailed
    ///   ``LimitReached`` or ``Overloaded``, whether or not the address has an account.
    package func signUp(_ signUp: SignUp, from client: Client) throws -> SignUpOutcome {
        do {
            return try make(signUp, from: client)
        } catch let refusal as SignUpError {
            try audit.refuse(.signUpRefused, from: client)
            throw refusal
        }
    }

    private func make(_ signUp: SignUp, from client: Client) throws -> SignUpOutcome {
        if signUp.invitation == nil { try policy.requireOpen() }
        // The policy may read a disk, which is for a thread that may be busy for a while.
        try hasher.requireLane()
        if let password = signUp.password { try passwords.judge(password, for: signUp.email.email) }
        let invitation = try signUp.invitation.map(pending)
        let named = invitation?.invitation.email
        guard named?.matches(signUp.email.email) ?? true else { throw SignUpError.badInvitation }
        let needsProof = policy.requiresProof && named == nil
        if needsProof { try pendingSignUps.requireRoom(for: client) }
        let hash = try signUp.password.map(hasher.hash)
        guard !needsProof else {
            try pendingSignUps.begin(
                .signUp, signUp.email.email, name: signUp.name, invitation?.invitation.id, from: client)
            return .mailed(AccountID(identifiers.next()))
        }
        guard let hash else { throw InvalidValue("password", "is missing") }
        let account = Account(
            id: AccountID(identifiers.next()), email: signUp.email.email, password: hash, name: signUp.name)
        guard let invitation else {
            try audit.record(.signedUp, of: account.id, from: client) { try store.add(account, recording: $0) }
            return .made(account.id)
        }
        let made = try audit.record(.signedUp, ofOneIn: { $0 }, from: client) { entry in
            try store.redeem(
                Redemption(fingerprint: invitation.fingerprint, account: account, time: clock.now, recording: entry))
        }
        return .made(made)
    }

    /// Whether a sign-up by an invitation sets the password; otherwise the proof of its address does.
    package func takesPassword(by invitation: Invitation) -> Bool {
        !policy.requiresProof || invitation.email != nil
    }

    /// The invitation behind a token, for a page.
    ///
    /// - Throws: ``TokenError``.
    package func checkInvitation(_ token: CompactToken) throws -> Invitation {
        try invitations.check(token)
    }

    /// Whether the invitation was used a moment ago to make an account with this very password: see ``RepeatedForm``.
    package func isRepetition(of invitation: CompactToken, _ password: Password) throws -> Bool {
        try repeated.isRepetition(of: invitation, as: .invitation, password)
    }

    private func pending(
        _ token: CompactToken
    ) throws -> (invitation: Invitation, fingerprint: TokenFingerprint) {
        do {
            return try invitations.pending(token)
        } catch is TokenError {
            throw SignUpError.badInvitation
        }
    }
}

/// What is given for a sign-up.
package struct SignUp: Sendable {
    package let email: NewAddress
    /// May be `nil` where the address must be proved first: it is not kept then.
    package let password: Password?
    package let name: DisplayName?
    package let invitation: CompactToken?

    package init(email: NewAddress, password: Password?, name: DisplayName? = nil, invitation: CompactToken? = nil) {
        self.email = email
        self.password = password
        self.name = name
        self.invitation = invitation
    }
}

/// What became of a sign-up.
package enum SignUpOutcome: Sendable, Equatable {
    case made(AccountID)
    /// A mail is on its way, as far as may be told. The identifier is of nothing.
    case mailed(AccountID)

    package var id: AccountID {
        switch self {
        case .made(let id), .mailed(let id): id
        }
    }
}
