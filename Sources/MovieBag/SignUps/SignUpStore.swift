import Mail

package typealias PendingSignUpID = Identifier<PendingSignUps>

/// Where sign-ups wait until their address is proved: one for each address, which is no account. A store belongs to
/// one thread.
///
/// Every function throws what ``Storage`` says when it could not be done.
package protocol SignUpStore {
    /// Counts a request, and keeps its sign-up with a link for it and the mail that carries the link, or the mail to the
    /// owner of the address: all or nothing. A sign-up that waits already stays; each of its links has the
    /// name and the invitation that it was asked for with, or for a link that is sent again those of the earliest one. Its links
    /// are spaced as those of an account are.
    ///
    /// - Throws: as ``LinkStore/requireRoom(for:within:)``; ``AccountError/emailTaken`` for a sign-up without a decoy whose
    ///   address is proved by an account; ``SignUpError/badInvitation`` when the invitation is gone.
    func begin(_ request: ProofRequest, within limits: Limits) throws -> BegunProof

    /// The address of a pending sign-up; `nil` when it is gone.
    func emailAddress(of signUp: PendingSignUpID) throws -> EmailAddress?

    /// Uses up the token and its sign-up, and its invitation, and makes the account with the password of the proof. Where an
    /// account holds the address that has not proved it, that one gets the password, and its sessions, API tokens and links
    /// end. All or nothing, and only once for a token however many try.
    ///
    /// - Returns: the account.
    /// - Throws: ``TokenError/invalid`` when the token, or what it would prove, is not there any more; ``SignUpError`` when a
    ///   new account may not be made any more.
    func prove(_ proof: AddressProof) throws -> AccountID
}

/// A request for a link that proves an address.
package struct ProofRequest: Sendable {
    /// What makes one ask.
    package enum Cause: Sendable {
        case signUp
        /// Only a pending sign-up or an unproven account is given a link.
        case resend
    }

    /// What counts against the budgets.
    package let counted: LinkRequest
    package let cause: Cause
    package let email: EmailAddress
    package let name: DisplayName?
    package let invitation: InvitationID?
    /// The identifier of the sign-up if none of the address waits yet.
    package let signUp: PendingSignUpID
    /// What takes the place of a link that is not made; `nil` on a site that does not hide its accounts.
    package let decoy: LinkDecoy?
    /// What is recorded with it.
    package let entry: AuditEntry
    /// Makes the link for a pending sign-up; called on the storage's thread.
    package let link: @Sendable (PendingSignUpID) -> PendingLink
    /// Makes the mail to the owner of the address, who has proved it; called in the same way.
    package let notice: @Sendable (AccountID) -> OutboxMail

    package init(
        counted: LinkRequest, cause: Cause, email: EmailAddress, name: DisplayName?, invitation: InvitationID?,
        signUp: PendingSignUpID, decoy: LinkDecoy?, recording entry: AuditEntry,
        link: @escaping @Sendable (PendingSignUpID) -> PendingLink,
        notice: @escaping @Sendable (AccountID) -> OutboxMail
    ) {
        self.counted = counted
        self.cause = cause
        self.email = email
        self.name = name
        self.invitation = invitation
        self.signUp = signUp
        self.decoy = decoy
        self.entry = entry
        self.link = link
        self.notice = notice
    }
}

/// What became of a request for a link that proves an address.
package enum BegunProof: Sendable, Equatable {
    /// A link was made.
    case made
    /// There are links enough that are good.
    case withheld
    /// The address is proved by an account, whose owner was told of a sign-up.
    case told
    /// The address is proved by an account, or there is nothing that it would prove.
    case ignored

    /// Whether a mail was written.
    package var isMailed: Bool { self == .made || self == .told }
}

/// An address about to be proved.
package struct AddressProof: Sendable {
    package let fingerprint: TokenFingerprint
    package let signUp: PendingSignUpID
    /// The identifier of the account if there is none yet.
    package let account: AccountID
    package let password: PasswordHash
    /// Says whether a new account may be made without an invitation.
    package let policy: SignUpPolicy
    package let time: UnixTime
    /// What is recorded with it, about the account that has the address then.
    package let entry: AuditEntry

    package init(
        fingerprint: TokenFingerprint, signUp: PendingSignUpID, account: AccountID, password: PasswordHash,
        policy: SignUpPolicy, time: UnixTime, recording entry: AuditEntry
    ) {
        self.entry = entry
        self.fingerprint = fingerprint
        self.signUp = signUp
        self.account = account
        self.password = password
        self.policy = policy
        self.time = time
    }
}
