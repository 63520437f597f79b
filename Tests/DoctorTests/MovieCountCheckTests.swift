import Testing

@testable import Doctor

@Suite struct MovieCountCheckTests {
    @Test func whatIsNotCountedYetIsWarnedOf() {
        let findings = MovieCountCheck(uncounted: 750_000).findings
        #expect(findings.has(.warning, "not counted yet: 750000"))
        #expect(findings.has(.warning, "keep the service running"))
    }

    @Test func whenAllIsCountedThereIsNothingToSay() {
        #expect(MovieCountCheck(uncounted: 0).findings == [])
    }
}
