/// Movies that were removed, so that a slip loses nothing: for ``RemovedMovie/keptFor`` their owners and administrators bring them
/// back, as they were.
///
/// Tests: RemovedMovieListTests.swift, MovieRestoreTests.swift
package struct RemovedMovies {
    private let store: any RemovedMovieStore & RoleStore
    private let clock: WallClock
    private let limits: Limits
    private let audit: Audit

    package init(store: any RemovedMovieStore & RoleStore, clock: WallClock, limits: Limits, audit: Audit) {
        self.store = store
        self.clock = clock
        self.limits = limits
        self.audit = audit
    }

    /// Removed movies, the latest first.
    ///
    /// - Parameters:
    ///   - owner: whose they were; `nil` for all that may be seen: an administrator sees all, others their own.
    ///   - position: only those before it.
    /// - Throws: ``NoSuchThing`` when those of another account are asked for.
    package func page(
        of owner: AccountID?, seenBy authority: Authority, before position: RemovalID?, limit: Int
    ) throws -> RemovedMoviePage {
        var owner = owner
        if owner != authority.account, try !store.administers(authority) {
            guard owner == nil else { throw NoSuchThing() }
            owner = authority.account
        }
        return try store.removedMovies(of: owner, after: lastExpired, before: position, limit: limit)
    }

    /// Brings a movie back with the marks of everybody, which is recorded.
    ///
    /// - Returns: the movie as it is then, with a new revision.
    /// - Throws: ``NoSuchThing`` when it was not removed, too long ago, or when it is not one's own, which the error does not tell;
    ///   ``MovieError/nameTaken``, ``MovieError/imdbTaken`` when another movie has that by now; ``LimitReached``.
    package func restore(
        _ id: MovieID, by authority: Authority, from client: @autoclosure () throws -> Client
    ) throws -> RevisedMovie {
        let client = try client()
        func restore(by editor: MovieEditor, of account: AccountID?) throws -> RevisedMovie {
            try audit.record(
                .movieRestored, of: account, by: authority.account, from: client, detail: "movie \(id)"
            ) {
                try store.restore(
                    id, by: editor, removedAfter: lastExpired, within: MovieQuota(limits, at: clock.now))
            }
        }
        do {
            return try restore(by: .owner(authority.account), of: authority.account)
        } catch is NoSuchThing {
            guard try store.administers(authority) else { throw NoSuchThing() }
            return try restore(by: .administrator(authority.account), of: nil)
        }
    }

    private var lastExpired: UnixTime { RemovedMovie.lastExpired(at: clock.now) }
}

extension RoleStore {
    /// Whether a request may do what only administrators may. An API token never gives their rights. It is asked only of a
    /// request that its account alone may not make, so that it costs owners nothing, and a refused one no second commit.
    func administers(_ authority: Authority) throws -> Bool {
        guard authority.session != nil else { return false }
        return try isAdministrator(authority.account)
    }
}
