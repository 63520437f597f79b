import Mail

/// What users do with their own accounts.
///
/// Tests: OwnAccountTests.swift, PasswordChangeTests.swift
package struct OwnAccount {
    private let store: any ExportStore & OwnAccountStore
    private let proof: PasswordProof
    private let hasher: PasswordHasher
    private let policy: PasswordPolicy
    private let identifiers: ObjectIDGenerator
    private let clock: WallClock
    private let channel: OutboxChannel
    private let audit: Audit

    package init(
        store: any ExportStore & OwnAccountStore, proof: PasswordProof, hasher: PasswordHasher, policy: PasswordPolicy,
        identifiers: ObjectIDGenerator, clock: WallClock, channel: OutboxChannel, audit: Audit
    ) {
        self.store = store
        self.proof = proof
        self.hasher = hasher
        self.policy = policy
        self.identifiers = identifiers
        self.clock = clock
        self.channel = channel
        self.audit = audit
    }

    /// - Throws: ``TokenError/invalid`` when the account was removed a moment ago.
    package func profile(of account: AccountID) throws -> Profile {
        guard let profile = try store.profile(of: account) else { throw TokenError.invalid }
        return profile
    }

    package func change(_ account: AccountID, to change: ProfileChange) throws {
        try store.change(account, to: change)
    }

    /// How many movies it has added, those that are removed not counted. After an upgrade they are counted in the background.
    package func movieCount(of account: AccountID) throws -> Int {
        try store.movieCount(of: account)
    }

    /// Everything that is kept about an account but its movies.
    ///
    /// - Throws: ``TokenError/invalid`` when the account was removed a moment ago.
    package func export(of account: AccountID) throws -> AccountExport {
        guard let export = try store.export(of: account, at: clock.now) else { throw TokenError.invalid }
        return export
    }

    /// Some of its movies, after `position`.
    package func movies(of account: AccountID, after position: MovieID?) throws -> OwnMovies {
        try store.movies(of: account, after: position)
    }

    /// Checks the password that confirms what the user is about to do.
    ///
    /// - Throws: as ``PasswordProof/require(_:by:from:)``.
    package func confirm(_ attempt: [UInt8], by authority: Authority, from client: Client) throws -> Confirmation {
        try proof.require(attempt, by: authority, from: client)
    }

    /// Sets a new password in place of the one that the user knows. Every other session ends, and a mail says so.
    ///
    /// - Throws: ``LimitReached`` when it is changed too often; ``WeakPassword``, before anything is hashed; then as ``PasswordProof/require(_:by:from:)``.
    package func changePassword(
        _ authority: Authority, from current: [UInt8], to new: Password, client: Client
    ) throws {
        try hasher.requireLane()
        let email = try profile(of: authority.account).email
        try policy.judge(new, for: email)
        let confirmation = try proof.require(current, by: authority, from: client)
        let hash = try hasher.hash(new)
        let mail = OutboxMail(
            id: OutboxMailID(identifiers.next()), account: authority.account, content: .notice(.passwordChanged),
            written: clock.now)
        try audit.record(.passwordChanged, of: authority.account, from: client) { entry in
            try store.change(
                PasswordChange(
                    confirmedBy: confirmation, new: hash, mail: mail, notices: try proof.notices(to: email),
                    recording: entry))
        }
        channel.signal()
    }
}
