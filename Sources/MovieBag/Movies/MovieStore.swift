/// Where movies are kept. A store belongs to one thread.
///
/// Every function throws what ``Storage`` says when it could not be done.
package protocol MovieStore {
    /// - Returns: the movie as it is stored.
    /// - Throws: `TokenError.invalid` when its owner is gone, which was removed after its token was checked;
    ///   ``MovieError/nameTaken``, then ``MovieError/imdbTaken``, decided by the storage itself; then ``LimitReached`` when
    ///   its owner has no more of `quota`, in which it is counted.
    @discardableResult
    func add(_ movie: Movie, within quota: MovieQuota) throws -> RevisedMovie

    func movie(_ id: MovieID) throws -> RevisedMovie?

    /// The movie because of which ``MovieError/nameTaken`` would be thrown for another one with this key; `nil` without one.
    func movie(withKey key: MovieKey) throws -> MovieID?

    /// The movie because of which ``MovieError/imdbTaken`` would be thrown; `nil` without one.
    func movie(withIMDb imdb: IMDbID) throws -> MovieID?

    /// Shows `sink` the first `limit` movies in the order of their identifiers, or the first after `position`, which need
    /// not exist; fewer when more would make ``MoviePage/fullAt`` bytes of them.
    func page(after position: MovieID?, limit: Int, into sink: inout some MovieSink) throws -> MoviePage

    /// The revision of the whole collection, which adding, changing or removing any movie advances.
    func collectionRevision() throws -> Revision

    /// A change that names nothing leaves the movie as it is, with its revision.
    ///
    /// - Parameter condition: nothing is changed unless it holds for the movie's revision.
    /// - Returns: the movie as it is afterwards.
    /// - Throws: ``MovieError/changeForbidden`` unless `editor` has the right; then `InvalidValue` when the movie is to get
    ///   another owner, who is not there or whom only an administrator may give it; then ``MovieError/revisionMismatch``;
    ///   then `InvalidValue` for a new list that repeats a text or is too large with the other one, unless the movie has it
    ///   already; then ``MovieError/nameTaken`` or ``MovieError/imdbTaken``; then ``LimitReached`` when the movie as it then
    ///   is has more bytes than `editor` may write.
    @discardableResult
    func change(
        _ id: MovieID, by editor: MovieEditor, to change: MovieChange, if condition: RevisionCondition,
        within quota: MovieQuota
    ) throws -> RevisedMovie

    /// Removes a movie, which can be brought back (``RemovedMovieStore``), as can its marks. The oldest removals of its owner go for
    /// good where there are too many (``RemovedMovie/mostOfAccount``).
    ///
    /// - Parameters:
    ///   - condition: as for a change.
    ///   - removal: says when that is.
    /// - Throws: ``MovieError/removalForbidden`` unless `editor` has the right; then ``MovieError/revisionMismatch``.
    func remove(_ id: MovieID, by editor: MovieEditor, if condition: RevisionCondition, as removal: RemovalID) throws

    /// Reads something small, to see that reading works.
    func checkHealth() throws
}
