import MovieBag
import Text

/// Numbers and times for people, by the texts of the language.
///
/// Tests: PageTextsTests.swift
extension PageTexts {
    /// A number with its groups of three digits.
    func number(_ number: Int) -> String {
        let digits = "\(number.magnitude)"
        guard digits.utf8.count > 3 else { return "\(number)" }
        let separator = self("number_group")
        var text = number < 0 ? "-" : ""
        for (index, digit) in digits.enumerated() {
            if index > 0, (digits.utf8.count - index).isMultiple(of: 3) { text += separator }
            text.append(digit)
        }
        return text
    }

    /// A number of hundredths with one place behind the decimal separator, rounded to the nearest.
    func tenths(ofHundredths hundredths: Int) -> String {
        let tenths = (hundredths + 5) / 10
        return "\(tenths / 10)\(self("number_decimal"))\(tenths % 10)"
    }

    func date(_ day: CalendarDate) -> String {
        self("date", ["day": "\(day.day)", "month": self("month_\(day.month)"), "year": "\(day.year)"])
    }

    /// In UTC.
    func date(_ time: UnixTime) -> String { date(CalendarDate(time)) }

    /// In UTC, to the minute.
    func dateAndTime(_ time: UnixTime) -> String {
        let minutes = time.seconds / 60 % 1440
        func padded(_ number: Int64) -> String { number < 10 ? "0\(number)" : "\(number)" }
        return self("date_and_time", ["date": date(time), "time": "\(padded(minutes / 60)):\(padded(minutes % 60))"])
    }

    /// A text of users within a sentence, isolated from its direction (UAX #9, section 2.4.2).
    func isolated(_ text: String) -> String { "\u{2068}\(text)\u{2069}" }
}
