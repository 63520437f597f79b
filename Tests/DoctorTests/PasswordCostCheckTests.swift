import Cryptography
import MovieBag
import Testing

@testable import Doctor

@Suite struct PasswordCostCheckTests {
    private func findings(_ accounts: [String: Int]) -> [Finding] {
        PasswordCostCheck(
            scrypt: ScryptParameters(phcText: "ln=12,r=8,p=1"),
            accounts: PasswordCounts(accounts: accounts, last: nil).costs
        ).findings
    }

    @Test func whereAllHaveTodaysParametersThereIsNothingToSay() {
        #expect(findings([:]) == [])
        #expect(findings(["ln=12,r=8,p=1": 7, "": 1]) == [])
    }

    @Test func otherParametersAreCounted() {
        let found = findings(["ln=12,r=8,p=1": 7, "ln=11,r=8,p=1": 2, "ln=14,r=8,p=1": 1])
        #expect(found.count == 1)
        #expect(found.has(.ok, "3 of 10 are hashed with other parameters than today's"))
    }

    @Test func thoseThatCostTooMuchToBeImitatedAreWarnedOf() {
        let found = findings(["ln=12,r=8,p=1": 7, "ln=11,r=8,p=1": 2, "ln=15,r=8,p=1": 4, "ln=14,r=8,p=2": 1])
        #expect(found.count == 2)
        #expect(found.has(.ok, "7 of 14"))
        #expect(found.has(.warning, "hashes of 5 accounts cost more than 4 times"))
    }

    @Test func withoutSettingsItSaysNothing() {
        let accounts = PasswordCounts(accounts: ["ln=15,r=8,p=1": 4], last: nil).costs
        #expect(PasswordCostCheck(scrypt: nil, accounts: accounts).findings == [])
    }
}
