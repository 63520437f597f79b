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
    /// Recorded with the account that has the address.
    package let entry: AuditEntry
}

/// What became of a request for a link that sets a new password.
package enum BegunReset: Sendable, Equatable {
    case made(AccountID)
    /// The account has links enough that are good.
    case withheld(AccountID)
    case unknownEmail

    /// `nil` when no account has the address.
    package var account: AccountID? {
        switch self {
        case .made(let account), .withheld(let account): account
        case .unknownEmail: nil
        }
    }

    package var isMade: Bool { if case .made = self { true } else { false } }
}
