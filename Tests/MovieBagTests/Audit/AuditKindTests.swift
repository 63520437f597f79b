import MovieBag
import Testing

@Suite struct AuditKindTests {
    @Test func eachHasANameAndASentenceOfItsOwn() {
        #expect(Set(AuditKind.allCases.map(\.sentence)).count == AuditKind.allCases.count)
        for kind in AuditKind.allCases {
            // As it stands in a query, and at the beginning of a line, where a colon ends it.
            #expect(kind.rawValue.allSatisfy { $0 == "-" || ("a"..."z").contains($0) }, "\(kind)")
            #expect(!kind.sentence.contains(":"), "\(kind)")
        }
    }

    @Test func whatStrangersCauseWithoutEndIsSummedAndNothingElse() {
        #expect(
            AuditKind.allCases.filter(\.isSummed) == [
                .signUpRefused, .proofRequested, .logInFailed, .confirmationFailed, .resetRequested, .linkWithheld,
                .limitReached, .accessRefused,
            ])
    }
}
