/// What a log-in is checked against.
///
/// Tests: AccountStoreTests.swift
package struct StoredPassword: Sendable {
    package let account: AccountID
    package let hash: PasswordHash
    package let isDisabled: Bool
    package let isVerified: Bool

    package init(account: AccountID, hash: PasswordHash, isDisabled: Bool = false, isVerified: Bool = true) {
        self.account = account
        self.hash = hash
        self.isDisabled = isDisabled
        self.isVerified = isVerified
    }
}
