/// In which order movies are shown.
///
/// Tests: MovieQueryTests.swift
package struct MovieOrder: Sendable, Equatable {
    package enum Key: String, CaseIterable, Sendable {
        /// Of identifiers.
        case added
        /// Of folded names, then of identifiers.
        case name
        /// Of years, then of identifiers; those without a year are the last in both directions.
        case year
        /// The name itself, names that begin so, words of the name, the rest: the first ``MovieQuery/mostBest``.
        case best
    }

    package let key: Key
    /// Whether the order is turned round.
    package let isReversed: Bool

    package init(_ key: Key, isReversed: Bool = false) {
        self.key = key
        self.isReversed = isReversed
    }

    /// - Parameter text: the name of a key, perhaps with a `-` in front.
    /// - Throws: ``InvalidValue``.
    package init(_ text: [UInt8]) throws(InvalidValue) {
        isReversed = text.first == UInt8(ascii: "-")
        let name = String(decoding: text.dropFirst(isReversed ? 1 : 0), as: UTF8.self)
        guard let key = Key(rawValue: name) else {
            let names = Key.allCases.map(\.rawValue).joined(separator: ", ")
            throw InvalidValue("sort", "must be one of \(names), perhaps with - in front")
        }
        self.key = key
    }

    package var description: String { (isReversed ? "-" : "") + key.rawValue }
}
