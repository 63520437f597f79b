/// Everything that is kept about an account, for its user, but nothing that would be of use to a thief: no hash and no token.
///
/// Tests: AccountExportTests.swift
package struct AccountExport: Sendable {
    package let profile: Profile
    package let sessions: [SessionStatus]
    package let tokens: [APIToken]
    /// Mails that wait.
    package let mails: [OutboxMailStatus]
    /// From where it was logged in to within ``KnownClients/keptFor``.
    package let clients: [Client]

    /// A client that is known to the account.
    package struct Client: Sendable, Equatable {
        package let network: ClientNetwork
        /// Its latest log-in, to ``KnownClients/precision``.
        package let last: UnixTime

        package init(network: ClientNetwork, last: UnixTime) {
            self.network = network
            self.last = last
        }
    }

    package init(
        profile: Profile, sessions: [SessionStatus], tokens: [APIToken], mails: [OutboxMailStatus], clients: [Client]
    ) {
        self.profile = profile
        self.sessions = sessions
        self.tokens = tokens
        self.mails = mails
        self.clients = clients
    }
}

/// Some of the movies of an account, of its marks, and of the movies that it had and that can be brought back.
package struct OwnMovies: Sendable {
    package let movies: [Movie]
    package let marks: [OwnMark]
    package let removed: [RemovedMovie]
    /// After which movie to go on; `nil` when there are no more.
    package let next: MovieID?

    package init(movies: [Movie], marks: [OwnMark] = [], removed: [RemovedMovie] = [], next: MovieID?) {
        self.movies = movies
        self.marks = marks
        self.removed = removed
        self.next = next
    }

    /// How many movies are looked at for one response, of whichever account.
    package static let looked = 5000
    /// How many marks are.
    package static let markedAtOnce = 256
    /// A response is full with so many bytes.
    package static let fullAt = MoviePage.fullAt
}

/// Where an export is read from. A store belongs to one thread.
///
/// Every function throws what ``Storage`` says when it could not be done.
package protocol ExportStore {
    /// `nil` when the account is gone.
    func export(of account: AccountID, at now: UnixTime) throws -> AccountExport?

    /// Movies of an account after `position`, in the order of their identifiers, and its marks of movies after it and the removed
    /// movies that it had, all in one order, until
    /// ``OwnMovies/looked`` movies or ``OwnMovies/markedAtOnce`` marks were looked at, or one more would make more than
    /// ``OwnMovies/fullAt`` bytes of JSON; there may be none and more behind.
    func movies(of account: AccountID, after position: MovieID?) throws -> OwnMovies
}
