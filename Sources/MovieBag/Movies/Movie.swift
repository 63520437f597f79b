/// A movie of the shared collection.
///
/// Tests: MovieBagTests/Movies/MovieValueTests.swift, MovieBagAPITests/Movies/MovieValueTests.swift
package struct Movie: Sendable, Equatable {
    package let id: MovieID
    package let name: MovieName
    package let cast: Labels
    package let genres: Labels
    /// Who added it, or was handed it: besides administrators, only this account may change or remove it.
    package let owner: AccountID

    package init(id: MovieID, name: MovieName, cast: Labels, genres: Labels, owner: AccountID) {
        self.id = id
        self.name = name
        self.cast = cast
        self.genres = genres
        self.owner = owner
    }

    /// What a draft becomes.
    init(_ draft: MovieDraft, id: MovieID, owner: AccountID) {
        self.init(id: id, name: draft.name, cast: draft.cast, genres: draft.genres, owner: owner)
    }
}

/// A movie that a user wants to add.
package struct MovieDraft: Sendable {
    package let name: MovieName
    package let cast: Labels
    package let genres: Labels

    /// - Throws: ``InvalidValue`` when cast and genres are too large together.
    package init(name: MovieName, cast: Labels, genres: Labels) throws(InvalidValue) {
        guard Labels.fit(cast, genres) else { throw Labels.tooLargeTogether }
        self.name = name
        self.cast = cast
        self.genres = genres
    }
}

/// New values for some of a movie's parts; `nil` leaves a part as it is.
package struct MovieChange: Sendable {
    package let name: MovieName?
    package let cast: Labels?
    package let genres: Labels?
    /// Whom the movie is handed over to.
    package let owner: AccountID?

    /// - Throws: ``InvalidValue`` when nothing would change.
    package init(
        name: MovieName?, cast: Labels?, genres: Labels?, owner: AccountID? = nil
    ) throws(InvalidValue) {
        guard name != nil || cast != nil || genres != nil || owner != nil else {
            throw InvalidValue("body", "must have at least one of \(MovieField.list)")
        }
        self.name = name
        self.cast = cast
        self.genres = genres
        self.owner = owner
    }
}

/// The parts of a movie that its owner writes, by the names that problems give them. The API has them as members of its
/// JSON.
package enum MovieField {
    package static let name: StaticString = "name"
    package static let cast: StaticString = "casts"
    package static let genres: StaticString = "genres"
    /// Who owns it.
    package static let owner: StaticString = "added_by"

    /// All of them, for a sentence.
    static let list = "\(name), \(cast) and \(genres)"
}

/// What can stand in the way of a movie.
package enum MovieError: Error, Equatable {
    /// Its owner wanted to change or remove another revision than there is.
    case revisionMismatch
    /// Another movie has this name.
    case nameTaken
    /// No movie has this identifier.
    case unknown
    /// Only its owner and administrators may change it; also thrown when there is none, so that the client does not learn
    /// which.
    case changeForbidden
    /// Only its owner and administrators may remove it; also thrown when there is none.
    case removalForbidden
}
