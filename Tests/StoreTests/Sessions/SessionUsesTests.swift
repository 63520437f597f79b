import MovieBag
import Testing

@testable import MovieBagSQLite

/// What a process remembers of the uses of sessions.
@Suite struct SessionUsesTests {
    private let uses = SessionUses()

    private func fingerprint(_ number: Int) -> TokenFingerprint { TokenFingerprint(tokenID: "\(number)") }

    private func use(at seconds: Int64, writeWithin: Duration? = nil) -> SessionUse {
        SessionUse(time: Sample.now + .seconds(seconds), expires: Sample.now + .seconds(600), writeWithin: writeWithin)
    }

    @Test func theLatestIsRemembered() {
        #expect(!uses.note(use(at: 0), of: fingerprint(1)))
        #expect(!uses.note(use(at: 1), of: fingerprint(1)))
        #expect(uses.latest(of: fingerprint(1)) == use(at: 1))
        #expect(uses.latest(of: fingerprint(2)) == nil)
    }

    @Test func oneThatIsAboutToBeWrittenIsNotToBeWrittenAgain() {
        #expect(uses.note(use(at: 0, writeWithin: .seconds(100)), of: fingerprint(1)))
        for time in Int64(1)...159 { #expect(!uses.note(use(at: time, writeWithin: .zero), of: fingerprint(1))) }
        #expect(uses.note(use(at: 0, writeWithin: .seconds(100)), of: fingerprint(2)))
        // It must have been lost.
        #expect(uses.note(use(at: 160, writeWithin: .zero), of: fingerprint(1)))
    }

    @Test func whatWasWrittenIsToBeWrittenAnew() {
        #expect(uses.note(use(at: 0, writeWithin: .seconds(100)), of: fingerprint(1)))
        #expect(!uses.note(use(at: 1), of: fingerprint(1)))
        #expect(uses.takeToWrite(fingerprint(1)) == use(at: 1))
        #expect(uses.note(use(at: 2, writeWithin: .seconds(100)), of: fingerprint(1)))
    }

    @Test func aClockThatIsSetBackHoldsNothingUp() {
        #expect(uses.note(use(at: 10 * Sessions.day, writeWithin: .zero), of: fingerprint(1)))
        #expect(uses.note(use(at: 0, writeWithin: .zero), of: fingerprint(1)))
    }

    @Test func itHoldsTheLatestOfSoManyAndNoMore() {
        let count = 3 * SessionUses.most
        for number in 0..<count { _ = uses.note(use(at: 0), of: fingerprint(number)) }
        let remembered = (0..<count).filter { uses.latest(of: fingerprint($0)) != nil }
        #expect(remembered.count <= SessionUses.most)
        #expect(remembered == Array((count - remembered.count)..<count))
        #expect(remembered.count >= SessionUses.most / 2)
        // One of the older half comes to the newer one.
        #expect(!uses.note(use(at: 1), of: fingerprint(remembered[0])))
        #expect(uses.latest(of: fingerprint(remembered[0])) == use(at: 1))
    }
}
