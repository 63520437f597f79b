import Cryptography
import Testing

@testable import Doctor

@Suite struct BcryptCheckTests {
    private static func findings(_ accounts: [PasswordCost: Int], failure: CryptError? = nil) -> [Finding] {
        BcryptCheck(accounts: accounts, failure: { failure }).findings
    }

    @Test func withoutSuchPasswordsTheLibraryIsNotEvenLookedFor() throws {
        let scrypt = PasswordCost.scrypt(try #require(ScryptParameters(phcText: "ln=12,r=8,p=1")))
        let check = BcryptCheck(accounts: [scrypt: 7]) {
            Issue.record("it was looked for")
            return nil
        }
        #expect(check.findings == [])
    }

    @Test func withTheLibraryTheirOwnersCanLogIn() {
        let found = Self.findings([.bcrypt(12): 7, .bcrypt(4): 1])
        #expect(found.grades == [.ok])
        #expect(found.has(.ok, "8 accounts"))
    }

    @Test func withoutItTheyCannotAndTheReasonIsSaid() {
        let found = Self.findings([.bcrypt(12): 7], failure: .missing(["libcrypt.so.1", "libcrypt.so.2"]))
        #expect(found.grades == [.problem])
        #expect(found.has(.problem, "7 accounts have passwords of another program and cannot log in"))
        #expect(found.has(.problem, "there is no libcrypt.so.1 or libcrypt.so.2"))
        #expect(found.has(.problem, "apt-get install libcrypt1"))
    }
}
