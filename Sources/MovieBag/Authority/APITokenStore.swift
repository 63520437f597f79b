/// Where API tokens are kept. A store belongs to one thread.
///
/// Every function throws what ``Storage`` says when it could not be done.
package protocol APITokenStore {
    /// Keeps a new token, whose text has `fingerprint`, and records it.
    ///
    /// - Throws: ``AccountError/wrongPassword`` or ``TokenError/invalid`` when the confirmation does not hold any more;
    ///   ``InvalidValue`` when the account has ``Limits/tokensPerAccount`` already.
    func add(
        _ token: APIToken, _ fingerprint: TokenFingerprint, confirmedBy confirmation: Confirmation,
        within limits: Limits, recording entry: AuditEntry
    ) throws

    /// The token with this fingerprint, unless it has expired.
    func apiToken(_ fingerprint: TokenFingerprint, at now: UnixTime) throws -> APIToken?

    /// Those of an account after `position`, in the order of their identifiers.
    func apiTokens(of account: AccountID, after position: APITokenID?, limit: Int, at now: UnixTime) throws
        -> [APIToken]

    /// - Returns: whether the account had it; if not, nothing is recorded.
    func remove(_ token: APITokenID, of account: AccountID, recording entry: AuditEntry) throws -> Bool

    /// Notes that a token was used, and returns at once; it is written with something else, or within a minute.
    func noteUse(of token: APITokenID, at now: UnixTime)
}
