import MovieBag
import Testing

@testable import Doctor

@Suite struct ReadersCheckTests {
    private static func findings(_ readers: Readers, _ mode: SignUpPolicy.Mode) -> [Finding] {
        ReadersCheck(readers: readers, signUp: SignUpPolicy(mode)).findings
    }

    @Test func accountsThatAnyoneMayMakeAreWarnedOf() {
        #expect(Self.findings(.accounts, .open).has(.warning, "anyone may make an account"))
    }

    @Test(arguments: [(Readers.accounts, SignUpPolicy.Mode.invitation), (.accounts, .closed), (.anyone, .open)])
    func othersAreWell(readers: Readers, mode: SignUpPolicy.Mode) {
        #expect(Self.findings(readers, mode).isEmpty)
    }
}
