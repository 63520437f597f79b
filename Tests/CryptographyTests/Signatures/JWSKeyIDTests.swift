import Cryptography
import Testing

@Suite struct JWSKeyIDTests {
    @Test(arguments: [
        "a", "Z9", "20261129-5f3ac2d1", "--", "-a", "_", "0", String(repeating: "k", count: 64),
    ])
    func aName(text: String) {
        #expect(JWSKeyID(text.utf8)?.text == text)
    }

    @Test(arguments: [
        "", "-", String(repeating: "k", count: 65), "a b", "a.b", "a/b", "../a", "a\"", "a\\", "a\n", "a\0", "é", "a'",
        "a+b", "a=",
        "a,b", "{}",
    ])
    func whatIsNone(text: String) {
        #expect(JWSKeyID(text.utf8) == nil)
    }
}
