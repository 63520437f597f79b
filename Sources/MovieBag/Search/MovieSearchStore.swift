/// Where movies are searched. A store belongs to one thread.
///
/// Every function throws what ``Storage`` says when it could not be done, and ``SearchNotReady``.
package protocol MovieSearchStore {
    /// Shows `sink` the movies of a page, as ``MovieSearch`` has it.
    ///
    /// - Parameters:
    ///   - limit: at least 1.
    ///   - counting: whether all movies of the query are to be counted, too.
    func search(
        _ query: MovieQuery, after position: SearchPosition?, limit: Int, counting: Bool,
        into sink: inout some MovieSink
    ) throws -> FoundMovies

    /// How many movies there are that are not hidden.
    func movieCount() throws -> Int

    /// Labels of a kind with the movies that have them, in the order of their keys.
    func labels(_ query: LabelQuery) throws -> FoundLabels

    /// An account that has movies which are seen; `nil` when there is none.
    func owner(_ account: AccountID) throws -> MovieOwner?
}

/// Nothing can be searched yet, as the movies of an older database are being prepared for it.
package struct SearchNotReady: Error {
    package init() {}
}

/// What is to be said of a page of a search, besides the movies themselves.
package struct FoundMovies: Sendable, Equatable {
    package let revision: Revision
    /// Where the next page begins; `nil` on the last one. A page may be empty and not the last.
    package let next: SearchPosition?
    /// How many movies the query has: exact, or `nil` when it was not asked for or would cost too much.
    package let total: Int?

    package init(revision: Revision, next: SearchPosition?, total: Int?) {
        self.revision = revision
        self.next = next
        self.total = total
    }
}
