import MovieBag
import Testing

@testable import Doctor

@Suite struct LimitsSwitchCheckTests {
    @Test func limitsThatAreOffAreWarnedOf() {
        #expect(LimitsSwitchCheck(limits: .none).findings.has(.warning, "MOVIE_BAG_LIMITS is no"))
        #expect(LimitsSwitchCheck(limits: Limits()).findings == [])
        var high = Limits()
        high.linksPerHour = 1_000_000_000
        #expect(LimitsSwitchCheck(limits: high).findings == [])
    }
}
