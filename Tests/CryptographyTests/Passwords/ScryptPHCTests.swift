import Testing

@testable import Cryptography

/// The text form of stored passwords.
@Suite struct ScryptPHCTests {
    static let salt = "MDEyMzQ1Njc4OWFiY2RlZg"
    static let hash = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8"

    @Test func storedTextIsReadAndWrittenAlike() throws {
        let text = "$scrypt$ln=15,r=8,p=3$\(Self.salt)$\(Self.hash)"
        let hash = try #require(ScryptHash(phcString: text))
        #expect(hash.parameters == ScryptParameters(logN: 15, r: 8, p: 3))
        #expect(hash.salt == Array("0123456789abcdef".utf8))
        #expect(hash.hash == Array(0..<32))
        #expect(hash.phcString == text)
    }

    @Test func passwordMatchesAfterStoring() throws {
        let parameters = try #require(ScryptParameters(logN: 2, r: 2, p: 2))
        let text = try ScryptHash(of: Array("secret word".utf8), parameters: parameters).phcString
        #expect(text.hasPrefix("$scrypt$ln=2,r=2,p=2$"))
        #expect(try #require(ScryptHash(phcString: text)).matches(Array("secret word".utf8)))
        #expect(try !#require(ScryptHash(phcString: text)).matches(Array("secret worD".utf8)))
    }

    @Test(arguments: [
        "", "$", "scrypt", "$scrypt$ln=15,r=8,p=3",
        "scrypt$ln=15,r=8,p=3$\(salt)$\(hash)",
        " $scrypt$ln=15,r=8,p=3$\(salt)$\(hash)",
        "$scrypt$ln=15,r=8,p=3$\(salt)$\(hash)$",
        "$scrypt$ln=15,r=8,p=3$\(salt)$\(hash)\n",
        "$scrypt$v=1$ln=15,r=8,p=3$\(salt)$\(hash)",
        "$argon2id$ln=15,r=8,p=3$\(salt)$\(hash)",
        "$Scrypt$ln=15,r=8,p=3$\(salt)$\(hash)",
        "$scrypt$$\(salt)$\(hash)",
        "$scrypt$ln=15,r=8$\(salt)$\(hash)",
        "$scrypt$ln=15,r=8,p=3,x=1$\(salt)$\(hash)",
        "$scrypt$r=8,ln=15,p=3$\(salt)$\(hash)",
        "$scrypt$ln=15,,r=8,p=3$\(salt)$\(hash)",
        "$scrypt$ln=015,r=8,p=3$\(salt)$\(hash)",
        "$scrypt$ln=+15,r=8,p=3$\(salt)$\(hash)",
        "$scrypt$ln=-1,r=8,p=3$\(salt)$\(hash)",
        "$scrypt$ln= 15,r=8,p=3$\(salt)$\(hash)",
        "$scrypt$ln=0xF,r=8,p=3$\(salt)$\(hash)",
        "$scrypt$ln=１５,r=8,p=3$\(salt)$\(hash)",
        "$scrypt$ln=,r=8,p=3$\(salt)$\(hash)",
        "$scrypt$ln=0,r=8,p=3$\(salt)$\(hash)",
        "$scrypt$ln=21,r=8,p=1$\(salt)$\(hash)",
        "$scrypt$ln=20,r=8,p=999$\(salt)$\(hash)",
        "$scrypt$ln=20,r=800,p=1$\(salt)$\(hash)",
        "$scrypt$ln=99999999999999999999,r=8,p=3$\(salt)$\(hash)",
        "$scrypt$ln=15,r=8,p=3$\(salt)==$\(hash)",
        "$scrypt$ln=15,r=8,p=3$\(salt)$\(hash)=",
        "$scrypt$ln=15,r=8,p=3$$\(hash)",
        "$scrypt$ln=15,r=8,p=3$\(salt)$",
        "$scrypt$ln=15,r=8,p=3$\(salt.dropLast(2))$\(hash)",
        "$scrypt$ln=15,r=8,p=3$\(salt)$\(hash.dropLast(3))",
        "$scrypt$ln=15,r=8,p=3$MDEyMzQ1Njc4OWFiY2RlZh$\(hash)",
        "$scrypt$ln=15,r=8,p=3$\(salt)$AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh9",
        "$scrypt$ln=15,r=8,p=3$\(salt)$--ECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8",
    ])
    func anythingElseIsNoStoredPassword(text: String) {
        #expect(ScryptHash(phcString: text) == nil)
    }
}
