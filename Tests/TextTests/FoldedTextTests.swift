import Testing

@testable import Text

@Suite struct FoldedTextTests {
    @Test(arguments: [
        ("Correct Horse", "correct horse"), ("PÄSSWORD", "pässword"), ("ПАРОЛЬ", "пароль"), ("ΟΔΟΣ", "οδοσ"),
        ("ＡＢＣ", "ａｂｃ"), ("straße", "straße"), ("e\u{301}E\u{301}", "e\u{301}e\u{301}"), ("a\0B", "a\0b"), ("", ""),
        ("🐎 Horse", "🐎 horse"), ("\u{10400}", "\u{10428}"),
    ])
    func upperCaseBecomesLowerCaseAndNothingElseChanges(text: String, folded: String) {
        #expect(FoldedText(Array(text.utf8)).bytes == Array(folded.utf8))
    }

    @Test(arguments: [
        (" \t\n", true), ("\u{a0}\u{2003}\u{3000}\u{2028}", true), ("", true), (" a ", false), ("\0", false),
        ("\u{200b}", false),
    ])
    func whiteSpaceIsThatOfUnicode(text: String, isBlank: Bool) {
        #expect(FoldedText(Array(text.utf8)).isBlank == isBlank)
    }

    /// So that no copy is left behind by an array that grows. U+0130 and U+023A become longer by a half.
    @Test(arguments: ["\u{130}", "\u{23A}", "K", "\u{212A}", "語", "🐎"])
    func theRoomForTheResultIsNeverTooSmall(character: String) {
        let text = Array(String(repeating: character, count: 100).utf8)
        #expect(FoldedText(text).bytes.count <= 2 * text.count)
    }

    @Test func whatIsNotUTF8IsReplaced() {
        #expect(FoldedText([0x41, 0xFF, 0x42]).bytes == Array("a\u{FFFD}b".utf8))
    }
}
