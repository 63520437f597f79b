import Mail

/// A request for a link that sets a new password.
package struct ResetRequest: Sendable {
    /// What counts against the budgets.
    package let counted: LinkRequest
    package let email: EmailAddress
    /// What takes the place of a link that is not made; `nil` on a site that does not hide its accounts.
    package let decoy: LinkDecoy?
    /// Makes the link for the account with the address; called on the storage's thread.
    package let link: @Sendable (AccountID) -> PendingLink
    /// What is recorded with it, about the account that is found.
    package let entry: AuditEntry
    /// Makes what is recorded besides when the account has links enough; called on the storage's thread.
    package let withheld: @Sendable (AccountID) -> AuditEntry

    package init(
        counted: LinkRequest, email: EmailAddress, decoy: LinkDecoy?,
        link: @escaping @Sendable (AccountID) -> PendingLink, recording entry: AuditEntry,
        withheld: @escaping @Sendable (AccountID) -> AuditEntry
    ) {
        self.counted = counted
        self.email = email
        self.decoy = decoy
        self.link = link
        self.entry = entry
        self.withheld = withheld
    }
}

/// What became of a request for a link that sets a new password.
package enum BegunReset: Sendable, Equatable {
    case made(AccountID)
    /// The account has links enough that are good, or is disabled; that was recorded.
    case withheld(AccountID, recorded: AuditEntry)
    case unknownEmail

    /// `nil` when no account has the address.
    package var account: AccountID? {
        switch self {
        case .made(let account), .withheld(let account, _): account
        case .unknownEmail: nil
        }
    }

    package var isMade: Bool { if case .made = self { true } else { false } }
}
