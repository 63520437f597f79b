/// Something about an account that the administrator of the service may want to know of; for the log. No address, no
/// password and no token is in it.
package enum AccountEvent: Equatable, Sendable {
    /// A log-in was refused. `nil` when the account is not known: no account has the address, or what was sent is no
    /// address or no password at all.
    case logInFailed(AccountID?)
    /// A link for a new password was asked for; `nil` when no account has the address.
    case resetRequested(AccountID?)
    /// A link that was asked for was not made, as the account has links enough that are good.
    case linkWithheld(AccountID)
    /// A new password was set through a link.
    case resetCompleted(AccountID)
    /// The password that was to confirm a change was wrong.
    case confirmationFailed(AccountID)
    /// The user set a new password in place of the current one.
    case passwordChanged(AccountID)
    /// The account was removed.
    case accountDeleted(AccountID)
    /// A new address was confirmed.
    case addressChanged(AccountID)
    /// The address of before was restored.
    case addressRestored(AccountID)
}

/// Takes note of an event and of the client that brought it about; called on the thread of the request, which it must not
/// hold up.
package typealias AccountReport = @Sendable (_ event: AccountEvent, _ client: Client) -> Void
