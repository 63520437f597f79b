/// Tells a form that is sent twice (a double click, Reload, Back) from a link that is used twice: the same token with the
/// same password again.
///
/// Tests: RepeatedFormTests.swift, VerifyPageTests.swift
package struct RepeatedForm {
    /// In seconds after the first.
    package static let lifetime: Int64 = 600
    /// Repetitions, with whichever password: a used link is no way to find out what the password is.
    package static let tries: Int64 = 3

    private let store: any RepetitionStore
    private let tokens: TokenIssuer
    private let hasher: PasswordHasher
    private let clock: WallClock

    init(store: any RepetitionStore, tokens: TokenIssuer, hasher: PasswordHasher, clock: WallClock) {
        self.store = store
        self.tokens = tokens
        self.hasher = hasher
        self.clock = clock
    }

    /// Whether the token was used a moment ago to set this very password. Any response uses up one of the few tries that a
    /// used token leaves, so that it is of no use for trying passwords.
    func isRepetition(of token: CompactToken, as purpose: TokenPurpose, _ password: Password) throws -> Bool {
        let now = clock.now
        var genuine: TokenClaims?
        do {
            genuine = try tokens.verify(token, as: purpose, at: now) { genuine = $0 }
        } catch is TokenError {}  // One whose time is up is genuine as well; for all others it stays nil.
        guard let claims = genuine,
            let current = try store.passwordSet(by: claims.fingerprint, for: purpose, at: now)
        else { return false }
        let isSame = try hasher.verify(password, against: current.hash)
        // Only now, as a request that has to wait for a thread is made again; nothing was said yet.
        return try store.takeRepetition(of: claims.fingerprint, for: purpose, at: now) && isSame
    }
}

/// Where it is remembered which form set which password. A store belongs to one thread.
///
/// Every function throws what ``Storage`` says when it could not be done.
package protocol RepetitionStore {
    /// The password of the account whose password this token set, when that may be repeated still (``RepeatedForm``); `nil`
    /// when it set none, or when the password was changed since.
    func passwordSet(
        by fingerprint: TokenFingerprint, for purpose: TokenPurpose, at now: UnixTime
    ) throws -> StoredPassword?

    /// Uses up one of the repetitions of a used token, of all processes together.
    ///
    /// - Returns: whether one was left.
    func takeRepetition(of fingerprint: TokenFingerprint, for purpose: TokenPurpose, at now: UnixTime) throws -> Bool
}
