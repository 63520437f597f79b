/// Where movies from before an upgrade are brought up to date. A store belongs to one thread.
///
/// Tests: MovieCountTests.swift, KeyBackfillTests.swift
package protocol BackfillStore {
    /// Brings some of the movies up to date that have been there since before an upgrade, as one change: at least one, if
    /// there is one.
    ///
    /// - Parameters:
    ///   - task: what is done with each.
    ///   - limit: how many at most.
    ///   - time: after how long it ends with those that are done.
    /// - Throws: what ``Storage`` says.
    func backfill(_ task: BackfillTask, atMost limit: Int, within time: Duration) throws -> BackfilledMovies
}

/// What an upgrade leaves to be done with every stored movie, in this order.
///
/// Tests: MovieCountTests.swift, KeyBackfillTests.swift, BackfillLogTests.swift
package enum BackfillTask: CaseIterable, Sendable {
    /// Each is counted on the quota of its account. Until then that counts too few.
    case counts
    /// Each gets its key (``MovieKey``). Until then a new one may get a name that is an old one's in other scalars.
    case keys
    /// Each gets its ``MovieDocument`` and is counted with its labels. Until then nothing can be searched.
    case documents
}

/// What one call has done.
package struct BackfilledMovies: Sendable, Equatable {
    package let movies: Int
    /// Whether there may be more.
    package let isMoreLeft: Bool

    package init(movies: Int, isMoreLeft: Bool) {
        self.movies = movies
        self.isMoreLeft = isMoreLeft
    }
}
