/// Where mails wait. A store belongs to one thread.
///
/// An outcome only counts while its lease is current: after that another process may have leased the mail.
/// Every function throws what ``Storage`` says when it could not be done.
package protocol OutboxStore {
    /// Leases the next mail that is due, to this process alone until `leaseEnd`, or says when to look again. As one
    /// transaction; while nothing is due it writes nothing, so a dispatcher may ask as often as it likes.
    ///
    /// Those with news come before those with links, and within each the mailboxes of the recipients (`mailbox` of
    /// `EmailAddress`) take turns: many mails to one hold up a mail to another by one delivery.
    func leaseNext(at now: UnixTime, leaseEnd: UnixTime) throws -> NextMail

    /// Makes the mails due `now` that are due later than `limit`.
    func pullForward(dueAfter limit: UnixTime, to now: UnixTime) throws

    /// Takes a mail out: it was delivered.
    func remove(_ leased: LeasedMail) throws

    /// Makes a mail due again later.
    func postpone(_ leased: LeasedMail, until time: UnixTime, reason: String) throws

    /// Keeps a mail as a dead letter, which is never tried again by itself.
    func keepAsDeadLetter(_ leased: LeasedMail, at time: UnixTime, reason: String) throws
}

/// What an outbox has to be delivered.
package enum NextMail: Sendable {
    /// This one, which was leased.
    case leased(LeasedMail)
    /// Nothing now. The next mail becomes due at this time, leased ones included; `nil` when none waits. A time that is not
    /// later than the one asked about says that it is to be asked again at once.
    case none(nextDue: UnixTime?)
}
