/// The parts of a movie that its owner writes, by the names that problems give them. The API has them as members of its
/// JSON.
///
/// Tests: MovieBagTests/Movies/MovieValueTests.swift, MovieBagAPITests/Movies/MovieValueTests.swift
package enum MovieField {
    package static let name: StaticString = "name"
    package static let cast: StaticString = "casts"
    package static let genres: StaticString = "genres"

    /// All of them, for a sentence.
    static let list = "\(name), \(cast) and \(genres)"
}
