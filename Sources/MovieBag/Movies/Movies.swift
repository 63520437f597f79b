/// The shared collection: every client may read, and the account that added a movie may change and remove it.
///
/// Tests: MovieTests.swift, OwnershipTests.swift
package struct Movies {
    private let store: any MovieStore
    private let identifiers: ObjectIDGenerator
    private let clock: WallClock
    private let limits: Limits

    package init(store: any MovieStore, identifiers: ObjectIDGenerator, clock: WallClock, limits: Limits) {
        self.store = store
        self.identifiers = identifiers
        self.clock = clock
        self.limits = limits
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

    /// Changes a movie, if its revision is one of `revisions`, or whatever it is without these.
    ///
    /// - Throws: ``MovieError/changeForbidden``, ``MovieError/revisionMismatch``, ``MovieError/nameTaken``, `InvalidValue`,
    ///   ``LimitReached``.
    package func change(
        _ id: MovieID, by owner: AccountID, to change: MovieChange, ifRevisionIn revisions: [Revision]? = nil
    ) throws {
        try store.change(id, by: owner, to: change, ifRevisionIn: revisions, within: quota)
    }

    /// Removes a movie, if its revision is one of `revisions`, or whatever it is without these.
    ///
    /// - Throws: ``MovieError/removalForbidden``, ``MovieError/revisionMismatch``.
    package func remove(_ id: MovieID, by owner: AccountID, ifRevisionIn revisions: [Revision]? = nil) throws {
        try store.remove(id, by: owner, ifRevisionIn: revisions)
    }

    /// - Throws: ``StorageUnavailable`` when movies cannot be read.
    package func checkHealth() throws {
        try store.checkHealth()
    }

    private var quota: MovieQuota {
        MovieQuota(movies: limits.moviesPerAccount, bytesPerDay: limits.bytesPerDay, at: clock.now)
    }
}
