import MovieBag

extension LinkStore {
    /// Keeps a reset, however many there are.
    func begin(_ reset: PendingLink) throws {
        _ = try begin(LinkRequest(from: .unidentified, at: reset.mail.written, link: reset), within: .none)
    }

    /// Whether the trace of a reset token is there.
    func isPending(_ fingerprint: TokenFingerprint, of account: AccountID, at now: UnixTime) throws -> Bool {
        try isPending(fingerprint, for: .reset, about: account.value, at: now)
    }
}

extension RepetitionStore {
    /// The password that a reset token set for an account.
    func passwordSet(
        by fingerprint: TokenFingerprint, of account: AccountID, at now: UnixTime
    ) throws -> PasswordHash? {
        try passwordSet(by: fingerprint, for: .reset, at: now).flatMap { $0.account == account ? $0.hash : nil }
    }

    func takeRepetition(of fingerprint: TokenFingerprint, at now: UnixTime) throws -> Bool {
        try takeRepetition(of: fingerprint, for: .reset, at: now)
    }
}
