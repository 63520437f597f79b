/// Where a user finds and changes the own account. A store belongs to one thread.
///
/// Every function throws what ``Storage`` says when it could not be done.
package protocol OwnAccountStore {
    /// `nil` when the account is gone.
    func profile(of account: AccountID) throws -> Profile?

    func change(_ account: AccountID, to change: ProfileChange) throws

    /// How many movies of an account are seen, as far as they have been counted.
    func movieCount(of account: AccountID) throws -> Int

    /// What a password that confirms a change is checked against; `nil` when the account is gone.
    func password(of account: AccountID) throws -> PasswordHash?

    /// Sets a new password, ends every other session of the account, makes its links for a new password or address void,
    /// queues the mail about it, and records it: all or nothing.
    ///
    /// - Throws: ``AccountError/wrongPassword`` or ``TokenError/invalid`` when the ``Confirmation`` does not hold any more;
    ///   ``LimitReached``.
    func change(_ change: PasswordChange) throws
}

/// A password about to be changed by its owner.
package struct PasswordChange: Sendable {
    /// By the current password, in the session that stays.
    package let confirmation: Confirmation
    package let new: PasswordHash
    package let mail: OutboxMail
    /// To be spent; `nil` when there is no limit.
    package let notices: NoticeBudget?
    package let entry: AuditEntry

    package init(
        confirmedBy confirmation: Confirmation, new: PasswordHash, mail: OutboxMail, notices: NoticeBudget?,
        recording entry: AuditEntry
    ) {
        self.confirmation = confirmation
        self.new = new
        self.notices = notices
        self.mail = mail
        self.entry = entry
    }
}
