import Mail

/// Where accounts are removed. A store belongs to one thread.
///
/// Every function throws what ``Storage`` says when it could not be done.
package protocol DepartureStore {
    /// Frees the address of an account, ends its sessions, API tokens and links, forgets all of its data but its movies, and
    /// queues the last mail, also to addresses that it might have had back: all or nothing. Movies that go are not seen any more,
    /// nor are those that it had and that were removed, which go in any case.
    ///
    /// - Throws: ``AccountError/wrongPassword`` or ``TokenError/invalid`` when the ``Confirmation`` does not hold any more;
    ///   ``LimitReached``;
    ///   ``TokenError/invalid`` when the account is gone or has another address by now;
    ///   ``AccountError/lastAdministrator``; ``InvalidValue`` when its movies shall stay and there is no other administrator.
    func begin(_ departure: Departure) throws

    /// Removes or hands over movies of accounts that were removed, a few at a time.
    ///
    /// - Parameters:
    ///   - limit: how many movies are looked at, at most.
    ///   - budget: after how much time it stops, when the movies are large. One step of a few movies is always made.
    /// - Returns: whether there may be more.
    func continueDepartures(limit: Int, within budget: Duration) throws -> Bool
}

/// An account about to be removed.
package struct Departure: Sendable {
    /// What becomes of its movies.
    package enum Movies: String, CaseIterable, Sendable {
        case delete
        /// They go to the administrator who joined first.
        case leave
    }

    package let account: AccountID
    /// The address that it has: a departure that a change of the address overtook is not begun.
    package let email: EmailAddress
    package let movies: Movies
    /// What its user confirmed it by; `nil` when it is not the user who removes it.
    package let confirmation: Confirmation?
    /// To be spent; `nil` when there is no limit.
    package let notices: NoticeBudget?
    /// Makes the last mail, to its address and to those that it may have back.
    package let notice: @Sendable (EmailAddress) -> OutboxMail
    package let time: UnixTime
    package let entry: AuditEntry

    package init(
        account: AccountID, email: EmailAddress, movies: Movies, confirmedBy confirmation: Confirmation?,
        notices: NoticeBudget?, time: UnixTime, notice: @escaping @Sendable (EmailAddress) -> OutboxMail,
        recording entry: AuditEntry
    ) {
        self.account = account
        self.email = email
        self.movies = movies
        self.confirmation = confirmation
        self.notices = notices
        self.notice = notice
        self.time = time
        self.entry = entry
    }
}
