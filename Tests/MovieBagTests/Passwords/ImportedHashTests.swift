import MovieBag
import Testing

@Suite struct ImportedHashTests {
    private static let bcrypt = "$2b$12$abcdefghijklmnopqrstuujydOTSfIH/d5oUHpsygqV5X9xJLQc6e"
    private static let scrypt =
        "$scrypt$ln=15,r=8,p=3$MDEyMzQ1Njc4OWFiY2RlZg$AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8"

    @Test(arguments: [bcrypt, scrypt, bcrypt.replacing("$2b", with: "$2y"), bcrypt.replacing("$12", with: "$04")])
    func hashesThatCanBeCheckedAreTakenAsTheyAre(text: String) throws {
        #expect(try PasswordHash(imported: text).phcString == text)
        for spaced in ["\(text)\n", "  \(text)\r\n", "\t\(text) "] {
            #expect(try PasswordHash(imported: spaced).phcString == text)
        }
    }

    static let refused: [(String, String)] = [
        ("", "must begin with"), ("correct horse", "must begin with"),
        ("$argon2id$v=19$m=1,t=1,p=1$c2FsdA$aGFzaA", "must begin"),
        ("$1$salt$hash", "must begin with"), ("x\(bcrypt)", "must begin with"),
        (bcrypt.replacing("$12", with: "$15"), "cost"), (bcrypt.replacing("$12", with: "$03"), "cost"),
        (bcrypt.replacing("$2b", with: "$2x"), "begins with"), (String(bcrypt.dropLast()), "60 characters"),
        (bcrypt + "x", "60 characters"), ("\(bcrypt)\n\(bcrypt)", "60 characters"),
        (scrypt.replacing("ln=15", with: "ln=21"), "of scrypt"), (scrypt + "=", "of scrypt"), ("$scrypt$", "of scrypt"),
        (scrypt.replacing("p=3", with: "p=65"), "of scrypt"),
    ]

    @Test(arguments: refused) func othersAreRefusedWithTheReasonAndWithoutTheHash(text: String, reason: String) throws {
        do throws(InvalidValue) {
            _ = try PasswordHash(imported: text)
            Issue.record("it was taken")
        } catch {
            #expect(error.field == "password hash")
            #expect(error.rule.contains(reason))
            #expect(!error.description.contains("abcdefghijklm") && !error.description.contains("MDEyMzQ1"))
            #expect(!error.description.contains("correct horse"))
        }
    }
}
