import Mail

/// Where addresses of accounts are changed. A store belongs to one thread.
///
/// Every function throws what ``Storage`` says when it could not be done.
package protocol AddressChangeStore {
    /// Whether no other account has an address, without regard to case, or may have it back.
    func isFree(_ address: EmailAddress, for account: AccountID, at now: UnixTime) throws -> Bool

    /// The address that goes with a link which is good; `nil` when it is not.
    func address(
        behind fingerprint: TokenFingerprint, for purpose: TokenPurpose, of account: AccountID, at now: UnixTime
    ) throws -> EmailAddress?

    /// Uses up the link, gives the account its address, which is proved then, ends every session, makes links for a new
    /// password or address void, and keeps the link that undoes it with its mail: all or nothing. When it is an address that an
    /// earlier undo link reserves, the undo links after that one are void, and the address that it had meanwhile gets a notice
    /// without a link.
    ///
    /// - Throws: ``TokenError/invalid`` when the link is not good any more, the account has not the address of before, or
    ///   another one has the new one by now.
    func confirm(_ change: ConfirmedAddress) throws

    /// Uses up the link, gives the account its address back, ends every session and API token, makes its password and all its
    /// links void but those that undo earlier changes, and keeps the link for a new password with its mail: all or nothing.
    ///
    /// - Throws: ``TokenError/invalid`` when the link is not good any more, or the account is disabled.
    func undo(_ change: UndoneAddress) throws
}

/// A change of an address about to be done.
package struct ConfirmedAddress: Sendable {
    package let fingerprint: TokenFingerprint
    package let account: AccountID
    /// The address of before: a change that another one overtook is not done.
    package let old: EmailAddress
    /// The link that undoes it. Not kept where only the case of letters changes.
    package let undo: PendingLink
    /// The notice in place of that link, for a return to an address that is reserved for the account.
    package let returned: OutboxMail
    package let time: UnixTime
    package let entry: AuditEntry

    package init(
        fingerprint: TokenFingerprint, account: AccountID, old: EmailAddress, undo: PendingLink, returned: OutboxMail,
        time: UnixTime, recording entry: AuditEntry
    ) {
        self.fingerprint = fingerprint
        self.account = account
        self.old = old
        self.undo = undo
        self.returned = returned
        self.time = time
        self.entry = entry
    }
}

/// A change of an address about to be taken back.
package struct UndoneAddress: Sendable {
    package let fingerprint: TokenFingerprint
    package let account: AccountID
    /// The link for a new password, in place of the one that is void.
    package let reset: PendingLink
    package let time: UnixTime
    package let entry: AuditEntry

    package init(
        fingerprint: TokenFingerprint, account: AccountID, reset: PendingLink, time: UnixTime,
        recording entry: AuditEntry
    ) {
        self.fingerprint = fingerprint
        self.account = account
        self.reset = reset
        self.time = time
        self.entry = entry
    }
}
