/// New values for some of a movie's parts; `nil` leaves a part as it is.
///
/// Tests: MovieStoreTests.swift, MovieBagAPITests/Movies/MovieValueTests.swift
package struct MovieChange: Sendable {
    package let name: MovieName?
    package let year: Replacement<MovieYear>?
    package let imdb: Replacement<IMDbID>?
    package let cast: Labels?
    package let genres: Labels?
    /// Whom the movie is handed over to; the one who owns it already changes nothing.
    package let owner: AccountID?

    package init(
        name: MovieName? = nil, year: Replacement<MovieYear>? = nil, imdb: Replacement<IMDbID>? = nil,
        cast: Labels? = nil, genres: Labels? = nil, owner: AccountID? = nil
    ) {
        self.name = name
        self.year = year
        self.imdb = imdb
        self.cast = cast
        self.genres = genres
        self.owner = owner
    }

    /// Whether it names nothing, so that the movie keeps its revision.
    package var isEmpty: Bool { isOfOwnerAlone && owner == nil }

    /// Whether it names nothing but an owner.
    package var isOfOwnerAlone: Bool {
        name == nil && year == nil && imdb == nil && cast == nil && genres == nil
    }
}

extension Movie {
    /// The movie after a change, but for its owner.
    ///
    /// - Throws: `InvalidValue` for a new list that repeats a text, or that is too large together with the other one. Lists
    ///   that the movie has already pass, which were taken before there were these rules.
    package func changed(by change: MovieChange) throws(InvalidValue) -> Movie {
        let (cast, genres) = (change.cast ?? cast, change.genres ?? genres)
        let isNew = (cast: cast != self.cast, genres: genres != self.genres)
        if isNew.cast, let repeated = cast.repetition(in: MovieField.cast) { throw repeated }
        if isNew.genres, let repeated = genres.repetition(in: MovieField.genres) { throw repeated }
        guard !isNew.cast && !isNew.genres || Labels.fit(cast, genres) else { throw Labels.tooLargeTogether }
        return Movie(
            id: id, name: change.name ?? name, year: change.year.map(\.value) ?? year,
            imdb: change.imdb.map(\.value) ?? imdb, cast: cast, genres: genres, owner: owner)
    }

    /// The same movie of another owner.
    package func owned(by owner: AccountID) -> Movie {
        Movie(id: id, name: name, year: year, imdb: imdb, cast: cast, genres: genres, owner: owner)
    }
}

/// What takes the place of a part that a movie need not have.
///
/// Tests: MovieStoreTests.swift
package enum Replacement<Value: Sendable & Equatable>: Sendable, Equatable {
    case value(Value)
    /// The movie has none any more.
    case nothing

    /// `nil` for ``nothing``.
    package var value: Value? {
        switch self {
        case .value(let value): value
        case .nothing: nil
        }
    }
}
