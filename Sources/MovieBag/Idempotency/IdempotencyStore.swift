/// Where movies are added once, however often that is asked for. A store belongs to one thread.
///
/// Every function throws what ``Storage`` says when it could not be done.
package protocol IdempotencyStore {
    /// Adds a movie, unless the same request has been done before, and keeps what is given for it: all or nothing. Of the same
    /// request at the same moment, one is done, and the others wait for it.
    ///
    /// Kept is a response, and that the name or the identifier of IMDb was taken; nothing else that was refused is.
    ///
    /// - Parameter response: what to give for the movie that was added. Called at most once, perhaps on another thread.
    /// - Throws: ``IdempotencyKeyReused`` when the request that was done before had another body; ``RepeatedRefusal`` when it was
    ///   refused; else as ``MovieStore/add(_:within:)``.
    func add(
        _ movie: Movie, within quota: MovieQuota, once request: IdempotentRequest,
        response: @escaping @Sendable (RevisedMovie) -> [UInt8]
    ) throws -> StoredResponse
}
