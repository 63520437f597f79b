/// The year in which a movie came out, from 1874 (the first pictures in sequence) to 2100.
///
/// Tests: MovieBagTests/Movies/MovieYearTests.swift
package struct MovieYear: Sendable, Equatable {
    package static let range: ClosedRange<Int64> = 1874...2100

    package let number: Int64

    /// - Throws: ``InvalidValue`` when it is not within ``range``.
    package init(_ number: Int64) throws(InvalidValue) {
        guard Self.range.contains(number) else {
            throw InvalidValue(
                MovieField.year.description, "must be a year from \(Self.range.lowerBound) to \(Self.range.upperBound)")
        }
        self.number = number
    }

    /// Takes what storage holds, which was checked when it was stored.
    @inlinable
    package init(stored number: Int64) {
        self.number = number
    }
}
