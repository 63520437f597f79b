/// Where movies are kept. A store belongs to one thread.
///
/// Every function throws what ``Storage`` says when it could not be done.
package protocol MovieStore {
    /// - Throws: `TokenError.invalid` when its owner is gone, which was removed after its token was checked;
    ///   ``MovieError/nameTaken``, decided by the storage itself; then ``LimitReached`` when its owner has no more
    ///   of `quota`, in which it is counted.
    func add(_ movie: Movie, within quota: MovieQuota) throws

    func movie(_ id: MovieID) throws -> RevisedMovie?

    /// Shows `sink` the first `limit` movies in the order of their identifiers, or the first after `position`, which need
    /// not exist; fewer when more would make ``MoviePage/fullAt`` bytes of them.
    func page(after position: MovieID?, limit: Int, into sink: inout some MovieSink) throws -> MoviePage

    /// The revision of the whole collection, which adding, changing or removing any movie advances.
    func collectionRevision() throws -> Revision

    /// - Parameter revisions: if not `nil`, nothing is changed unless the movie's revision is one of these.
    /// - Throws: ``MovieError/changeForbidden`` unless `editor` has the right; then `InvalidValue` when the movie is to get
    ///   another owner, who is not there or whom only an administrator may give it; then ``MovieError/revisionMismatch``;
    ///   then `InvalidValue` when new lists together are too large; then ``MovieError/nameTaken``; then ``LimitReached``
    ///   when the movie as it then is has more bytes than `editor` may write.
    func change(
        _ id: MovieID, by editor: MovieEditor, to change: MovieChange, ifRevisionIn revisions: [Revision]?,
        within quota: MovieQuota) throws

    /// - Parameter revisions: as for a change.
    /// - Throws: ``MovieError/removalForbidden`` unless `editor` has the right; then ``MovieError/revisionMismatch``.
    func remove(_ id: MovieID, by editor: MovieEditor, ifRevisionIn revisions: [Revision]?) throws

    /// Reads something small, to see that reading works.
    func checkHealth() throws
}
