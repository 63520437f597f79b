/// Where marks of removed movies are removed. A store belongs to one thread.
package protocol RemovedMarkStore {
    /// Removes marks of movies that were removed for good, a few at a time, as many accounts may have marked a movie.
    ///
    /// - Parameters:
    ///   - limit: how many marks are removed, at most.
    ///   - budget: after how much time it stops. One step of a few marks is always made.
    /// - Returns: whether there may be more.
    /// - Throws: what ``Storage`` says.
    func removeMarksOfRemovedMovies(limit: Int, within budget: Duration) throws -> Bool
}
