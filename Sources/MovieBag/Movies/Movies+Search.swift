/// Tests: StoreTests/Search/SearchStoreTests.swift, MovieBagAPITests/Search/MovieSearchTests.swift
extension Movies {
    /// Shows `sink` the movies of a page of a query.
    ///
    /// - Throws: ``SearchNotReady``.
    package func search(
        _ query: MovieQuery, after position: SearchPosition?, limit: Int, counting: Bool,
        into sink: inout some MovieSink
    ) throws -> FoundMovies {
        try store.search(query, after: position, limit: limit, counting: counting, into: &sink)
    }

    /// How many movies there are; `nil` while they cannot be counted yet.
    package func count() throws -> Int? {
        do {
            return try store.movieCount()
        } catch is SearchNotReady {
            return nil
        }
    }

    /// - Throws: ``SearchNotReady``.
    package func labels(_ query: LabelQuery) throws -> FoundLabels {
        try store.labels(query)
    }

    /// For whom `added_by` of a movie stands.
    ///
    /// - Throws: ``NoSuchThing`` for an account that has no movies.
    package func owner(_ account: AccountID) throws -> MovieOwner {
        guard let owner = try store.owner(account) else { throw NoSuchThing() }
        return owner
    }
}
