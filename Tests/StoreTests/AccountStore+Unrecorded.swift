import MovieBag

extension AccountStore {
    /// Keeps a session, wherever its log-in came from.
    func open(_ session: Session, provenBy password: PasswordHash) throws {
        try open(session, provenBy: password, from: .unknown, at: Sample.now)
    }
}
