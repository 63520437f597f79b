import Text

/// Tests: UnixTimeTextTests.swift
extension UnixTime {
    /// The years that are read: nanoseconds go to 2262, and there is room to add a lifetime.
    private static let years: ClosedRange<Int64> = 1970...2199

    /// The second in the form of RFC 3339, in UTC: `2026-11-29T17:15:00Z`. Times before 1970 are written as the first second
    /// of that year.
    package var text: String {
        let (days, second) = max(seconds, 0).quotientAndRemainder(dividingBy: 86_400)
        let (year, month, day) = Self.calendarDate(daysSince1970: days)
        let date = [Self.digits(year, 4), Self.digits(month), Self.digits(day)].joined(separator: "-")
        let time = [second / 3600, second / 60 % 60, second % 60].map { Self.digits($0) }.joined(separator: ":")
        return "\(date)T\(time)Z"
    }

    /// Reads exactly what ``text`` writes, a second of the years 1970 to 2199.
    package init?(text: some Collection<UInt8>) {
        let characters = Array(text)
        let form = Array("dddd-dd-ddTdd:dd:ddZ".utf8)
        guard characters.count == form.count,
            zip(characters, form).allSatisfy({ $1 == UInt8(ascii: "d") ? $0.isDigit : $0 == $1 })
        else { return nil }
        func number(_ range: Range<Int>) -> Int64 {
            characters[range].reduce(0) { $0 * 10 + Int64($1 - UInt8(ascii: "0")) }
        }
        let (year, month, day) = (number(0..<4), number(5..<7), number(8..<10))
        let (hour, minute, second) = (number(11..<13), number(14..<16), number(17..<19))
        guard Self.years.contains(year), (1...12).contains(month), (1...31).contains(day), hour < 24, minute < 60,
            second < 60
        else { return nil }
        let days = Self.daysSince1970(year, month, day)
        let time = UnixTime(seconds: days * 86_400 + hour * 3600 + minute * 60 + second)
        // Else the month has no such day.
        guard time.text.utf8.elementsEqual(characters) else { return nil }
        self = time
    }

    /// The Gregorian date of a day. Years begin in March here, so that the day of a leap year is the last one; 719,468 days
    /// are between 0000-03-01 and 1970-01-01, and 146,097 in 400 years.
    private static func calendarDate(daysSince1970: Int64) -> (year: Int64, month: Int64, day: Int64) {
        let (era, dayOfEra) = (daysSince1970 + 719_468).quotientAndRemainder(dividingBy: 146_097)
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        // 153 days are five months from March on.
        let month = (5 * dayOfYear + 2) / 153
        let day = dayOfYear - (153 * month + 2) / 5 + 1
        let year = yearOfEra + era * 400 + (month < 10 ? 0 : 1)
        return (year, month < 10 ? month + 3 : month - 9, day)
    }

    private static func daysSince1970(_ year: Int64, _ month: Int64, _ day: Int64) -> Int64 {
        let (era, yearOfEra) = (month > 2 ? year : year - 1).quotientAndRemainder(dividingBy: 400)
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }

    private static func digits(_ number: Int64, _ count: Int = 2) -> String {
        let text = String(number)
        return String(repeating: "0", count: count - text.count) + text
    }
}
