/// Tests: UnixTimeTextTests.swift
extension UnixTime: CustomStringConvertible {
    /// The moment in UTC, to the second: `2026-11-28T09:30:00Z` (RFC 3339).
    package var description: String {
        let seconds = seconds
        let day = seconds.flooredDivision(by: 86_400)
        let second = seconds - day * 86_400
        // The proleptic Gregorian calendar, counted in eras of 400 years that begin on a first of March.
        let shifted = day + 719_468
        let era = shifted.flooredDivision(by: 146_097)
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let month = (5 * dayOfYear + 2) / 153
        let dayOfMonth = dayOfYear - (153 * month + 2) / 5 + 1
        let year = yearOfEra + era * 400 + (month >= 10 ? 1 : 0)
        func two(_ number: Int64) -> String { number < 10 ? "0\(number)" : "\(number)" }
        let date = "\(year)-\(two(month < 10 ? month + 3 : month - 9))-\(two(dayOfMonth))"
        return "\(date)T\(two(second / 3600)):\(two(second / 60 % 60)):\(two(second % 60))Z"
    }
}

extension Int64 {
    fileprivate func flooredDivision(by divisor: Int64) -> Int64 {
        self >= 0 ? self / divisor : (self - divisor + 1) / divisor
    }
}
