import Mail

/// Where accounts are removed. A store belongs to one thread.
///
/// Every function throws what ``Storage`` says when it could not be done.
package protocol DepartureStore {
    /// Frees the address of an account, ends its sessions, API tokens and links, forgets all of its data but its movies, and
    /// queues the last mail: all or nothing. Movies that go are not seen any more.
    ///
    /// - Throws: ``TokenError/invalid`` when the account is gone or has another address by now;
    ///   ``AccountError/lastAdministrator``; ``InvalidValue`` when its movies shall stay and there is no other administrator.
    func begin(_ departure: Departure) throws

    /// Removes or hands over movies of accounts that were removed, after looking at `limit` movies at most.
    ///
    /// - Returns: whether there may be more.
    func continueDepartures(limit: Int) throws -> Bool
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
    package let mail: OutboxMail
    package let time: UnixTime

    package init(account: AccountID, email: EmailAddress, movies: Movies, mail: OutboxMail, time: UnixTime) {
        self.account = account
        self.email = email
        self.movies = movies
        self.mail = mail
        self.time = time
    }
}
