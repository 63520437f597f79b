/// Where removed movies are kept until they are brought back or go for good. A store belongs to one thread.
///
/// Every function throws what ``Storage`` says when it could not be done.
package protocol RemovedMovieStore {
    /// Removed movies, the latest first. Those of an account that was removed are not seen any more.
    ///
    /// - Parameters:
    ///   - owner: whose they were; `nil` for all.
    ///   - time: those that were removed then or before are not seen any more.
    ///   - position: only those before it.
    ///   - limit: how many at most; fewer when more would make ``RemovedMoviePage/fullAt`` bytes of them.
    func removedMovies(
        of owner: AccountID?, after time: UnixTime, before position: RemovalID?, limit: Int
    ) throws -> RemovedMoviePage

    /// Brings a movie back as it was, with its marks, for a new revision.
    ///
    /// - Parameters:
    ///   - editor: its owner, or an administrator.
    ///   - time: one that was removed then or before is not there any more.
    ///   - quota: the movie counts on its owner's, its bytes on the editor's.
    /// - Throws: ``NoSuchThing`` unless it was removed and is `editor`'s to bring back; then ``MovieError/nameTaken`` or
    ///   ``MovieError/imdbTaken``; then ``LimitReached``.
    func restore(
        _ id: MovieID, by editor: MovieEditor, removedAfter time: UnixTime, within quota: MovieQuota
    ) throws -> RevisedMovie
}

/// Where removed movies go for good. A store belongs to one thread.
package protocol RemovedMovieSweepStore {
    /// Removes movies for good that were removed at a time or before, a few at a time, as some are large. Their marks are for
    /// ``RemovedMarkStore``.
    ///
    /// - Parameters:
    ///   - limit: how many, at most.
    ///   - budget: after how much time it stops. One step of a few movies is always made.
    /// - Returns: whether there may be more.
    /// - Throws: what ``Storage`` says.
    func removeForGood(removedUntil time: UnixTime, limit: Int, within budget: Duration) throws -> Bool
}
