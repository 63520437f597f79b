/// What accounts note of movies: each writes its own mark, and accounts see one another's but for the notes.
///
/// Tests: MovieBagAPITests/Marks/MarkTests.swift, MovieBagAPITests/Marks/MovieMarksTests.swift
package struct Marks {
    private let store: any MarkStore
    private let clock: WallClock
    private let limits: Limits

    package init(store: any MarkStore, clock: WallClock, limits: Limits) {
        self.store = store
        self.clock = clock
        self.limits = limits
    }

    /// Reads the days of a mark: today decides which there may be.
    ///
    /// - Throws: `InvalidValue`.
    package func days(_ texts: [[UInt8]]) throws(InvalidValue) -> WatchedDays {
        try WatchedDays(texts, at: clock.now)
    }

    /// - Throws: ``MovieError/unknown``.
    package func mark(of movie: MovieID, by account: AccountID) throws -> Mark {
        try store.mark(of: movie, by: account)
    }

    /// The marks that an account has of some movies, one for each that it has marked.
    package func marks(of movies: [MovieID], by account: AccountID) throws -> [OwnMark] {
        try store.marks(of: movies, by: account)
    }

    /// Puts a mark in the place of the one that there is.
    ///
    /// - Throws: ``MovieError/unknown``, ``LimitReached``.
    package func mark(_ movie: MovieID, by account: AccountID, as mark: Mark) throws {
        try store.mark(movie, by: account, as: mark, within: MovieQuota(limits, at: clock.now))
    }

    /// - Throws: ``MovieError/unknown``.
    package func marks(of movie: MovieID, after position: AccountID?, limit: Int) throws -> MovieMarks {
        try store.marks(of: movie, after: position, limit: limit)
    }
}
