import Mail

/// A user who may log in.
///
/// Tests: AccountStoreTests.swift
package struct Account: Sendable {
    package let id: AccountID
    /// As given at sign-up; unique and found without regard to case.
    package let email: EmailAddress
    package let password: PasswordHash

    package init(id: AccountID, email: EmailAddress, password: PasswordHash) {
        self.id = id
        self.email = email
        self.password = password
    }
}

/// What can stand in the way of an account.
package enum AccountError: Error, Equatable {
    /// Another account has this address, perhaps in other case.
    case emailTaken
    /// No account has this address.
    case unknownEmail
    /// The address or the password is wrong; the client is not told which.
    case wrongCredentials
}
