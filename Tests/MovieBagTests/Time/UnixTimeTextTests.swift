import MovieBag
import Testing

@Suite struct UnixTimeTextTests {
    // Made with date(1).
    @Test(arguments: [
        (0, "1970-01-01T00:00:00Z"), (951_782_399, "2000-02-28T23:59:59Z"), (951_782_400, "2000-02-29T00:00:00Z"),
        (951_868_800, "2000-03-01T00:00:00Z"), (1_796_000_000, "2026-11-30T00:53:20Z"),
        (4_107_542_400, "2100-03-01T00:00:00Z"), (4_107_542_399, "2100-02-28T23:59:59Z"),
        (7_258_118_399, "2199-12-31T23:59:59Z"),
    ])
    func aSecondIsWrittenAndRead(seconds: Int64, text: String) {
        #expect(UnixTime(seconds: seconds).description == text)
        #expect(UnixTime(text: text.utf8) == UnixTime(seconds: seconds))
    }

    @Test func everyDayThatIsReadIsReadAsItIsWritten() {
        for day in Int64(0)..<84_006 {
            let time = UnixTime(seconds: day * 86_400)
            #expect(UnixTime(text: time.description.utf8) == time)
        }
    }

    @Test func everyTimeIsWritten() {
        #expect(UnixTime(nanoseconds: .max).description == "2262-04-11T23:47:16Z")
        #expect(UnixTime(seconds: -1).description == "1969-12-31T23:59:59Z")
    }

    @Test(arguments: [
        "", "2026-11-29", "2026-11-29T17:15:00", "2026-11-29 17:15:00Z", "2026-11-29T17:15:00z", "2026-11-29t17:15:00Z",
        "2026-11-29T17:15:00+00:00", "2026-11-29T17:15:00.0Z", "2026-11-29T17:15:00Z ", " 2026-11-29T17:15:00Z",
        "2026-1-29T17:15:00Z0", "2026-13-01T00:00:00Z", "2026-00-01T00:00:00Z", "2026-04-31T00:00:00Z",
        "2026-04-00T00:00:00Z", "2025-02-29T00:00:00Z", "2100-02-29T00:00:00Z", "2026-11-29T24:00:00Z",
        "2026-11-29T17:60:00Z", "2026-11-29T17:15:60Z", "1969-12-31T23:59:59Z", "2200-01-01T00:00:00Z",
        "9999-12-31T23:59:59Z", "0000-01-01T00:00:00Z",
        "+026-11-29T17:15:00Z", "1800000000", "2026-11-29T17:15:00Z\0",
    ])
    func anotherFormIsRefused(text: String) {
        #expect(UnixTime(text: text.utf8) == nil)
    }
}
