/// What a log-in is checked against.
package struct StoredPassword: Sendable {
    package let account: AccountID
    package let hash: PasswordHash

    package init(account: AccountID, hash: PasswordHash) {
        self.account = account
        self.hash = hash
    }
}
