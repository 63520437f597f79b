import Testing

@testable import Folding

@Suite struct FoldingNFCTests {
    @Test(arguments: [
        ("Ame\u{301}lie", "Am\u{E9}lie"), ("\u{212B}", "\u{C5}"), ("\u{2126}", "\u{3A9}"),
        ("\u{1E9B}\u{323}", "\u{1E9B}\u{323}"),
        // Order of marks, one in the way, a composite that is excluded, and two that are one mark.
        ("a\u{301}\u{323}", "\u{1EA1}\u{301}"), ("a\u{328}\u{301}", "\u{105}\u{301}"),
        ("a\u{301}\u{301}", "\u{E1}\u{301}"),
        ("a\u{5AE}\u{305}\u{301}b", "a\u{5AE}\u{305}\u{301}b"), ("\u{958}", "\u{915}\u{93C}"),
        ("\u{344}", "\u{308}\u{301}"),
        ("\u{1100}\u{1161}\u{11A8}", "\u{AC01}"), ("\u{AC00}\u{11A7}", "\u{AC00}\u{11A7}"),
        ("\u{AC00}\u{11A8}", "\u{AC01}"),
        ("\u{AC01}\u{11A8}", "\u{AC01}\u{11A8}"), ("\u{1100}\u{AC00}", "\u{1100}\u{AC00}"), ("\u{D7A3}", "\u{D7A3}"),
        ("\u{9C7}\u{9BE}", "\u{9CB}"), ("\u{9C7}\u{301}\u{9BE}", "\u{9C7}\u{301}\u{9BE}"), ("\u{F900}", "\u{8C48}"),
        ("\u{11131}\u{11127}", "\u{1112E}"), ("\u{1D15E}", "\u{1D157}\u{1D165}"), ("e\0\u{301}", "e\0\u{301}"),
        ("", ""),
        ("\u{301}e\u{301}", "\u{301}\u{E9}"), ("ﬁ", "ﬁ"),
    ])
    func canonicallyEquivalentTextsHaveOneForm(text: String, form: String) {
        #expect(Folding.nfc(Array(text.utf8)) == Array(form.utf8))
        #expect(Folding.nfc(Array(form.utf8)) == Array(form.utf8))
    }

    @Test func aByteThatIsNoTextIsReplaced() {
        #expect(Folding.nfc([0x41, 0xFF, 0x65, 0xCC, 0x81, 0xCC]) == Array("A\u{FFFD}\u{E9}\u{FFFD}".utf8))
    }

    /// 100,000 marks of different classes behind one letter, in the worst order.
    @Test func aLongRunOfMarksIsPutInOrder() {
        let count = 50_000
        let text = "a" + String(repeating: "\u{315}\u{5AE}", count: count)
        let form = "a" + String(repeating: "\u{5AE}", count: count) + String(repeating: "\u{315}", count: count)
        #expect(Folding.nfc(Array(text.utf8)) == Array(form.utf8))
    }
}
