import Testing

@testable import Mail

@Suite struct HeaderTextTests {
    @Test(arguments: [
        ("", ""),
        ("[Movie-bag] Reset Your Password", " [Movie-bag] Reset Your Password"),
        ("Prix : 5 €", " =?utf-8?q?Prix_=3A_5_=E2=82=AC?="),
        ("=?utf-8?q?fake?=", " =?utf-8?q?=3D=3Futf-8=3Fq=3Ffake=3F=3D?="),
        (" led by a space", " =?utf-8?q?_led_by_a_space?="),
        ("a\r\nBcc: b@c", " =?utf-8?q?a=0D=0ABcc=3A_b=40c?="),
        ("a\u{0}b\tc\u{7F}", " =?utf-8?q?a=00b=09c=7F?="),
    ])
    func textIsPlainOnlyWhenNothingCouldBeReadIntoIt(text: String, expected: String) {
        #expect(HeaderText(text).folded(afterHeaderName: "Subject") == expected)
    }

    @Test func longTextIsFoldedBetweenCharacters() {
        let text = String(repeating: "é", count: 30)  // Six bytes each; 55 fit the first line, 63 the others.
        let expected =
            " =?utf-8?q?" + String(repeating: "=C3=A9", count: 9) + "?=\n =?utf-8?q?"
            + String(repeating: "=C3=A9", count: 10) + "?=\n =?utf-8?q?"
            + String(repeating: "=C3=A9", count: 10) + "?=\n =?utf-8?q?=C3=A9?="
        #expect(HeaderText(text).folded(afterHeaderName: "Subject") == expected)
    }

    @Test func plainTextThatJustFitsItsLineIsNotEncoded() {
        let text = String(repeating: "x", count: 67)
        #expect(HeaderText(text).folded(afterHeaderName: "Subject") == " " + text)
        #expect(HeaderText(text + "x").folded(afterHeaderName: "Subject").hasPrefix(" =?utf-8?q?x"))
    }
}
