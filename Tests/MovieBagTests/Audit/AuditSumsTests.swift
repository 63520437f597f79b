import Testing

@testable import MovieBag

@Suite struct AuditSumsTests {
    private let sums = AuditSums()
    private let now = UnixTime(seconds: 1_800_000_000)

    private func id(_ number: UInt8) throws -> ObjectID {
        try #require(ObjectID(bytes: Array(repeating: number, count: 12)))
    }

    @Test func sixtyInAMinuteHaveARowEachAndTheOthersShareOne() throws {
        for _ in 0..<60 { #expect(sums.count(.logInFailed, at: now, newID: try id(1)) == nil) }
        for times in 1...500 {
            let sum = try #require(
                sums.count(.logInFailed, at: now + .seconds(times / 10), newID: try id(times == 1 ? 2 : 3)))
            #expect(sum.id == (try id(2)) && sum.times == Int64(times))
        }
        // The next minute begins anew.
        for _ in 0..<60 { #expect(sums.count(.logInFailed, at: now + .seconds(60), newID: try id(4)) == nil) }
        #expect(sums.count(.logInFailed, at: now + .seconds(60), newID: try id(5)) == .init(id: try id(5), times: 1))
    }

    @Test func kindsAreSummedApart() throws {
        for _ in 0..<61 { _ = sums.count(.logInFailed, at: now, newID: try id(1)) }
        #expect(sums.count(.limitReached, at: now, newID: try id(2)) == nil)
    }

    @Test(arguments: AuditKind.allCases.filter { !$0.isSummed })
    func whatAnAccountDoesIsNeverSummed(kind: AuditKind) throws {
        for _ in 0..<1000 { #expect(sums.count(kind, at: now, newID: try id(1)) == nil) }
    }
}
