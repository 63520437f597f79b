import MovieBag
import Testing

@testable import Doctor

@Suite struct BackfillCheckTests {
    @Test func whatIsNotDoneYetIsWarnedOf() {
        let findings = BackfillCheck { $0 == .counts ? 750_000 : 1200 }.findings
        #expect(findings.grades == [.warning, .warning, .warning])
        #expect(findings.has(.warning, "not counted yet: 750000"))
        #expect(findings.has(.warning, "not compared in Unicode NFC yet: 1200"))
        #expect(findings.has(.warning, "cannot be searched yet: 1200"))
        #expect(findings.has(.warning, "keep the service running"))
    }

    @Test func whenAllIsDoneThereIsNothingToSay() {
        #expect(BackfillCheck { _ in 0 }.findings == [])
    }
}
