import Mail
import MovieBag

// What is recorded does not matter to most tests of stores.

extension APITokenStore {
    func add(_ token: APIToken, _ fingerprint: TokenFingerprint) throws {
        try add(token, fingerprint, recording: Sample.entry(.tokenMade))
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
            fingerprint: fingerprint, account: account, old: old, undo: undo, time: time,
            recording: Sample.entry(.addressChanged))
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
            account: account, email: email, movies: movies, mail: mail, time: time,
            recording: Sample.entry(.accountDeleted))
    }
}

extension PasswordChange {
    init(account: AccountID, current: PasswordHash, new: PasswordHash, session: TokenFingerprint?, mail: OutboxMail) {
        self.init(
            account: account, current: current, new: new, session: session, mail: mail,
            recording: Sample.entry(.passwordChanged))
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
