import FoundationEssentials
import MovieBag
import Testing

@Suite struct UnixTimeTextTests {
    @Test(
        arguments: [
            (0, "1970-01-01T00:00:00Z"), (951_782_399, "2000-02-28T23:59:59Z"), (951_782_400, "2000-02-29T00:00:00Z"),
            (951_868_800, "2000-03-01T00:00:00Z"), (4_107_542_400, "2100-03-01T00:00:00Z"),
            (1_750_000_000, "2025-06-15T15:06:40Z"), (1_798_761_599, "2026-12-31T23:59:59Z"),
            (-1, "1969-12-31T23:59:59Z"),
        ] as [(Int64, String)])
    func aMomentIsWrittenInUTC(seconds: Int64, text: String) {
        #expect(UnixTime(seconds: seconds).description == text)
    }

    @Test func itAgreesWithFoundation() {
        // Steps that fall on every day and hour in the end.
        for step in 0..<3000 {
            let seconds = Int64(step) * 2_791_307
            let date = Date(timeIntervalSince1970: Double(seconds))
            #expect(UnixTime(seconds: seconds).description == date.formatted(.iso8601))
        }
    }
}
