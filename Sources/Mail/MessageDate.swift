/// A moment in the form of RFC 5322, 3.3, always in UTC: `Thu, 01 Jan 1970 00:00:00 +0000`.
///
/// Written here because Foundation's formatters bring a locale and a time zone database along.
struct MessageDate {
    /// The date and time of day.
    let text: String

    /// What the four digits of a year can hold: 1970 to 9999. Seconds outside count as the nearest one inside.
    private static let writable: ClosedRange<Int64> = 0...253_402_300_799

    private static let weekdays = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"]  // 1970-01-01 was a Thursday.
    private static let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]

    init(secondsSince1970: Int64) {
        let seconds = Int(min(max(secondsSince1970, Self.writable.lowerBound), Self.writable.upperBound))
        let (days, second) = seconds.quotientAndRemainder(dividingBy: 86_400)
        let (year, month, day) = Self.calendarDate(daysSince1970: days)
        let date =
            "\(Self.weekdays[days % 7]), \(Self.digits(day)) \(Self.months[month]) \(Self.digits(year, count: 4))"
        let time = [second / 3600, second / 60 % 60, second % 60].map { Self.digits($0) }.joined(separator: ":")
        text = "\(date) \(time) +0000"
    }

    /// The Gregorian date of a day; the month counts from 0.
    private static func calendarDate(daysSince1970: Int) -> (year: Int, month: Int, day: Int) {
        var year = 1970
        var day = daysSince1970
        // Whole cycles of 400 years first (146,097 days), then at most 400 steps of a year and 12 of a month.
        year += day / 146_097 * 400
        day %= 146_097
        while day >= daysInYear(year) {
            day -= daysInYear(year)
            year += 1
        }
        var month = 0
        while day >= daysInMonth(month, of: year) {
            day -= daysInMonth(month, of: year)
            month += 1
        }
        return (year, month, day + 1)
    }

    private static func isLeap(_ year: Int) -> Bool {
        year.isMultiple(of: 4) && (!year.isMultiple(of: 100) || year.isMultiple(of: 400))
    }

    private static func daysInYear(_ year: Int) -> Int { isLeap(year) ? 366 : 365 }

    private static func daysInMonth(_ month: Int, of year: Int) -> Int {
        [31, isLeap(year) ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month]
    }

    private static func digits(_ number: Int, count: Int = 2) -> String {
        let text = String(number)
        return String(repeating: "0", count: max(count - text.count, 0)) + text
    }
}
