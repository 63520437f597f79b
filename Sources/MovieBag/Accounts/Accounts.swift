import Mail

/// Logging in.
///
/// Tests: LogInTests.swift
package struct Accounts {
    private let store: any AccountStore
    private let hasher: PasswordHasher
    private let tokens: TokenIssuer
    private let requiresProof: Bool
    private let limits: Limits
    private let clock: WallClock
    private let report: AccountReport

    /// - Parameters:
    ///   - requiresProof: whether an account is of no use before its address has been proved.
    ///   - report: told of every log-in that is refused.
    package init(
        store: any AccountStore, hasher: PasswordHasher, tokens: TokenIssuer, requiresProof: Bool,
        limits: Limits, clock: WallClock, report: @escaping AccountReport
    ) {
        self.store = store
        self.hasher = hasher
        self.tokens = tokens
        self.requiresProof = requiresProof
        self.limits = limits
        self.clock = clock
        self.report = report
    }

    /// Opens a session and returns its access token; the least recently used session of the account ends when it has too
    /// many. Anything may stand in the arguments: a short password or an odd address is simply wrong.
    ///
    /// - Parameters:
    ///   - client: asked once, when the log-in is not left to another thread.
    ///   - agent: what the client calls itself, as it was sent.
    /// - Throws: ``AccountError/wrongCredentials``; after the right password ``AccountError/disabled`` or
    ///   ``AccountError/notVerified``.
    package func logIn(
        email: [UInt8], password: [UInt8], from client: @autoclosure () throws -> Client, agent: [UInt8] = []
    ) throws -> CompactToken {
        guard let attempt = try? Password(password) else { throw refusal(of: nil, try client()) }
        try hasher.requireLane()
        let client = try client()
        let address = EmailAddress(utf8: email)
        let origin = SessionOrigin(client, agent: agent)
        do {
            return try openSession(for: address, provenBy: attempt, from: client, origin)
        } catch is Overtaken {
            // Another log-in may have hashed the same password anew. After that there is nothing more to hash.
            do {
                return try openSession(for: address, provenBy: attempt, from: client, origin)
            } catch let overtaken as Overtaken {
                throw refusal(of: overtaken.account, client)
            }
        }
    }

    /// The stored password was replaced after it was read: by a reset, or by the same one hashed anew.
    private struct Overtaken: Error {
        let account: AccountID
    }

    private func openSession(
        for address: EmailAddress?, provenBy attempt: Password, from client: Client, _ origin: SessionOrigin
    ) throws -> CompactToken {
        let stored = try address.flatMap { try store.password(ofEmail: $0) }
        guard try hasher.verify(attempt, against: stored?.hash, of: address), let stored else {
            throw refusal(of: stored?.account, client)
        }
        guard !stored.isDisabled else { throw AccountError.disabled }
        guard stored.isVerified || !requiresProof else { throw AccountError.notVerified }
        let renewed = try hasher.rehash(attempt, of: stored.hash)
        let now = clock.now
        let claims = tokens.newClaims(.access, for: stored.account, at: now)
        let session = Session(
            fingerprint: claims.fingerprint, account: stored.account, kind: .api, opened: now,
            expires: UnixTime(seconds: claims.expires))
        do {
            try store.open(
                LogIn(
                    session: session, provenBy: stored.hash, renewed: renewed, from: client.network, origin: origin,
                    mostSessions: limits.sessionsPerAccount))
        } catch AccountError.wrongCredentials {
            throw Overtaken(account: stored.account)
        }
        return try tokens.sign(claims)
    }

    private func refusal(of account: AccountID?, _ client: Client) -> AccountError {
        report(.logInFailed(account), client)
        return .wrongCredentials
    }
}
