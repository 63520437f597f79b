import MovieBag

extension AccountStore {
    /// Adds an account, whatever is recorded of it.
    func add(_ account: Account) throws {
        try add(account, recording: Sample.entry(.signedUp))
    }

    /// Opens a session, wherever its log-in came from and however many there are.
    func open(_ session: Session, provenBy password: PasswordHash) throws {
        try open(
            LogIn(
                session: session, provenBy: password, from: .unknown, mostSessions: .max,
                recording: Sample.entry(.loggedIn)))
    }

    /// Whether there is a session that has not expired.
    func hasSession(_ fingerprint: TokenFingerprint, of account: AccountID, at now: UnixTime) throws -> Bool {
        try session(fingerprint, of: account, at: now) != nil
    }
}
