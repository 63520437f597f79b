import MovieBag
import Text

/// Years in a query: `1984`, `1980..1989`, `..1989` or `1980..`.
///
/// Tests: YearRangeTests.swift
struct YearRange {
    let years: ClosedRange<Int64>

    /// - Throws: `InvalidValue`.
    init(_ text: [UInt8]) throws(InvalidValue) {
        let all = MovieYear.range
        let problem = InvalidValue(
            "year",
            "must be a year from \(all.lowerBound) to \(all.upperBound), or a range such as 1980..1989, ..1989 or 1980.."
        )
        func year(_ digits: ArraySlice<UInt8>) -> Int64? {
            guard digits.count == 4, digits.allSatisfy(\.isDigit),
                let year = Int64(String(decoding: digits, as: UTF8.self)),
                all.contains(year)
            else { return nil }
            return year
        }
        if let year = year(text[...]) {
            years = year...year
            return
        }
        guard let dot = text.firstIndex(of: UInt8(ascii: ".")), text.count > dot + 1,
            text[dot + 1] == UInt8(ascii: "."),
            text.count > 2
        else { throw problem }
        let (first, last) = (text[..<dot], text[(dot + 2)...])
        let lower = first.isEmpty ? all.lowerBound : year(first)
        let upper = last.isEmpty ? all.upperBound : year(last)
        guard let lower, let upper, lower <= upper else { throw problem }
        years = lower...upper
    }
}
