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
    private let report: AccountReport

    /// - Parameter report: told of every account that is removed.
    package init(
        store: any DepartureStore & OwnAccountStore, proof: PasswordProof, identifiers: ObjectIDGenerator,
        clock: WallClock, channel: OutboxChannel, report: @escaping AccountReport
    ) {
        self.store = store
        self.proof = proof
        self.identifiers = identifiers
        self.clock = clock
        self.channel = channel
        self.report = report
    }

    /// Removes the account of a user who asks for it.
    ///
    /// - Parameter current: the password that confirms it, as sent.
    /// - Throws: ``AccountError/wrongPassword``; then as ``remove(_:movies:from:)``.
    package func leave(
        _ account: AccountID, movies: Departure.Movies, confirmedBy current: [UInt8], from client: Client
    ) throws {
        _ = try proof.require(current, of: account, from: client)
        try remove(account, movies: movies, from: client)
    }

    /// Removes an account. Its user is told by a last mail.
    ///
    /// - Throws: ``TokenError/invalid`` when there is no such account; ``AccountError/lastAdministrator``; ``InvalidValue``
    ///   when its movies shall stay and there is no administrator whose they could be.
    package func remove(_ account: AccountID, movies: Departure.Movies, from client: Client) throws {
        guard let email = try store.profile(of: account)?.email else { throw TokenError.invalid }
        let now = clock.now
        try store.begin(
            Departure(
                account: account, email: email, movies: movies,
                mail: OutboxMail(
                    id: OutboxMailID(identifiers.next()), account: nil, to: email, content: .notice(.accountDeleted),
                    written: now),
                time: now))
        channel.signal()
        report(.accountDeleted(account), client)
    }
}
