import Mail

/// Checks the password by which the user of a session confirms a change that matters.
///
/// Tests: PasswordChangeTests.swift
package struct PasswordProof {
    private let store: any OwnAccountStore
    private let hasher: PasswordHasher
    private let guesses: Guesses
    private let audit: Audit

    package init(store: any OwnAccountStore, hasher: PasswordHasher, guesses: Guesses, audit: Audit) {
        self.store = store
        self.hasher = hasher
        self.guesses = guesses
        self.audit = audit
    }

    /// To be called before anything else of the request, so that one which belongs to another thread costs next to nothing.
    /// A wrong one counts as a wrong log-in does.
    ///
    /// - Parameter attempt: as sent, which may be no password at all.
    /// - Returns: to be asked for again in the transaction of what it confirms.
    /// - Throws: ``AccountError/wrongPassword``, ``LimitReached``; ``HashLaneRequired``, ``ThreadsExhausted``.
    package func require(_ attempt: [UInt8], by authority: Authority, from client: Client) throws -> Confirmation {
        let account = authority.account
        guard let password = Password(attempt: attempt) else {
            try audit.refuse(.confirmationFailed, of: account, by: account, from: client)
            throw AccountError.wrongPassword
        }
        let guess = try guesses.begin(at: account, from: client)
        try hasher.requireLane()
        guard let stored = try store.password(of: account), try hasher.verify(password, against: stored) else {
            try guesses.fail(guess, as: .confirmationFailed, by: account, from: client)
            throw AccountError.wrongPassword
        }
        // Those that were wrong meanwhile may have used up the room for this one.
        try guesses.require(guess)
        return Confirmation(account: account, password: stored, session: authority.session)
    }

    /// The budget of notices to the address of the account, to be spent by what is confirmed; `nil` when there is no limit.
    package func notices(to address: EmailAddress) throws -> NoticeBudget? {
        try guesses.notices(to: address)
    }
}
