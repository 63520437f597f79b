import Text

/// The identifier of a title in the Internet Movie Database: `tt` and 7 to 10 digits.
///
/// Tests: MovieBagTests/Movies/IMDbIDTests.swift
package struct IMDbID: Sendable, Equatable {
    /// How many bytes it can have.
    package static let lengths = 9...12

    /// ASCII.
    package let utf8: [UInt8]

    /// - Throws: ``InvalidValue`` for anything else; nothing is trimmed or folded.
    package init(_ utf8: [UInt8]) throws(InvalidValue) {
        guard Self.lengths.contains(utf8.count), utf8.starts(with: "tt".utf8), utf8.dropFirst(2).allSatisfy(\.isDigit)
        else {
            throw InvalidValue(MovieField.imdb.description, "must be tt and 7 to 10 digits, as tt0087182")
        }
        self.utf8 = utf8
    }

    /// Takes what storage holds, which was checked when it was stored.
    package init(stored utf8: [UInt8]) {
        self.utf8 = utf8
    }
}
