import Text

/// A day of the Gregorian calendar, without a time: `2026-11-28` (ISO 8601, RFC 3339 section 5.6).
///
/// Tests: CalendarDateTests.swift
package struct CalendarDate: Sendable, Hashable, Comparable {
    /// The first year that there can be, that of the first movie.
    package static let firstYear = 1874

    package let year: Int
    package let month: Int
    package let day: Int

    private init(year: Int, month: Int, day: Int) {
        self.year = year
        self.month = month
        self.day = day
    }

    /// Reads exactly ten characters, four digits, two and two with dashes between; `nil` for anything else, and for a day that the
    /// calendar does not have or that is before ``firstYear``.
    package init?(_ text: some Collection<UInt8>) {
        let bytes = Array(text)
        let dash = UInt8(ascii: "-")
        guard bytes.count == 10, bytes[4] == dash, bytes[7] == dash,
            let year = Self.number(bytes[..<4]), let month = Self.number(bytes[5..<7]),
            let day = Self.number(bytes[8...]), year >= Self.firstYear, (1...12).contains(month),
            (1...Self.days(of: month, in: year)).contains(day)
        else { return nil }
        self.init(year: year, month: month, day: day)
    }

    /// The day of a moment in UTC, which is not before 1970.
    package init(_ time: UnixTime) {
        var (year, day) = (1970, Int(time.seconds / 86_400))
        while day >= Self.days(in: year) {
            day -= Self.days(in: year)
            year += 1
        }
        var month = 1
        while day >= Self.days(of: month, in: year) {
            day -= Self.days(of: month, in: year)
            month += 1
        }
        self.init(year: year, month: month, day: day + 1)
    }

    package static func < (left: Self, right: Self) -> Bool {
        (left.year, left.month, left.day) < (right.year, right.month, right.day)
    }

    private static func number(_ digits: ArraySlice<UInt8>) -> Int? {
        guard digits.allSatisfy(\.isDigit) else { return nil }
        return digits.reduce(0) { 10 * $0 + Int($1 - UInt8(ascii: "0")) }
    }

    private static func isLeap(_ year: Int) -> Bool { year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) }

    private static func days(in year: Int) -> Int { isLeap(year) ? 366 : 365 }

    private static func days(of month: Int, in year: Int) -> Int {
        switch month {
        case 2: isLeap(year) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }
}

extension CalendarDate: CustomStringConvertible {
    package var description: String {
        func padded(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        return "\(year)-\(padded(month))-\(padded(day))"
    }
}
