/// Checks the password by which the user of a session confirms a change that matters.
///
/// Tests: PasswordChangeTests.swift
package struct PasswordProof {
    private let store: any OwnAccountStore
    private let hasher: PasswordHasher
    private let report: AccountReport

    /// - Parameter report: told of every password that is wrong.
    package init(store: any OwnAccountStore, hasher: PasswordHasher, report: @escaping AccountReport) {
        self.store = store
        self.hasher = hasher
        self.report = report
    }

    /// To be called before anything else of the request, so that one which belongs to another thread costs next to nothing.
    ///
    /// - Parameter attempt: as sent, which may be no password at all.
    /// - Returns: what it was checked against.
    /// - Throws: ``AccountError/wrongPassword``; ``HashLaneRequired``, ``ThreadsExhausted``.
    package func require(_ attempt: [UInt8], of account: AccountID, from client: Client) throws -> PasswordHash {
        try hasher.requireLane()
        let stored = try store.password(of: account)
        guard let stored, let password = try? Password(attempt), try hasher.verify(password, against: stored) else {
            report(.confirmationFailed(account), client)
            throw AccountError.wrongPassword
        }
        return stored
    }
}
