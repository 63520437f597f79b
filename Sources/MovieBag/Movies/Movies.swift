/// The shared collection: every client may read, and the account that added a movie may change and remove it, as may
/// administrators.
///
/// Tests: MovieTests.swift, OwnershipTests.swift, AdministeredMovieTests.swift
package struct Movies {
    private let store: any MovieStore & RoleStore
    private let identifiers: ObjectIDGenerator
    private let clock: WallClock
    private let limits: Limits
    private let audit: Audit

    package init(
        store: any MovieStore & RoleStore, identifiers: ObjectIDGenerator, clock: WallClock, limits: Limits,
        audit: Audit
    ) {
        self.store = store
        self.identifiers = identifiers
        self.clock = clock
        self.limits = limits
        self.audit = audit
    }

    /// - Throws: ``MovieError/nameTaken``, ``LimitReached``.
    package func add(_ draft: MovieDraft, by owner: AccountID) throws -> MovieID {
        let id = MovieID(identifiers.next())
        try store.add(Movie(draft, id: id, owner: owner), within: quota)
        return id
    }

    /// - Throws: ``MovieError/unknown``.
    package func movie(_ id: MovieID) throws -> RevisedMovie {
        guard let movie = try store.movie(id) else { throw MovieError.unknown }
        return movie
    }

    /// Shows `sink` at most `limit` movies in the order of their identifiers, starting after `position`.
    package func page(after position: MovieID?, limit: Int, into sink: inout some MovieSink) throws -> MoviePage {
        try store.page(after: position, limit: limit, into: &sink)
    }

    /// What every change of any movie advances; pages that were read at the same revision are the same.
    package func collectionRevision() throws -> Revision {
        try store.collectionRevision()
    }

    /// Changes a movie, if its revision is one of `revisions`, or whatever it is without these. What an administrator does is
    /// recorded.
    ///
    /// - Parameter client: asked only for what is recorded.
    /// - Throws: ``MovieError/changeForbidden``, ``MovieError/revisionMismatch``, ``MovieError/nameTaken``, `InvalidValue`,
    ///   ``LimitReached``.
    package func change(
        _ id: MovieID, by authority: Authority, to change: MovieChange, ifRevisionIn revisions: [Revision]? = nil,
        from client: @autoclosure () throws -> Client
    ) throws {
        // Only an administrator hands a movie over, also an own one.
        if let owner = change.owner, owner != authority.account, try administers(authority) {
            return try record(.movieHandedOver, id, by: authority, from: client()) {
                try store.change(
                    id, by: .administrator(authority.account), to: change, ifRevisionIn: revisions, within: quota)
            }
        }
        do {
            try store.change(id, by: .owner(authority.account), to: change, ifRevisionIn: revisions, within: quota)
        } catch MovieError.changeForbidden {
            guard try administers(authority) else { throw MovieError.changeForbidden }
            try record(change.owner == nil ? .movieChanged : .movieHandedOver, id, by: authority, from: client()) {
                try store.change(
                    id, by: .administrator(authority.account), to: change, ifRevisionIn: revisions, within: quota)
            }
        }
    }

    /// Removes a movie, if its revision is one of `revisions`, or whatever it is without these.
    ///
    /// - Throws: ``MovieError/removalForbidden``, ``MovieError/revisionMismatch``.
    package func remove(
        _ id: MovieID, by authority: Authority, ifRevisionIn revisions: [Revision]? = nil,
        from client: @autoclosure () throws -> Client
    ) throws {
        do {
            try store.remove(id, by: .owner(authority.account), ifRevisionIn: revisions)
        } catch MovieError.removalForbidden {
            guard try administers(authority) else { throw MovieError.removalForbidden }
            try record(.movieRemoved, id, by: authority, from: client()) {
                try store.remove(id, by: .administrator(authority.account), ifRevisionIn: revisions)
            }
        }
    }

    private func record(
        _ kind: AuditKind, _ id: MovieID, by authority: Authority, from client: Client, _ body: () throws -> Void
    ) throws {
        try audit.record(
            kind, of: nil, by: authority.account, from: client, detail: "movie \(id)", around: body)
    }

    /// Whether a request may do what only administrators may. An API token never gives their rights. It is asked only of a
    /// request that its account alone may not make, so that it costs owners nothing, and a refused one no second commit.
    private func administers(_ authority: Authority) throws -> Bool {
        guard authority.session != nil else { return false }
        return try store.isAdministrator(authority.account)
    }

    /// - Throws: ``StorageUnavailable`` when movies cannot be read.
    package func checkHealth() throws {
        try store.checkHealth()
    }

    private var quota: MovieQuota {
        MovieQuota(movies: limits.moviesPerAccount, bytesPerDay: limits.bytesPerDay, at: clock.now)
    }
}
