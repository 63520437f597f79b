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
        try store.add(
            Movie(id: id, name: draft.name, cast: draft.cast, genres: draft.genres, owner: owner), within: quota)
        return id
    }

    /// - Throws: ``MovieError/unknown``.
    package func movie(_ id: MovieID) throws -> VersionedMovie {
        guard let movie = try store.movie(id) else { throw MovieError.unknown }
        return movie
    }

    /// Shows `sink` at most `limit` movies in the order of their identifiers, starting after `position`.
    package func page(after position: MovieID?, limit: Int, into sink: inout some MovieSink) throws -> MoviePage {
        try store.page(after: position, limit: limit, into: &sink)
    }

    /// What every change of any movie advances; pages that were read at the same version are the same.
    package func collectionVersion() throws -> Revision {
        try store.collectionVersion()
    }

    /// Changes a movie, if its version is one of `versions`, or whatever it is without these.
    ///
    /// - Throws: ``MovieError/changeForbidden``, ``MovieError/versionMismatch``, ``MovieError/nameTaken``, `InvalidValue`,
    ///   ``LimitReached``.
    package func change(
        _ id: MovieID, by owner: AccountID, to change: MovieChange, ifVersionIn versions: [Revision]? = nil
    ) throws {
        try store.change(id, by: owner, to: change, ifVersionIn: versions, within: quota)
    }

    /// Removes a movie, if its version is one of `versions`, or whatever it is without these.
    ///
    /// - Throws: ``MovieError/removalForbidden``, ``MovieError/versionMismatch``.
    package func remove(_ id: MovieID, by owner: AccountID, ifVersionIn versions: [Revision]? = nil) throws {
        try store.remove(id, by: owner, ifVersionIn: versions)
    }

    /// - Throws: ``StorageUnavailable`` when movies cannot be read.
    package func checkHealth() throws {
        try store.checkHealth()
    }

    private var quota: MovieQuota {
        MovieQuota(movies: limits.moviesPerAccount, bytesPerDay: limits.bytesPerDay, at: clock.now)
    }
}
