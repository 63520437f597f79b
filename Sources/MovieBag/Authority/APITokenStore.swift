/// Where API tokens are kept. A store belongs to one thread.
///
/// Every function throws what ``Storage`` says when it could not be done.
package protocol APITokenStore {
    /// Keeps a new token, whose text has `fingerprint`.
    ///
    /// - Throws: ``TokenError/invalid`` when its account is gone or disabled; ``InvalidValue`` when it has
    ///   ``APIToken/most`` already.
    func add(_ token: APIToken, _ fingerprint: TokenFingerprint) throws

    /// The token with this fingerprint, unless it has expired.
    func apiToken(_ fingerprint: TokenFingerprint, at now: UnixTime) throws -> APIToken?

    /// Those of an account after `position`, in the order of their identifiers.
    func apiTokens(of account: AccountID, after position: APITokenID?, limit: Int, at now: UnixTime) throws
        -> [APIToken]

    /// - Returns: whether the account had it.
    func remove(_ token: APITokenID, of account: AccountID) throws -> Bool

    /// Notes that a token was used, and returns at once; it is written with something else, or within a minute.
    func noteUse(of token: APITokenID, at now: UnixTime)
}
