/// Takes movies one after the other, where they lie in the storage's memory: a list costs no copy of its movies.
///
/// Tests: MovieStoreTests.swift
package protocol MovieSink {
    /// How much has been made of the movies so far.
    var byteCount: Int { get }

    /// Takes the next movie. Every argument ends with the call. What it throws ends the page and is thrown on.
    ///
    /// - Parameters:
    ///   - most: the most bytes that it takes on a page (``MoviePage/mostBytes(name:cast:genres:)``).
    ///   - id: twelve bytes, as `owner`.
    ///   - name: valid UTF-8.
    ///   - year: of which there need be none.
    ///   - imdb: ASCII; empty when there is none.
    ///   - cast: a JSON array of strings, as `genres`.
    mutating func take(
        upTo most: Int, id: Span<UInt8>, name: Span<UInt8>, year: MovieYear?, imdb: Span<UInt8>, cast: Span<UInt8>,
        genres: Span<UInt8>, owner: Span<UInt8>)
        throws
}

extension MoviePage {
    /// The most bytes that a movie with parts of so many takes on a page: the names of its members take 89, the year 4, the
    /// identifiers 48 and 14, and a name may have to be escaped throughout.
    @inlinable
    package static func mostBytes(name: Int, cast: Int, genres: Int) -> Int {
        160 + 6 * name + cast + genres
    }
}
