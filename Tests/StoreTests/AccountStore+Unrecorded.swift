import MovieBag

extension AccountStore {
    /// Opens a session, wherever its log-in came from and however many there are.
    func open(_ session: Session, provenBy password: PasswordHash) throws {
        try open(LogIn(session: session, provenBy: password, from: .unknown, mostSessions: .max))
    }

    /// Whether there is a session that has not expired.
    func hasSession(_ fingerprint: TokenFingerprint, of account: AccountID, at now: UnixTime) throws -> Bool {
        try session(fingerprint, of: account, at: now) != nil
    }
}
