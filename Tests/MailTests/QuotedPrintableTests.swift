import Testing

@testable import Mail

@Suite struct QuotedPrintableTests {
    @Test(arguments: [
        ("", ""),
        ("plain text\n", "plain text\n"),
        ("one\r\ntwo\nthree", "one\ntwo\nthree"),
        ("1 + 1 = 2", "1 + 1 =3D 2"),
        ("caf\u{E9} \u{1F600}", "caf=C3=A9 =F0=9F=98=80"),
        ("space \ntab\t\nend ", "space=20\ntab=09\nend=20"),
        ("in\tside", "in\tside"),
        ("bare\rreturn and \u{0}NUL", "bare=0Dreturn and =00NUL"),
        ("return at the end\r", "return at the end=0D"),
        ("twice\r\r\n", "twice=0D\n"),
        (".\n..\n.dot", "=2E\n=2E.\n=2Edot"),
        ("From here\nFrom\n>From here", "=46rom here\nFrom\n>From here"),
    ])
    func textIsEncoded(text: String, expected: String) {
        #expect(QuotedPrintable(text).text == expected)
    }

    @Test func lineOf76StaysWholeAndLongerOnesAreBroken() {
        let line = String(repeating: "x", count: 75)
        #expect(QuotedPrintable(line + "y").text == line + "y")
        #expect(QuotedPrintable(line + "yz").text == line + "=\nyz")
        #expect(QuotedPrintable(line + "=").text == line + "=\n=3D")
        #expect(
            QuotedPrintable(String(repeating: "x", count: 73) + "=").text == String(repeating: "x", count: 73) + "=3D")
    }

    @Test func riskyStartOfABrokenLineIsEncodedToo() {
        let line = String(repeating: "x", count: 75)
        #expect(QuotedPrintable(line + ".y").text == line + "=\n=2Ey")
        #expect(QuotedPrintable(line + "From y").text == line + "=\n=46rom y")
    }
}
