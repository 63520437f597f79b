import Text

/// Tests: UnixTimeTextTests.swift
extension UnixTime {
    /// The years that are read: nanoseconds go to 2262, and there is room to add a lifetime.
    private static let years: ClosedRange<Int64> = 1970...2199

    /// Reads exactly what ``description`` writes, a second of the years 1970 to 2199.
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
        guard time.description.utf8.elementsEqual(characters) else { return nil }
        self = time
    }

    /// Years begin in March here, so that the day of a leap year is the last one; 719,468 days are between 0000-03-01 and
    /// 1970-01-01.
    private static func daysSince1970(_ year: Int64, _ month: Int64, _ day: Int64) -> Int64 {
        let (era, yearOfEra) = (month > 2 ? year : year - 1).quotientAndRemainder(dividingBy: 400)
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }
}
