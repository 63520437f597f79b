import MovieBag
import Testing

@Suite struct CalendarDateTests {
    @Test(arguments: ["1874-01-01", "2026-11-28", "2000-02-29", "2024-02-29", "2026-12-31", "2026-04-30", "9999-01-31"])
    func aDayIsReadAndWritten(text: String) throws {
        #expect(try #require(CalendarDate(Array(text.utf8))).description == text)
    }

    @Test(arguments: [
        "", "2026-11-2", "2026-11-288", "2026/11/28", "20261128", "2026-1-028", "2026-11-28T", " 2026-11-28",
        "2026-11-28 ",
        "-026-11-28", "+026-11-28", "2026-00-01", "2026-13-01", "2026-11-00", "2026-11-31", "2025-02-29", "1900-02-29",
        "2100-02-29", "2026-01-32", "1873-12-31", "0000-01-01", "２０26-11-28", "2026-11-2\u{661}", "today", "2026-11--8",
    ])
    func anythingElseIsNone(text: String) {
        #expect(CalendarDate(Array(text.utf8)) == nil)
    }

    @Test(
        arguments: [
            (0, "1970-01-01"), (86_399, "1970-01-01"), (86_400, "1970-01-02"), (951_782_400, "2000-02-29"),
            (951_868_799, "2000-02-29"), (951_868_800, "2000-03-01"), (1_735_689_599, "2024-12-31"),
            (1_750_000_000, "2025-06-15"), (4_107_542_400, "2100-03-01"),
        ] as [(Int64, String)])
    func theDayOfAMomentIsInUTC(seconds: Int64, text: String) {
        #expect(CalendarDate(UnixTime(seconds: seconds)).description == text)
    }

    @Test func daysAreInTheOrderOfTime() {
        let texts = ["1999-12-31", "2000-01-01", "2000-01-02", "2000-02-01", "2001-01-01"]
        let days = texts.compactMap { CalendarDate(Array($0.utf8)) }
        #expect(days.count == texts.count && days.reversed().sorted() == days)
    }
}
