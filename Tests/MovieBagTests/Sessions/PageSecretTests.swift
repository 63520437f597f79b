import Testing

@testable import MovieBag

@Suite struct PageSecretTests {
    @Test func eachIsNewAndReadBack() throws {
        let secrets = (0..<100).map { _ in PageSecret() }
        #expect(Set(secrets.map(\.text)).count == 100 && Set(secrets.map(\.fingerprint)).count == 100)
        for secret in secrets {
            #expect(secret.text.utf8.count == 43)
            #expect(
                secret.text.utf8.allSatisfy {
                    "-_".utf8.contains($0) || Character(Unicode.Scalar($0)).isLetter
                        || Character(Unicode.Scalar($0)).isNumber
                })
            #expect(try #require(PageSecret(Array(secret.text.utf8)[...])).fingerprint == secret.fingerprint)
        }
    }

    @Test func onlyItsHashIsStored() throws {
        let secret = try #require(PageSecret(Array(repeating: UInt8(ascii: "A"), count: 43)[...]))
        // head -c 32 /dev/zero | sha256sum
        let hash = "66687aadf862bd776c8fc18b8e9f8e20089714856ee233b3902a591d0d5f2925"
        let digits = secret.fingerprint.bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
        #expect(digits == hash)
    }

    @Test(arguments: [
        "", "A", String(repeating: "A", count: 42), String(repeating: "A", count: 44),
        String(repeating: "A", count: 42) + "B",
        String(repeating: "A", count: 42) + "=", String(repeating: "A", count: 42) + "+",
        String(repeating: "A", count: 42) + "\0",
        String(repeating: "A", count: 42) + " ", String(repeating: "ä", count: 21) + "A",
    ])
    func anythingElseIsNone(text: String) {
        #expect(PageSecret(Array(text.utf8)[...]) == nil)
    }

    @Test func itIsNotInItsDescription() {
        let secret = PageSecret()
        var dumped = ""
        dump(secret, to: &dumped)
        for text in ["\(secret)", String(reflecting: secret), dumped] {
            #expect(text.contains("<session>") && !text.contains(secret.text))
        }
    }
}
