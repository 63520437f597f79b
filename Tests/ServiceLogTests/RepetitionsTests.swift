import Testing

@testable import ServiceLog

@Suite struct RepetitionsTests {
    private let start = ContinuousClock.now
    private let repetitions = Repetitions(pause: .seconds(10))

    @Test func theFirstIsSaidAtOnceAndTheNextOnlyAfterAWhile() {
        #expect(repetitions.admit("full", at: start) == "full")
        for second in 1..<10 { #expect(repetitions.admit("full", at: start + .seconds(second)) == nil) }
        #expect(repetitions.admit("full", at: start + .seconds(10)) == "full (and 9 times more since it was said last)")
        #expect(repetitions.admit("full", at: start + .seconds(11)) == nil)
        #expect(repetitions.admit("full", at: start + .seconds(30)) == "full (and 1 times more since it was said last)")
        #expect(repetitions.admit("full", at: start + .seconds(50)) == "full")
    }

    @Test func anotherSentenceIsAnotherMatter() {
        #expect(repetitions.admit("full", at: start) == "full")
        #expect(repetitions.admit("read-only", at: start) == "read-only")
        #expect(repetitions.admit("full", at: start) == nil)
    }

    @Test func noMoreThanSoManyAreRememberedAndNoneIsLost() {
        for number in 0..<1000 { #expect(repetitions.admit("\(number)", at: start) == "\(number)") }
        #expect(repetitions.admit("0", at: start) == nil)
        // Those whose time is up make room.
        #expect(repetitions.admit("1000", at: start + .seconds(11)) == "1000")
        #expect(repetitions.admit("1000", at: start + .seconds(12)) == nil)
    }
}
