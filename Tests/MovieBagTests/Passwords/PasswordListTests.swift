import CommonPasswords
import Testing
import Text

@testable import MovieBag

@Suite struct PasswordListTests {
    private static func contains(_ list: PasswordList, _ word: String) -> Bool {
        list.contains(FoldedText(Array(word.utf8)).bytes)
    }

    /// ASVS 6.2.4
    @Test func theListThatTheProgramBringsHas10000PasswordsInOrderEachFolded() {
        let lines = CommonPasswords.lines.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        #expect(lines.last == [], "the last one ends in a line feed too")
        let words = lines.dropLast().map { Array($0) }
        #expect(words.count == 10_000)
        #expect(zip(words, words.dropFirst()).allSatisfy { $0.lexicographicallyPrecedes($1) })
        #expect(words.allSatisfy { Password.lengths.contains($0.count) })
        #expect(words.allSatisfy { FoldedText($0).bytes == $0 })
        #expect(words.allSatisfy { PasswordList.common.contains($0) })
    }

    @Test(arguments: ["password", "PASSWORD", "12345678", "Trustno1", "qwertyuiop", "iLoveYou", "ЙЦУКЕН", "йцукен"])
    func commonPasswordsAreFoundWithoutRegardToCase(word: String) {
        #expect(Self.contains(.common, word))
    }

    @Test(arguments: [
        "", "a", "passwor", "password ", " password", "password\n", "\n", "password\npassword1", "correct horse",
        "another horse", "\u{10FFFF}", "zzzzzzzzzzzzzzzzzzzz", "0", "\0",
    ])
    func othersAreNot(word: String) {
        #expect(!Self.contains(.common, word))
    }

    @Test func aListOfOnesOwnMayBeInAnyOrderAndCase() throws {
        let list = try PasswordList(
            parsing: Array("Zwölf Boxkämpfer\r\nacme 2026\n\n# Acme #\nacme 2026\nzwei Wörter".utf8))
        for word in ["zwölf boxkämpfer", "ZWÖLF BOXKÄMPFER", "Acme 2026", "# acme #", "Zwei Wörter"] {
            #expect(Self.contains(list, word), "\(word)")
        }
        for word in ["acme", "acme 2026\r", "zwölf", "# acme #\n", "password"] {
            #expect(!Self.contains(list, word), "\(word)")
        }
    }

    @Test func aByteOrderMarkAndWordsOfOtherLengthsAreLeftOut() throws {
        let long = String(repeating: "x", count: 1025)
        let list = try PasswordList(parsing: Array("\u{FEFF}acme 2026\nshort\n\(long)\n".utf8))
        #expect(Self.contains(list, "acme 2026"))
        #expect(!Self.contains(list, "short") && !Self.contains(list, long))
    }

    @Test func whatIsNoListIsRefused() {
        for text in ["", "\n\n", "short\nwords\n"] {
            #expect(throws: PasswordListError.empty) { try PasswordList(parsing: Array(text.utf8)) }
        }
        #expect(throws: PasswordListError.notUTF8(line: 2)) {
            try PasswordList(parsing: Array("acme 2026\n".utf8) + [UInt8](repeating: 0xFF, count: 9))
        }
        #expect(PasswordListError.notUTF8(line: 2).description == "is not UTF-8 text in line 2")
    }

    @Test func everyWordOfALongListIsFound() throws {
        let words = (0..<2000).map { "acme word \($0 * 7919 % 2000)" }
        let list = try PasswordList(parsing: Array(words.joined(separator: "\n").utf8))
        #expect(words.allSatisfy { Self.contains(list, $0) })
        #expect(!Self.contains(list, "acme word 2000") && !Self.contains(list, "acme word"))
    }
}
