import Mail

/// Where the links are kept that mails carry. A store belongs to one thread.
///
/// Every function throws what ``Storage`` says when it could not be done.
package protocol LinkStore {
    /// Whether a link may be asked for now, whichever account it is for. Changes nothing, so that a flood that is refused
    /// costs no write.
    ///
    /// - Throws: ``LimitReached`` when the client's budget or that of all is used up; else ``Overloaded`` when the outbox is
    ///   full.
    func requireRoom(for request: LinkRequest, within limits: Limits) throws

    /// Counts a request, records it, and keeps its token's trace and the mail that carries it: all or nothing.
    ///
    /// An account, or a pending sign-up, has ``Limits/linksPerAccount`` good links of a purpose at once. One more is made only when the
    /// newest is old enough (``Limits/linkSpacing(lifetime:)``): then the oldest is void, and not mailed if it waits still.
    /// An account that is disabled gets none.
    ///
    /// - Returns: whether a link was made.
    /// - Throws: as ``requireRoom(for:within:)``.
    func begin(_ request: LinkRequest, within limits: Limits) throws -> Bool

    /// Whether the trace of a token is there, unexpired and unused, for its purpose and its subject.
    func isPending(
        _ fingerprint: TokenFingerprint, for purpose: TokenPurpose, about subject: ObjectID, at now: UnixTime
    ) throws -> Bool

    /// The address of an account; `nil` when it is gone.
    func emailAddress(of account: AccountID) throws -> EmailAddress?

    /// Makes the token void, if it is not yet.
    func withdraw(_ fingerprint: TokenFingerprint) throws
}
