/// Where mails wait. A store belongs to one thread.
///
/// An outcome only counts while its claim is current: after the lease another process may have claimed the mail.
/// Every function throws what ``Storage`` says when it could not be done.
package protocol OutboxStore {
    /// Claims at most `limit` mails that are due, for this process alone until `leaseEnd`.
    ///
    /// Those with news come before those with links, and within each the mailboxes of the recipients (`mailbox` of
    /// `EmailAddress`) take turns: many mails to one hold up a mail to another by one delivery.
    func claimDue(at now: UnixTime, limit: Int, leaseEnd: UnixTime) throws -> [ClaimedMail]

    /// When the next mail becomes due that ``claimDue(at:limit:leaseEnd:)`` would return then, claimed ones included; `nil`
    /// when none waits.
    func nextDue() throws -> UnixTime?

    /// Makes the mails due `now` that are due later than `limit`.
    func pullForward(dueAfter limit: UnixTime, to now: UnixTime) throws

    /// Takes a mail out: it was delivered.
    func remove(_ claimed: ClaimedMail) throws

    /// Makes a mail due again later.
    func postpone(_ claimed: ClaimedMail, until time: UnixTime, reason: String) throws

    /// Keeps a mail as a dead letter, which is never tried again by itself.
    func keepAsDeadLetter(_ claimed: ClaimedMail, at time: UnixTime, reason: String) throws
}
