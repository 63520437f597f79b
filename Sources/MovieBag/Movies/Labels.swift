import JSON

/// The cast or the genres of a movie: 1 to 200 texts of 1 to 200 Unicode scalars without NUL, repeats allowed.
///
/// The value is its JSON array, written once when it was checked, so that reading a movie neither parses nor prints it.
///
/// Tests: MovieBagTests/Movies/MovieValueTests.swift
package struct Labels: Sendable, Equatable {
    package static let counts = 1...200
    package static let lengths = 1...200

    /// The most bytes of JSON that the cast and the genres of one movie may have together.
    package static let mostTogether = 64 << 10

    package let json: [UInt8]

    /// - Parameters:
    ///   - texts: valid UTF-8 each.
    ///   - field: the name of the member they came from, for the error.
    /// - Throws: ``InvalidValue`` when a rule is broken.
    package init(_ texts: [[UInt8]], field: String) throws(InvalidValue) {
        guard Self.counts.contains(texts.count) else { throw Self.wrongCount(field) }
        var writer = JSONWriter(reserving: 64)
        for (index, text) in texts.enumerated() {
            try text.checkText(as: "\(field)[\(index)]", lengths: Self.lengths)
            writer.raw(index == 0 ? "[" : ",")
            writer.string(text)
        }
        writer.raw("]")
        json = writer.bytes
    }

    /// The error for a list that has too few or too many entries.
    package static func wrongCount(_ field: String) -> InvalidValue {
        InvalidValue(field, "must have \(counts.lowerBound) to \(counts.upperBound) entries")
    }

    /// Whether a cast and genres are not too large together.
    package static func fit(_ cast: Labels, _ genres: Labels) -> Bool {
        cast.json.count + genres.json.count <= mostTogether
    }

    /// The error for a cast and genres that are too large together.
    package static var tooLargeTogether: InvalidValue {
        InvalidValue(
            "\(MovieField.cast)", "must have at most \(mostTogether) bytes as JSON together with \(MovieField.genres)")
    }

    /// Takes what storage holds, which was checked when it was stored.
    package init(stored json: [UInt8]) {
        self.json = json
    }
}
