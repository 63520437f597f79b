import MovieBag
import Testing

@Suite struct RevisionConditionTests {
    private static let (one, two) = (Revision(1), Revision(2))

    @Test func withoutAnyItHolds() {
        #expect(RevisionCondition.none.isNone && RevisionCondition.none.holds(for: Self.one))
    }

    @Test func oneOfThoseWantedIsEnough() {
        let condition = RevisionCondition(wanted: .these([Self.one]))
        #expect(!condition.isNone && condition.holds(for: Self.one) && !condition.holds(for: Self.two))
        #expect(!RevisionCondition(wanted: .these([])).holds(for: Self.one))
    }

    @Test func noneOfThoseUnwantedMayBeThere() {
        let condition = RevisionCondition(unwanted: .these([Self.one]))
        #expect(!condition.isNone && !condition.holds(for: Self.one) && condition.holds(for: Self.two))
        #expect(!RevisionCondition(unwanted: .any).isNone && !RevisionCondition(unwanted: .any).holds(for: Self.one))
    }

    @Test func bothMustHold() {
        let condition = RevisionCondition(wanted: .these([Self.one, Self.two]), unwanted: .these([Self.two]))
        #expect(condition.holds(for: Self.one) && !condition.holds(for: Self.two) && !condition.holds(for: Revision(3)))
    }
}
