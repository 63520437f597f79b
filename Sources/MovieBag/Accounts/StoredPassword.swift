/// What a log-in is checked against.
///
/// Tests: AccountStoreTests.swift
package struct StoredPassword: Sendable {
    package let account: AccountID
    package let hash: PasswordHash

    package init(account: AccountID, hash: PasswordHash) {
        self.account = account
        self.hash = hash
    }
}
