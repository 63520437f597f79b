/// The shared collection: every client may read, and the account that added a movie may change and remove it, as may
/// administrators.
///
/// Tests: MovieTests.swift, OwnershipTests.swift, AdministeredMovieTests.swift
package struct Movies {
    let store: any MovieSearchStore & MovieStore & RoleStore
    private let identifiers: ObjectIDGenerator
    private let clock: WallClock
    private let limits: Limits
    private let audit: Audit

    package init(
        store: any MovieSearchStore & MovieStore & RoleStore, identifiers: ObjectIDGenerator, clock: WallClock,
        limits: Limits,
        audit: Audit
    ) {
        self.store = store
        self.identifiers = identifiers
        self.clock = clock
        self.limits = limits
        self.audit = audit
    }

    /// - Returns: the movie as it was stored.
    /// - Throws: ``MovieError/nameTaken``, ``MovieError/imdbTaken``, ``LimitReached``.
    package func add(_ draft: MovieDraft, by owner: AccountID) throws -> RevisedMovie {
        try store.add(Movie(draft, id: MovieID(identifiers.next()), owner: owner), within: quota)
    }

    /// - Throws: ``MovieError/unknown``.
    package func movie(_ id: MovieID) throws -> RevisedMovie {
        guard let movie = try store.movie(id) else { throw MovieError.unknown }
        return movie
    }

    /// The movie that stood in the way of a draft, for ``MovieError/nameTaken`` and ``MovieError/imdbTaken``; `nil` for another error,
    /// and when it has gone by now.
    package func movie(inTheWayOf draft: MovieDraft, by error: MovieError) throws -> MovieID? {
        switch error {
        case .nameTaken: try store.movie(withKey: MovieKey(draft.name, draft.year))
        case .imdbTaken: try draft.imdb.flatMap { imdb in try store.movie(withIMDb: imdb) }
        case .revisionMismatch, .unknown, .changeForbidden, .removalForbidden: nil
        }
    }

    /// Shows `sink` at most `limit` movies in the order of their identifiers, starting after `position`.
    package func page(after position: MovieID?, limit: Int, into sink: inout some MovieSink) throws -> MoviePage {
        try store.page(after: position, limit: limit, into: &sink)
    }

    /// What every change of any movie advances; pages that were read at the same revision are the same.
    package func collectionRevision() throws -> Revision {
        try store.collectionRevision()
    }

    /// Changes a movie, if `condition` holds for its revision. What an administrator does is recorded.
    ///
    /// - Parameter client: asked only for what is recorded.
    /// - Returns: the movie as it is afterwards.
    /// - Throws: ``MovieError/changeForbidden``, ``MovieError/revisionMismatch``, ``MovieError/nameTaken``,
    ///   ``MovieError/imdbTaken``, `InvalidValue`, ``LimitReached``.
    package func change(
        _ id: MovieID, by authority: Authority, to change: MovieChange, if condition: RevisionCondition = .none,
        from client: @autoclosure () throws -> Client
    ) throws -> RevisedMovie {
        func changeOwn() throws -> RevisedMovie {
            try store.change(id, by: .owner(authority.account), to: change, if: condition, within: quota)
        }
        if change.owner == nil || change.owner == authority.account {
            do {
                return try changeOwn()
            } catch MovieError.changeForbidden {
                guard try store.administers(authority) else { throw MovieError.changeForbidden }
            }
        } else if try !store.administers(authority) {
            // Only an administrator hands a movie over, also an own one.
            return try changeOwn()
        }
        func changeAny() throws -> RevisedMovie {
            try store.change(id, by: .administrator(authority.account), to: change, if: condition, within: quota)
        }
        guard !change.isEmpty else { return try changeAny() }
        // One who sends back what was read names its owner, and hands nothing over.
        let isHandedOver = try change.owner.map { try store.movie(id)?.movie.owner != $0 } ?? false
        return try record(isHandedOver ? .movieHandedOver : .movieChanged, id, by: authority, from: client(), changeAny)
    }

    /// Removes a movie, if `condition` holds for its revision. It can be brought back (``RemovedMovies``).
    ///
    /// - Throws: ``MovieError/removalForbidden``, ``MovieError/revisionMismatch``.
    package func remove(
        _ id: MovieID, by authority: Authority, if condition: RevisionCondition = .none,
        from client: @autoclosure () throws -> Client
    ) throws {
        do {
            try store.remove(id, by: .owner(authority.account), if: condition, as: RemovalID(identifiers.next()))
        } catch MovieError.removalForbidden {
            guard try store.administers(authority) else { throw MovieError.removalForbidden }
            try record(.movieRemoved, id, by: authority, from: client()) {
                try store.remove(
                    id, by: .administrator(authority.account), if: condition, as: RemovalID(identifiers.next()))
            }
        }
    }

    private func record<Result>(
        _ kind: AuditKind, _ id: MovieID, by authority: Authority, from client: Client, _ body: () throws -> Result
    ) throws -> Result {
        try audit.record(
            kind, of: nil, by: authority.account, from: client, detail: "movie \(id)", around: body)
    }

    /// - Throws: ``StorageUnavailable`` when movies cannot be read.
    package func checkHealth() throws {
        try store.checkHealth()
    }

    private var quota: MovieQuota {
        MovieQuota(limits, at: clock.now)
    }
}
