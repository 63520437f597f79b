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

    /// Uses a session of the pages, which is noted.
    ///
    /// - Returns: whose it is; `nil` when it is not there, of another kind or over.
    package func useOfPage(
        _ fingerprint: TokenFingerprint, at now: UnixTime, _ lifetimes: SessionLifetimes
    ) throws -> AccountID? {
        guard let (account, session) = try session(fingerprint, at: now), session.kind == .page,
            !lifetimes.isOver(session, at: now)
        else { return nil }
        note(lifetimes.use(of: session, at: now), of: fingerprint)
        return account
    }
}
