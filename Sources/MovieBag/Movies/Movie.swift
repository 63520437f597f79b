/// A movie of the shared collection.
///
/// Tests: MovieBagTests/Movies/MovieValueTests.swift, MovieBagAPITests/Movies/MovieValueTests.swift
package struct Movie: Sendable, Equatable {
    package let id: MovieID
    package let name: MovieName
    /// `nil` when it is not known.
    package let year: MovieYear?
    /// `nil` when it is not known.
    package let imdb: IMDbID?
    package let cast: Labels
    package let genres: Labels
    /// Who added it, or was handed it: besides administrators, only this account may change or remove it.
    package let owner: AccountID

    package init(
        id: MovieID, name: MovieName, year: MovieYear? = nil, imdb: IMDbID? = nil, cast: Labels, genres: Labels,
        owner: AccountID
    ) {
        self.id = id
        self.name = name
        self.year = year
        self.imdb = imdb
        self.cast = cast
        self.genres = genres
        self.owner = owner
    }

    /// What a draft becomes.
    init(_ draft: MovieDraft, id: MovieID, owner: AccountID) {
        self.init(
            id: id, name: draft.name, year: draft.year, imdb: draft.imdb, cast: draft.cast, genres: draft.genres,
            owner: owner)
    }

    /// What no other movie has.
    package var key: MovieKey { MovieKey(name, year) }
}

/// A movie that a user wants to add.
package struct MovieDraft: Sendable {
    package let name: MovieName
    package let year: MovieYear?
    package let imdb: IMDbID?
    package let cast: Labels
    package let genres: Labels

    /// - Throws: ``InvalidValue`` when a list repeats a text, or cast and genres are too large together.
    package init(
        name: MovieName, year: MovieYear? = nil, imdb: IMDbID? = nil, cast: Labels, genres: Labels
    ) throws(InvalidValue) {
        if let repeated = cast.repetition(in: MovieField.cast) ?? genres.repetition(in: MovieField.genres) {
            throw repeated
        }
        guard Labels.fit(cast, genres) else { throw Labels.tooLargeTogether }
        self.name = name
        self.year = year
        self.imdb = imdb
        self.cast = cast
        self.genres = genres
    }
}

/// New values for some of a movie's parts; `nil` leaves a part as it is.
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
    package var isEmpty: Bool {
        name == nil && year == nil && imdb == nil && cast == nil && genres == nil && owner == nil
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

/// The parts of a movie that its owner writes, by the names that problems give them. The API has them as members of its
/// JSON.
package enum MovieField {
    package static let name: StaticString = "name"
    package static let year: StaticString = "year"
    package static let imdb: StaticString = "imdb"
    package static let cast: StaticString = "casts"
    package static let genres: StaticString = "genres"
    /// Who owns it.
    package static let owner: StaticString = "added_by"

    /// All that make up a movie, for a sentence.
    package static let list = "\(name), \(year), \(imdb), \(cast) and \(genres)"
}

/// What can stand in the way of a movie.
package enum MovieError: Error, Equatable {
    /// Its owner wanted to change or remove another revision than there is.
    case revisionMismatch
    /// Another movie has this name and this year.
    case nameTaken
    /// Another movie has this identifier of IMDb.
    case imdbTaken
    /// No movie has this identifier.
    case unknown
    /// Only its owner and administrators may change it; also thrown when there is none, so that the client does not learn
    /// which.
    case changeForbidden
    /// Only its owner and administrators may remove it; also thrown when there is none.
    case removalForbidden
}
