import MovieBag
import Testing

@testable import MovieBagAPI

@Suite struct YearRangeTests {
    @Test(
        arguments: [
            ("1984", 1984...1984), ("1980..1989", 1980...1989), ("1984..1984", 1984...1984), ("..1989", 1874...1989),
            ("1980..", 1980...2100), ("1874..2100", 1874...2100),
        ] as [(String, ClosedRange<Int64>)])
    func rangesMayBeOpen(text: String, years: ClosedRange<Int64>) throws {
        #expect(try YearRange(Array(text.utf8)).years == years)
    }

    @Test(arguments: [
        "", ".", "..", "...", "1984.", ".1984", "1984...", "1984..1983", "1873", "2101", "1980..2101", "198", "19840",
        "1984,1985",
        "1984..1985..1986", "-1984", " 1984", "\u{661}984",
    ])
    func allElseIsRefused(text: String) {
        #expect(throws: InvalidValue.self) { try YearRange(Array(text.utf8)) }
    }
}
