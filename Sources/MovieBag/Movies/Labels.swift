import Folding
import JSON

/// The cast or the genres of a movie: up to 200 texts of 1 to 200 Unicode scalars without NUL.
///
/// The value is its JSON array, written once when it was checked, so that reading a movie neither parses nor prints it.
///
/// Tests: MovieBagTests/Movies/MovieValueTests.swift
package struct Labels: Sendable, Equatable {
    package static let counts = 0...200
    package static let lengths = 1...200

    /// The most bytes of JSON that the cast and the genres of one movie may have together.
    package static let mostTogether = 64 << 10

    package let json: [UInt8]
    /// The first place that has a text which is in the list before it, compared folded; `nil` when all are different.
    ///
    /// Lists that repeat a text were taken once: stored ones stay, and no other list may do so.
    private let repeated: Int?
    /// What ``json`` was made of, where it is known.
    private let known: [[UInt8]]?

    /// - Parameters:
    ///   - texts: valid UTF-8 each.
    ///   - field: the name of the member they came from, for the error.
    /// - Throws: ``InvalidValue`` when a rule is broken.
    package init(_ texts: [[UInt8]], field: String) throws(InvalidValue) {
        guard Self.counts.contains(texts.count) else { throw Self.wrongCount(field) }
        var writer = JSONWriter(reserving: 64)
        var repeated: Int?
        var different = DifferentTexts()
        for (index, text) in texts.enumerated() {
            try text.checkText(as: "\(field)[\(index)]", lengths: Self.lengths)
            writer.raw(index == 0 ? "[" : ",")
            writer.string(text)
            guard texts.count > 1, repeated == nil else { continue }
            if !different.insert(Folding.fold(text)) { repeated = index }
        }
        writer.raw(texts.isEmpty ? "[]" : "]")
        json = writer.bytes
        self.repeated = repeated
        self.known = texts
    }

    /// The error for a list that has too many entries.
    package static func wrongCount(_ field: String) -> InvalidValue {
        InvalidValue(field, "must have at most \(counts.upperBound) entries")
    }

    /// The error for a list that repeats a text; `nil` for one that does not, and for a stored one.
    package func repetition(in field: StaticString) -> InvalidValue? {
        repeated.map { InvalidValue("\(field)[\($0)]", "is in the list already, apart from case and diacritics") }
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
        repeated = nil
        known = nil
    }

    /// Whether a text is in a stored list twice, compared folded. It is read again, for the doctor.
    package var repeatsText: Bool {
        var different = DifferentTexts()
        return texts.contains { !different.insert(Folding.fold($0)) }
    }

    /// The texts of the list, read from ``json``; none where that is no list, which this program did not write.
    package var texts: [[UInt8]] {
        if let known { return known }
        guard case .array(let values)? = try? JSONValue(parsing: json, maximumDepth: 1) else { return [] }
        return values.compactMap { value in
            if case .string(let text) = value { text } else { nil }
        }
    }

    package static func == (left: Labels, right: Labels) -> Bool { left.json == right.json }
}
