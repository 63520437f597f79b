import Mail

/// A user who may log in.
///
/// Tests: AccountStoreTests.swift
package struct Account: Sendable {
    package let id: AccountID
    /// As given at sign-up; unique and found without regard to case.
    package let email: EmailAddress
    package let password: PasswordHash
    /// What others see; `nil` when none was chosen.
    package let name: DisplayName?
    package let role: Role
    /// Whether its user has shown that mails to the address arrive.
    package let isVerified: Bool

    package init(
        id: AccountID, email: EmailAddress, password: PasswordHash, name: DisplayName? = nil, role: Role = .member,
        isVerified: Bool = false
    ) {
        self.id = id
        self.email = email
        self.password = password
        self.name = name
        self.role = role
        self.isVerified = isVerified
    }

    /// When it was made, to the second: its identifier says it.
    package var created: UnixTime { id.value.time }
}

/// What can stand in the way of an account.
package enum AccountError: Error, Equatable {
    /// Another account has this address, perhaps in other case.
    case emailTaken
    /// No account has this address.
    case unknownEmail
    /// The address or the password is wrong; the client is not told which.
    case wrongCredentials
    /// An administrator has disabled the account; said only after the right password.
    case disabled
    /// The address has not been proved, which the site wants; said only after the right password.
    case notVerified
    /// The password that was to confirm a change is not the account's.
    case wrongPassword
    /// The change would leave no administrator.
    case lastAdministrator
    /// The change would make an account an administrator whose address has not been proved: any person may have signed up with it.
    case unprovedAdministrator
}
