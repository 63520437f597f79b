/// Where the movies of each account are counted. A store belongs to one thread.
///
/// Tests: MovieCountTests.swift
package protocol MovieCountStore {
    /// Counts some of the movies that have been there since before movies were counted, as one change: at least one, if
    /// there is one.
    ///
    /// - Parameters:
    ///   - limit: how many at most.
    ///   - time: after how long it ends with those that it has counted.
    /// - Throws: what ``Storage`` says.
    func countMovies(atMost limit: Int, within time: Duration) throws -> CountedMovies
}

/// What one call has counted.
package struct CountedMovies: Sendable, Equatable {
    package let movies: Int
    /// Whether there may be more.
    package let isMoreLeft: Bool

    package init(movies: Int, isMoreLeft: Bool) {
        self.movies = movies
        self.isMoreLeft = isMoreLeft
    }
}
