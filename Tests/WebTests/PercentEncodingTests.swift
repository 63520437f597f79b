import Testing

@testable import Web

@Suite struct PercentEncodingTests {
    /// RFC 3986, section 2.3
    @Test(arguments: [
        ("", ""), ("azAZ09-._~", "azAZ09-._~"), (" ", "%20"), ("+", "%2B"), ("a&b=c", "a%26b%3Dc"), ("100%", "100%25"),
        ("/?#[]@!$'()*,;:", "%2F%3F%23%5B%5D%40%21%24%27%28%29%2A%2C%3B%3A"), ("ä", "%C3%A4"), ("漢", "%E6%BC%A2"),
        ("\0\r\n\u{7f}", "%00%0D%0A%7F"), ("\"<>", "%22%3C%3E"),
    ])
    func allButUnreservedCharactersIsEncoded(text: String, encoded: String) {
        #expect(Array(text.utf8).percentEncoded == encoded)
    }

    @Test func everyByteComesBack() throws {
        // As a form that is no UTF-8 is refused, only ASCII.
        let bytes = Array(UInt8(0)...127)
        #expect(try FormFields(decoding: Array("a=\(bytes.percentEncoded)".utf8)).single("a") == bytes)
        let encoded = Array(UInt8(128)...255).percentEncoded
        #expect(encoded.utf8.count == 128 * 3 && encoded.hasPrefix("%80%81") && encoded.hasSuffix("%FE%FF"))
    }
}
