/// Where resets of passwords are done. A store belongs to one thread.
///
/// Every function throws what ``Storage`` says when it could not be done.
package protocol ResetStore {
    /// Uses up the token, sets the password, ends every session and every other reset of the account, and queues the
    /// mail of confirmation, records it, and notes its client as known to the account: all or nothing, and only once for a
    /// token however many try. What ``RepeatedForm`` allows is kept with it. Mails with other links of the account, which
    /// are void now, are taken out. The address is proved by it, as the link came by mail.
    ///
    /// - Throws: ``TokenError/invalid`` when the trace is not there any more.
    func complete(_ reset: CompletedReset) throws

    /// Counts a request, looks up the account with its address, and makes a link for it as
    /// ``LinkStore/begin(_:within:)`` does: one transaction with all that is recorded of it, whether or not there is such an
    /// account, and whether or not a link is made.
    ///
    /// - Throws: as ``LinkStore/requireRoom(for:within:)``.
    func begin(_ request: ResetRequest, within limits: Limits) throws -> BegunReset
}

/// A reset about to be done.
package struct CompletedReset: Sendable {
    package let fingerprint: TokenFingerprint
    package let account: AccountID
    package let password: PasswordHash
    package let mail: OutboxMail
    package let time: UnixTime
    /// From where it is done: that client is known to the account from then on. `nil` when it is not identified.
    package let network: ClientNetwork?
    package let entry: AuditEntry

    package init(
        fingerprint: TokenFingerprint, account: AccountID, password: PasswordHash, mail: OutboxMail, time: UnixTime,
        from network: ClientNetwork? = nil, recording entry: AuditEntry
    ) {
        self.fingerprint = fingerprint
        self.account = account
        self.password = password
        self.mail = mail
        self.time = time
        self.network = network
        self.entry = entry
    }
}
