import Mail

/// Removing an account with all that belongs to it.
///
/// One transaction ends all that it could act by and frees its address; its movies go, or are handed over, in batches
/// afterwards (``ExpirySweeper``), and those that go are not seen from the first moment on.
///
/// Tests: DepartureTests.swift
package struct Departures {
    private let store: any DepartureStore & OwnAccountStore
    private let proof: PasswordProof
    private let identifiers: ObjectIDGenerator
    private let clock: WallClock
    private let channel: OutboxChannel
    private let audit: Audit

    package init(
        store: any DepartureStore & OwnAccountStore, proof: PasswordProof, identifiers: ObjectIDGenerator,
        clock: WallClock, channel: OutboxChannel, audit: Audit
    ) {
        self.store = store
        self.proof = proof
        self.identifiers = identifiers
        self.clock = clock
        self.channel = channel
        self.audit = audit
    }

    /// Removes the account of a user who asks for it.
    ///
    /// - Parameter current: the password that confirms it, as sent.
    /// - Throws: ``AccountError/wrongPassword``; then as ``remove(_:movies:by:from:)``.
    package func leave(
        _ authority: Authority, movies: Departure.Movies, confirmedBy current: [UInt8], from client: Client
    ) throws {
        let confirmation = try proof.require(current, by: authority, from: client)
        try remove(authority.account, movies: movies, confirmedBy: confirmation, by: nil, from: client)
    }

    /// Removes an account. Its user is told by a last mail.
    ///
    /// - Parameter actor: the administrator who does it; `nil` for its user, or for a command.
    /// - Throws: ``TokenError/invalid`` when there is no such account; ``AccountError/lastAdministrator``; ``InvalidValue``
    ///   when its movies shall stay and there is no administrator whose they could be.
    package func remove(
        _ account: AccountID, movies: Departure.Movies, by actor: AccountID? = nil, from client: Client?
    ) throws {
        try remove(account, movies: movies, confirmedBy: nil, by: actor, from: client)
    }

    private func remove(
        _ account: AccountID, movies: Departure.Movies, confirmedBy confirmation: Confirmation?, by actor: AccountID?,
        from client: Client?
    ) throws {
        guard let email = try store.profile(of: account)?.email else { throw TokenError.invalid }
        let now = clock.now
        try audit.record(.accountDeleted, of: account, by: actor, from: client) { entry in
            try store.begin(
                Departure(
                    account: account, email: email, movies: movies, confirmedBy: confirmation,
                    notices: confirmation == nil ? nil : try proof.notices(to: email), time: now,
                    notice: { [identifiers] address in
                        OutboxMail(
                            id: OutboxMailID(identifiers.next()), account: nil, to: address,
                            content: .notice(.accountDeleted), written: now)
                    }, recording: entry))
        }
        channel.signal()
    }
}
