/// Where invitations are kept. A store belongs to one thread.
///
/// Every function throws what ``Storage`` says when it could not be done.
package protocol InvitationStore {
    /// Keeps a new invitation, whose token has `fingerprint`, and the mail that carries it, both or neither.
    ///
    /// - Parameter administrator: the account that makes it, with whose role it ends; `nil` for the operator.
    /// - Throws: ``AuthorityError/administratorsOnly`` when that is none any more; ``AccountError/emailTaken`` when its address is that of an account that has proved it.
    func add(
        _ invitation: Invitation, _ fingerprint: TokenFingerprint, by administrator: AccountID?, mail: OutboxMail?
    ) throws

    /// Those that are good, after `position`, in the order of their identifiers.
    func invitations(after position: InvitationID?, limit: Int, at now: UnixTime) throws -> [Invitation]

    /// The one whose token has this fingerprint, unless it has expired.
    func invitation(_ fingerprint: TokenFingerprint, at now: UnixTime) throws -> Invitation?

    /// Takes an invitation back, with its mail if that waits still, and with the links of sign-ups by it that wait for a proof.
    ///
    /// - Parameter administrator: the account that does it; `nil` for the operator, and for one that has expired.
    /// - Throws: ``AuthorityError/administratorsOnly`` when that is none any more; ``NoSuchThing``.
    func remove(_ invitation: InvitationID, by administrator: AccountID?) throws

    /// Makes an account by an invitation and uses that up, both or neither; however many try, a single one succeeds. Its
    /// account has the role of the invitation. One that names an address proves it: see ``SignUpStore/prove(_:)`` for an
    /// account that holds it unproven.
    ///
    /// - Returns: the account.
    /// - Throws: ``SignUpError/badInvitation`` when it is not there any more or names another address;
    ///   ``AccountError/emailTaken``.
    func redeem(_ redemption: Redemption) throws -> AccountID
}

/// An invitation about to be used for a sign-up.
package struct Redemption: Sendable {
    package let fingerprint: TokenFingerprint
    /// What is to be made; its role and whether it is proved come from the invitation.
    package let account: Account
    package let time: UnixTime
    /// What is recorded with it, about the account that has the address then.
    package let entry: AuditEntry

    package init(fingerprint: TokenFingerprint, account: Account, time: UnixTime, recording entry: AuditEntry) {
        self.entry = entry
        self.fingerprint = fingerprint
        self.account = account
        self.time = time
    }
}
