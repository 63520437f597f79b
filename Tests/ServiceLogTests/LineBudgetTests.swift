import Testing

@testable import ServiceLog

@Suite struct LineBudgetTests {
    private let start = ContinuousClock.now
    private let budget = LineBudget()

    @Test func twentyInAMinuteHaveALineEach() {
        for second in 0..<20 { #expect(budget.admit(.failedLogIn, at: start + .seconds(second)) == 0) }
        #expect(budget.admit(.failedLogIn, at: start + .seconds(59)) == nil)
        #expect(budget.admit(.failedLogIn, at: start + .seconds(60)) == 1, "the next one tells of it")
        #expect(budget.admit(.failedLogIn, at: start + .seconds(61)) == 0)
    }

    @Test func aFloodHasALineWheneverItHasDoubled() {
        let told = (1...100_000).compactMap { number in
            budget.admit(.failedLogIn, at: start).map { (number: number, untold: $0) }
        }
        #expect(told.count == 32)
        #expect(told.dropFirst(20).map(\.number).prefix(4) == [40, 80, 160, 320])
        #expect(told.dropFirst(20).map(\.untold).prefix(4) == [19, 39, 79, 159])
        #expect(told.count + told.map(\.untold).reduce(0, +) == told.last?.number)
        // 20 · 2^12 had the last line.
        #expect(budget.takeRest().map(\.events) == [100_000 - 81_920])
        #expect(budget.takeRest().isEmpty)
    }

    @Test func oneKindDoesNotHideAnother() {
        for _ in 0..<100 { _ = budget.admit(.failedLogIn, at: start) }
        #expect(budget.admit(.completedReset, at: start) == 0)
        #expect(budget.admit(.reachedLimit, at: start) == 0)
    }
}
