/// Where movies are kept. A store belongs to one thread.
///
/// Every function throws ``StorageUnavailable`` or ``Overloaded`` when it could not be done, and then it was not.
package protocol MovieStore {
    /// - Throws: ``MovieError/nameTaken``, decided by the storage itself.
    func add(_ movie: Movie) throws

    func movie(_ id: MovieID) throws -> Movie?

    /// The first `limit` movies in the order of their identifiers, or the first after `position`, which need not exist;
    /// fewer when they are so large that ``MoviePage/isFull(limit:)`` says so.
    func page(after position: MovieID?, limit: Int) throws -> MoviePage

    /// - Throws: ``MovieError/changeForbidden`` unless `owner` owns the movie; ``MovieError/nameTaken``.
    func change(_ id: MovieID, by owner: AccountID, to change: MovieChange) throws

    /// - Throws: ``MovieError/removalForbidden`` unless `owner` owns the movie.
    func remove(_ id: MovieID, by owner: AccountID) throws

    /// Reads something small, to see that reading works.
    func checkHealth() throws
}
