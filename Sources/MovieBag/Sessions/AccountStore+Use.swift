/// Tests: SessionLifetimeTests.swift, SessionUseTests.swift
extension AccountStore {
    /// Uses a session, which is noted.
    ///
    /// - Returns: whether it is there, belongs to `account`, is of this kind and not over.
    package func use(
        _ fingerprint: TokenFingerprint, of account: AccountID, as kind: SessionKind, at now: UnixTime,
        _ lifetimes: SessionLifetimes
    ) throws -> Bool {
        guard let session = try session(fingerprint, of: account, at: now), session.kind == kind,
            !lifetimes.isOver(session, at: now)
        else { return false }
        note(lifetimes.use(of: session, at: now), of: fingerprint)
        return true
    }
}
