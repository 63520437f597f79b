import Testing

@testable import FastCGI

struct EvenSpreadTests {
    @Test(arguments: [10, 64, 250, 1000])
    func everyTenthOfTheRangeGetsItsPart(count: Int) {
        var spread = EvenSpread()
        var tenths = Array(repeating: 0, count: 10)
        for _ in 0..<count {
            let number = spread.next(below: 1250)
            #expect(number < 1250)
            tenths[Int(number / 125)] += 1
        }
        #expect(tenths.allSatisfy { abs($0 - count / 10) <= 2 }, "\(tenths)")
    }

    @Test func theFirstIsZeroAndAnEmptyRangeHasOnlyZero() {
        var spread = EvenSpread()
        #expect(spread.next(below: 100) == 0)
        #expect((0..<20).allSatisfy { _ in spread.next(below: 0) == 0 })
    }

    @Test func theLargestRangeDoesNotOverflow() {
        var spread = EvenSpread()
        #expect((0..<1000).allSatisfy { _ in spread.next(below: 1 << 32) < 1 << 32 })
    }
}
