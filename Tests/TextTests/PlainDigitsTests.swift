import Testing
import Text

@Suite struct PlainDigitsTests {
    @Test(arguments: [
        ("", ""), ("1985", "1985"), ("٠١٢٣٤٥٦٧٨٩", "0123456789"), ("۰۱۲۳۴۵۶۷۸۹", "0123456789"),
        ("０１２３４５６７８９", "0123456789"), ("١9۸５", "1985"), ("é\u{65f}\u{66a}", "é\u{65f}\u{66a}"), ("日本", "日本"),
    ])
    func digitsOfOtherKeyboardsBecomePlain(text: String, plain: String) {
        #expect(Array(text.utf8).withPlainDigits == Array(plain.utf8))
    }

    @Test func whatIsNoUTF8StaysNone() {
        #expect([0x31, 0xFF].withPlainDigits == Array("1\u{fffd}".utf8))
    }
}
