import Folding

/// What no two movies have alike: the name in Unicode NFC, with the year when there is one.
///
/// As bytes, so that a storage can keep it in one column that is unique:
///
///     name                 without a year
///     name LF              without a year, when the name has a line feed in it
///     name LF year         with one
///     name LF identifier   of a twin: a movie from before names were compared in NFC, whose key another one has
///
/// What follows the last line feed tells these apart: nothing, 4 digits or 24. So all keys are different that should be, and
/// nearly every key without a year is the name itself.
///
/// Tests: MovieBagTests/Movies/MovieKeyTests.swift
package struct MovieKey: Sendable, Equatable {
    /// Valid UTF-8 without NUL.
    package let utf8: [UInt8]

    package init(_ name: MovieName, _ year: MovieYear?) {
        let normalized = Folding.nfc(name.utf8)
        if let year {
            utf8 = normalized + [Self.separator] + Array("\(year.number)".utf8)
        } else {
            utf8 = normalized.contains(Self.separator) ? normalized + [Self.separator] : normalized
        }
    }

    /// The key of a twin, which is like no other.
    package init(twin id: MovieID, named name: MovieName) {
        utf8 = Folding.nfc(name.utf8) + [Self.separator] + Array(id.description.utf8)
    }

    /// Whether a key that a storage holds is one of a twin.
    package static func isTwin(_ stored: [UInt8]) -> Bool {
        stored.lastIndex(of: separator).map { stored.count - $0 - 1 == 24 } ?? false
    }

    /// The year in a key that a storage holds; `nil` where there is none.
    @inlinable
    package static func year(in stored: Span<UInt8>) -> MovieYear? {
        let start = stored.count - 4
        guard start > 0, stored[start - 1] == separator else { return nil }
        var year: Int64 = 0
        for index in start..<stored.count {
            let digit = stored[index] &- UInt8(ascii: "0")
            guard digit < 10 else { return nil }
            year = 10 * year + Int64(digit)
        }
        return MovieYear(stored: year)
    }

    @usableFromInline static let separator = UInt8(ascii: "\n")
}
