/// Where an account finds and ends its sessions. A store belongs to one thread.
///
/// Every function throws what ``Storage`` says when it could not be done.
package protocol SessionStore {
    /// Those of an account that are not over, after `position`, in the order of their identifiers.
    func sessions(of account: AccountID, after position: SessionID?, limit: Int, at now: UnixTime) throws
        -> [SessionStatus]

    /// - Returns: whether the account had it; if not, nothing is recorded.
    func end(_ session: SessionID, of account: AccountID, recording entry: AuditEntry) throws -> Bool

    /// Ends every session of an account, and records it.
    ///
    /// - Parameters:
    ///   - remaining: the one that stays; `nil` for none.
    ///   - tokens: whether its API tokens end too.
    func endSessions(
        of account: AccountID, except remaining: TokenFingerprint?, andAPITokens tokens: Bool,
        recording entry: AuditEntry
    ) throws
}
