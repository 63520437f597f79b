/// Where the movies of each account are counted. A store belongs to one thread.
///
/// Tests: MovieCountTests.swift
package protocol MovieCountStore {
    /// Counts at most so many of the movies that have been there since before movies were counted; returns whether there
    /// may be more.
    ///
    /// - Throws: what ``Storage`` says.
    func countMovies(atMost limit: Int) throws -> Bool
}
