import Mail

/// Logging in.
///
/// Tests: LogInTests.swift
package struct Accounts {
    private let store: any AccountStore
    private let hasher: PasswordHasher
    private let identifiers: ObjectIDGenerator
    private let tokens: TokenIssuer
    private let sessions: SessionLifetimes
    private let requiresProof: Bool
    private let limits: Limits
    private let clock: WallClock
    private let guesses: Guesses
    private let audit: Audit

    /// - Parameter requiresProof: whether an account is of no use before its address has been proved.
    package init(
        store: any AccountStore, hasher: PasswordHasher, identifiers: ObjectIDGenerator, tokens: TokenIssuer,
        sessions: SessionLifetimes, requiresProof: Bool,
        limits: Limits, clock: WallClock, guesses: Guesses, audit: Audit
    ) {
        self.store = store
        self.hasher = hasher
        self.identifiers = identifiers
        self.tokens = tokens
        self.sessions = sessions
        self.requiresProof = requiresProof
        self.limits = limits
        self.clock = clock
        self.guesses = guesses
        self.audit = audit
    }

    /// Opens a session of the API and returns its access token; the least recently used session of the account ends when it has too
    /// many. Anything may stand in the arguments: an empty password or an odd address is simply wrong.
    ///
    /// - Parameters:
    ///   - client: asked once.
    ///   - agent: what the client calls itself, as it was sent.
    /// - Throws: ``AccountError/wrongCredentials``, ``LimitReached``; after the right password ``AccountError/disabled`` or
    ///   ``AccountError/notVerified``.
    package func logIn(
        email: [UInt8], password: [UInt8], from client: @autoclosure () throws -> Client, agent: [UInt8] = []
    ) throws -> CompactToken {
        let opened = try openSession(email, password, client(), agent) { account, now in
            let claims = tokens.newClaims(.access, for: account, at: now)
            let session = Session(
                fingerprint: claims.fingerprint, account: account, kind: .api, opened: now,
                expires: UnixTime(seconds: claims.expires))
            return (session, claims)
        }
        return try tokens.sign(opened)
    }

    /// Opens a session of the pages and returns what the browser keeps of it; else as
    /// ``logIn(email:password:from:agent:)``.
    package func logInByPage(
        email: [UInt8], password: [UInt8], from client: @autoclosure () throws -> Client, agent: [UInt8] = []
    ) throws -> PageSecret {
        try openSession(email, password, client(), agent) { account, now in
            let secret = PageSecret()
            let session = Session(
                fingerprint: secret.fingerprint, account: account, kind: .page, opened: now,
                expires: sessions.pageExpiry(opened: now, used: now))
            return (session, secret)
        }
    }

    /// Makes a session of an account, and what its client gets.
    private typealias SessionMaker<Key> = (_ account: AccountID, _ now: UnixTime) -> (session: Session, key: Key)

    private func openSession<Key>(
        _ email: [UInt8], _ password: [UInt8], _ client: Client, _ agent: [UInt8],
        _ make: SessionMaker<Key>
    ) throws -> Key {
        guard let attempt = Password(attempt: password) else {
            // Without a look at the account, so that the response tells nothing and there is nothing to count.
            try audit.refuse(.logInFailed, from: client)
            throw AccountError.wrongCredentials
        }
        let attempted = Attempt(
            address: EmailAddress(utf8: email), sent: email, password: attempt, client: client,
            origin: SessionOrigin(client, agent: agent))
        do {
            return try openSession(attempted, make)
        } catch is Overtaken {
            // Another log-in may have hashed the same password anew. After that there is nothing more to hash.
            do {
                return try openSession(attempted, make)
            } catch let overtaken as Overtaken {
                throw try refusal(of: overtaken.guess, attempted)
            }
        }
    }

    /// What a log-in was sent with.
    private struct Attempt {
        let address: EmailAddress?
        let sent: [UInt8]
        let password: Password
        let client: Client
        let origin: SessionOrigin
    }

    /// The stored password was replaced after it was read: by a reset, or by the same one hashed anew.
    private struct Overtaken: Error {
        let guess: Guess
    }

    private func openSession<Key>(_ attempt: Attempt, _ make: SessionMaker<Key>) throws -> Key {
        let stored = try attempt.address.flatMap { try store.password(ofEmail: $0) }
        // Before the lane: a guess that is refused takes no place in it.
        let guess =
            if let stored {
                try guesses.begin(at: stored.account, from: attempt.client)
            } else {
                try guesses.begin(at: attempt.address, as: attempt.sent, from: attempt.client)
            }
        try hasher.requireLane()
        guard try hasher.verify(attempt.password, against: stored?.hash, of: attempt.address), let stored else {
            throw try refusal(of: guess, attempt)
        }
        if let refusal = refusal(of: stored) {
            try guesses.require(guess)
            try audit.refuse(.logInFailed, of: stored.account, from: attempt.client, detail: refusal.reason)
            throw refusal.error
        }
        let renewed = try hasher.rehash(attempt.password, of: stored.hash)
        let now = clock.now
        let (session, key) = make(stored.account, now)
        let notice: @Sendable () -> OutboxMail = { [identifiers, origin = attempt.origin] in
            OutboxMail(
                id: OutboxMailID(identifiers.next()), account: stored.account, content: .newClient(origin), written: now
            )
        }
        do {
            try audit.record(.loggedIn, of: stored.account, from: attempt.client) { entry in
                try store.open(
                    LogIn(
                        session: session, provenBy: stored.hash, renewed: renewed, from: attempt.client.network,
                        origin: attempt.origin, mostSessions: limits.sessionsPerAccount, guess: guess,
                        recording: entry, notice: notice))
            }
        } catch AccountError.wrongCredentials {
            throw Overtaken(guess: guess)
        }
        return key
    }

    /// Why the right password opens no session; `nil` when it does.
    private func refusal(of stored: StoredPassword) -> (error: AccountError, reason: String)? {
        if stored.isDisabled { return (.disabled, "disabled") }
        return requiresProof && !stored.isVerified ? (.notVerified, "not verified") : nil
    }

    private func refusal(of guess: Guess, _ attempt: Attempt) throws -> AccountError {
        // Computed in any case, so that known and unknown addresses cost the same.
        let code = try audit.code(for: attempt.address, as: attempt.sent)
        try guesses.fail(
            guess, as: .logInFailed, from: attempt.client, detail: guess.isOfAccount ? nil : code)
        return .wrongCredentials
    }
}
