import MovieBag
import Testing

@testable import Doctor

@Suite struct LinksCheckTests {
    private func findings(made: Int = 0, waiting: Int = 0, _ limits: Limits = Limits()) -> [Finding] {
        LinksCheck(limits: limits, use: LinkFigures(made: made, waiting: waiting)).findings
    }

    @Test func whatIsNearlyUsedUpIsWarnedOf() {
        #expect(findings(made: 799, waiting: 7_999) == [])
        #expect(findings(made: 800).has(.warning, "800 mails with links of at most 1000 were sent within an hour"))
        #expect(findings(made: 800).has(.warning, "MOVIE_BAG_LINKS_PER_HOUR"))
        #expect(findings(waiting: 8_000).has(.warning, "8000 mails wait of at most 10000"))
        #expect(findings(made: 1_000, waiting: 10_000).grades == [.warning, .warning])
    }

    @Test func withoutLimitsOrADatabaseThereIsNothingToSay() {
        #expect(findings(made: 1_000_000, waiting: 1_000_000, .none) == [])
        #expect(LinksCheck(limits: Limits(), use: nil).findings == [])
    }
}
