import Mail

/// Where password resets are kept. A store belongs to one thread.
///
/// Every function throws what ``Storage`` says when it could not be done.
package protocol ResetStore {
    /// Whether a link may be asked for now, whichever account it is for. Changes nothing, so that a flood that is refused
    /// costs no write.
    ///
    /// - Throws: ``LimitReached`` when the client's budget or that of all is used up; else ``Overloaded`` when the outbox is
    ///   full.
    func requireRoom(for request: LinkRequest, within limits: Limits) throws

    /// Counts a request, and keeps its reset token's trace and the mail that carries it, both or neither.
    ///
    /// An account has ``Limits/linksPerAccount`` good links at once. One more is made only when the newest is old enough
    /// (``Limits/linkSpacing(lifetime:)``): then the oldest is void, and not mailed if it waits still.
    ///
    /// - Returns: whether a link was made.
    /// - Throws: as ``requireRoom(for:within:)``.
    func begin(_ request: LinkRequest, within limits: Limits) throws -> Bool

    /// Whether the token's trace is there, unexpired, for this account.
    func isPending(_ fingerprint: TokenFingerprint, of account: AccountID, at now: UnixTime) throws -> Bool

    /// The address of an account; `nil` when it is gone.
    func emailAddress(of account: AccountID) throws -> EmailAddress?

    /// Makes the token void, if it is not yet.
    func withdraw(_ fingerprint: TokenFingerprint) throws

    /// Uses up the token, sets the password, ends every session and every other reset of the account, and queues the
    /// mail of confirmation: all or nothing, and only once for a token however many try. What ``RepeatedReset`` allows
    /// is kept with it. Mails with other links of the account, which are void now, are taken out.
    ///
    /// - Throws: ``TokenError/invalid`` when the trace is not there any more.
    func complete(_ reset: CompletedReset) throws

    /// The password of the account when this token set it, and may be repeated still (``RepeatedReset``); `nil` when it
    /// did not, or when the password was changed since.
    func passwordSet(
        by fingerprint: TokenFingerprint, of account: AccountID, at now: UnixTime
    ) throws -> PasswordHash?

    /// Uses up one of the repetitions of a used token, of all processes together.
    ///
    /// - Returns: whether one was left.
    func takeRepetition(of fingerprint: TokenFingerprint, at now: UnixTime) throws -> Bool
}

/// A reset that was asked for.
package struct PendingReset: Sendable {
    package let claims: TokenClaims
    package let mail: OutboxMail

    package init(claims: TokenClaims, mail: OutboxMail) {
        self.claims = claims
        self.mail = mail
    }
}

/// A reset about to be done.
package struct CompletedReset: Sendable {
    package let fingerprint: TokenFingerprint
    package let account: AccountID
    package let password: PasswordHash
    package let mail: OutboxMail
    package let time: UnixTime

    package init(
        fingerprint: TokenFingerprint, account: AccountID, password: PasswordHash, mail: OutboxMail, time: UnixTime
    ) {
        self.fingerprint = fingerprint
        self.account = account
        self.password = password
        self.mail = mail
        self.time = time
    }
}
