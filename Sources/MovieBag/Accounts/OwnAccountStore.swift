/// Where a user finds and changes the own account. A store belongs to one thread.
///
/// Every function throws what ``Storage`` says when it could not be done.
package protocol OwnAccountStore {
    /// `nil` when the account is gone.
    func profile(of account: AccountID) throws -> Profile?

    func change(_ account: AccountID, to change: ProfileChange) throws

    /// What a password that confirms a change is checked against; `nil` when the account is gone.
    func password(of account: AccountID) throws -> PasswordHash?

    /// Sets a new password, ends every other session of the account, makes its links for a new password or address void,
    /// queues the mail about it, and records it: all or nothing.
    ///
    /// - Throws: ``AccountError/wrongPassword`` when the account has another password by now, or is gone.
    func change(_ change: PasswordChange) throws
}

/// A password about to be changed by its owner.
package struct PasswordChange: Sendable {
    package let account: AccountID
    /// What the current password was checked against: a change that another one overtook is not done.
    package let current: PasswordHash
    package let new: PasswordHash
    /// The session that stays.
    package let session: TokenFingerprint?
    package let mail: OutboxMail
    package let entry: AuditEntry

    package init(
        account: AccountID, current: PasswordHash, new: PasswordHash, session: TokenFingerprint?, mail: OutboxMail,
        recording entry: AuditEntry
    ) {
        self.account = account
        self.current = current
        self.new = new
        self.session = session
        self.mail = mail
        self.entry = entry
    }
}
