import Mail
import MovieBag

// What is recorded does not matter to most tests of stores.

extension APITokenStore {
    func add(_ token: APIToken, _ fingerprint: TokenFingerprint) throws {
        let password = try (self as? any OwnAccountStore)?.password(of: token.account)
        try add(
            token, fingerprint,
            confirmedBy: Confirmation(
                account: token.account, password: password ?? PasswordHash(phcString: "none"), session: nil),
            within: Limits(), recording: Sample.entry(.tokenMade))
    }

    func remove(_ token: APITokenID, of account: AccountID) throws -> Bool {
        try remove(token, of: account, recording: Sample.entry(.tokenEnded))
    }
}

extension SessionStore {
    func end(_ session: SessionID, of account: AccountID) throws -> Bool {
        try end(session, of: account, recording: Sample.entry(.sessionEnded))
    }

    func endSessions(of account: AccountID, except remaining: TokenFingerprint?, andAPITokens tokens: Bool) throws {
        try endSessions(
            of: account, except: remaining, andAPITokens: tokens, recording: Sample.entry(.sessionsEnded))
    }
}

extension ConfirmedAddress {
    init(fingerprint: TokenFingerprint, account: AccountID, old: EmailAddress, undo: PendingLink, time: UnixTime) {
        self.init(
            fingerprint: fingerprint, account: account, old: old, undo: undo,
            returned: OutboxMail(
                id: OutboxMailID(Sample.objectID(99)), account: account, to: old, content: .notice(.emailReturned),
                written: time),
            time: time, recording: Sample.entry(.addressChanged))
    }
}

extension UndoneAddress {
    init(fingerprint: TokenFingerprint, account: AccountID, reset: PendingLink, time: UnixTime) {
        self.init(
            fingerprint: fingerprint, account: account, reset: reset, time: time,
            recording: Sample.entry(.addressRestored))
    }
}

extension Departure {
    init(account: AccountID, email: EmailAddress, movies: Movies, mail: OutboxMail, time: UnixTime) {
        self.init(
            account: account, email: email, movies: movies, confirmedBy: nil, notices: nil, time: time,
            notice: { _ in mail },
            recording: Sample.entry(.accountDeleted))
    }
}

extension PasswordChange {
    init(account: AccountID, current: PasswordHash, new: PasswordHash, session: TokenFingerprint?, mail: OutboxMail) {
        self.init(
            confirmedBy: Confirmation(account: account, password: current, session: session), new: new, mail: mail,
            notices: nil, recording: Sample.entry(.passwordChanged))
    }
}

extension LogIn {
    init(session: Session, provenBy password: PasswordHash, from network: ClientNetwork, mostSessions: Int) {
        self.init(
            session: session, provenBy: password, from: network, mostSessions: mostSessions,
            recording: Sample.entry(.loggedIn))
    }

    init(
        session: Session, provenBy password: PasswordHash, from network: ClientNetwork, origin: SessionOrigin,
        mostSessions: Int
    ) {
        self.init(
            session: session, provenBy: password, from: network, origin: origin, mostSessions: mostSessions,
            recording: Sample.entry(.loggedIn))
    }
}
