import Testing

@testable import Folding

@Suite struct FoldingTests {
    @Test(arguments: [
        ("The Quick BROWN Fox 2001", "the quick brown fox 2001"), ("Amélie", "amelie"), ("Ame\u{301}lie", "amelie"),
        ("Straße STRASSE \u{1E9E}", "strasse strasse ss"), ("ΟΔΟΣ οδος", "οδοσ οδοσ"), ("Τάσος", "τασοσ"),
        ("\u{1FB3}", "α"), ("Ёлка Йод", "елка иод"), ("ЇЖАК", "іжак"), ("İIıi", "iiii"), ("Ñandú", "nandu"),
        ("Việt Nam Nguyễn", "viet nam nguyen"), ("\u{212B}ngstr\u{F6}m \u{212A}", "angstrom k"),
        ("\u{1E9B}\u{323}", "s"), ("", ""), ("\0\t\n", "\0\t\n"),
    ])
    func caseAndDiacriticsGo(text: String, folded: String) {
        #expect(Folding.fold(Array(text.utf8)) == Array(folded.utf8))
    }

    @Test(arguments: [
        ("Ærø æ", "aero ae"), ("Œuvre œ", "oeuvre oe"), ("Ørsted ø", "orsted o"), ("Łódź ł", "lodz l"),
        ("Đorđe", "dorde"), ("Ðað", "dad"), ("Þór þ", "thor th"), ("ħ ŧ ŋ ĸ ı ȷ", "h t n q i j"),
        ("ƒ ɓ ɗ ƙ ɛ ɔ Ə ə", "f b d k e o e e"), ("ĳ ǆ ǽ ﬁ ﬃ ſt", "ij dz ae fi ffi st"), ("ŉ", "'n"),
        ("\u{1E9C}\u{1EFB}\u{A733}", "sllaa"),
    ])
    func lettersThatUnicodeDoesNotDecomposeAreThoseOfAPlainKeyboard(text: String, folded: String) {
        #expect(Folding.fold(Array(text.utf8)) == Array(folded.utf8))
    }

    @Test(arguments: [
        ("ＡＢｃ１２３", "abc123"), ("ｱｶﾞﾊﾟｰ", "アガパー"), ("\u{FFA1}\u{FFC2}", "가"), ("Ⅷ ⅷ", "viii viii"),
        ("x² ₃ ①", "x2 3 1"), ("𝔐𝕒𝓽𝖍", "math"), ("㈱ ㎏", "(株) kg"), ("\u{F900}\u{2F800}", "豈丽"), ("…", "..."),
        ("٣ ۳ ३ ๓ 𝟛", "3 3 3 3 3"), ("\u{FDFA}", "صلي الله عليه وسلم"),
    ])
    func compatibilityFormsAndDigitsAreThePlainOnes(text: String, folded: String) {
        #expect(Folding.fold(Array(text.utf8)) == Array(folded.utf8))
    }

    @Test(arguments: [
        ("O’Brien ‘n’ Hawaiʻi", "o'brien 'n' hawai'i"), ("“a” „b‟", "\"a\" \"b\""), ("a–b—c‐d−e", "a-b-c-d-e"),
        ("a\u{A0}b\u{2003}c\u{3000}d\u{2028}e", "a b c d e"),
        ("a\u{AD}b\u{200B}c\u{200D}d\u{FEFF}e\u{FE0F}f\u{E0041}g\u{E0100}h\u{34F}i\u{180B}j\u{3164}k", "abcdefghijk"),
        ("1\u{FE0F}\u{20E3}", "1"),
    ])
    func punctuationIsOneOfEachKindAndWhatDoesNotShowGoes(text: String, folded: String) {
        #expect(Folding.fold(Array(text.utf8)) == Array(folded.utf8))
    }

    @Test(arguments: [
        // Points, vowels, a nukta, tones of Myanmar: they go.
        ("שָׁלוֹם", "שלום"), ("مُحَمَّد", "محمد"), ("أ إ آ ى ی ک ة", "ا ا ا ي ي ك ه"), ("مـــحمد", "محمد"),
        ("फ़िल्म", "फिल्म"), ("\u{95E}", "फ"),
        // Vowel signs, viramas, tones and vowels of Thai, dakuten: they stay.
        ("मैंने", "मैंने"), ("क्ष", "क्ष"), ("\u{9C7}\u{9BE}", "\u{9CB}"), ("ก\u{E38}\u{E48}", "ก\u{E38}\u{E48}"),
        ("ก\u{E48}\u{E38}", "ก\u{E38}\u{E48}"), ("が か\u{3099} ハ\u{309A}", "が が パ"), ("か", "か"),
        ("\u{1112}\u{1161}\u{11AB}", "한"), ("\u{D558}\u{11AB}", "한"), ("千と千尋", "千と千尋"), ("💩❤️", "💩❤"),
    ])
    func marksThatMakeAnotherLetterStay(text: String, folded: String) {
        #expect(Folding.fold(Array(text.utf8)) == Array(folded.utf8))
    }

    @Test func aByteThatIsNoTextIsReplaced() {
        #expect(Folding.fold([0x41, 0xFF, 0xC3]) == Array("a\u{FFFD}\u{FFFD}".utf8))
    }

    @Test func aSpanIsFoldedAsAnArray() {
        let text = Array("Tel Aviv – תֵּל".utf8)
        #expect(Folding.fold(text.span) == Folding.fold(text))
        #expect(Folding.fold(text) == Array("tel aviv - תל".utf8))
    }
}
