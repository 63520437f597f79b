import Testing

@testable import Cryptography

@Suite struct PasswordCostTests {
    @Test func parametersAreReadAsTheyStandInAHash() throws {
        let scrypt = try #require(ScryptParameters(logN: 15, r: 8, p: 3))
        #expect(PasswordCost(text: "ln=15,r=8,p=3") == .scrypt(scrypt))
        for text in ["2a$12", "2b$12", "2y$12"] { #expect(PasswordCost(text: text) == .bcrypt(12)) }
        #expect(PasswordCost(text: "2b$04") == .bcrypt(4))
        #expect(PasswordCost.scrypt(scrypt).text == "ln=15,r=8,p=3")
        #expect([PasswordCost.bcrypt(4).text, PasswordCost.bcrypt(12).text] == ["2b$04", "2b$12"])
    }

    @Test(arguments: [
        "", "2b", "2b$", "2b$4", "2b$03", "2b$15", "2b$+4", "2b$ 4", "2x$12", "2b:12", "2b$12$", "ln=99,r=1,p=1",
    ])
    func anythingElseIsNone(text: String) {
        #expect(PasswordCost(text: text) == nil)
    }

    /// Both took 248 ms on the machine where it was measured.
    @Test func theStandardOfScryptIsAsMuchWorkAsCost12() throws {
        let scrypt = PasswordCost.scrypt(try #require(ScryptParameters(logN: 15, r: 8, p: 3)))
        #expect(scrypt.work == PasswordCost.bcrypt(12).work)
        #expect(PasswordCost.bcrypt(13).work == 2 * PasswordCost.bcrypt(12).work)
    }
}
