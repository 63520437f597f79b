import Mail
import Testing

@Suite struct EmailAddressTests {
    @Test(arguments: [
        "ann@example.org", "root@localhost", "a@b", "ann.lee+films@sub.example.co.uk", "o'neil@example.org",
        "-oQ/tmp@example.org", "!#$%&'*+-/=?^_`{|}~@example.org", "ANN@EXAMPLE.ORG", "1@2.3", "a@x--y.org",
        String(repeating: "l", count: 64) + "@example.org",
        "a@" + String(repeating: "d", count: 63) + ".org",
        "a@" + String(repeating: "d.", count: 125) + "dd",
    ])
    func plainAddressIsKeptAsGiven(text: String) throws {
        let address = try #require(EmailAddress(text))
        #expect(address.text == text)
        #expect(address.localPart + "@" + address.domain == text)
        #expect(EmailAddress(utf8: Array(text.utf8)) == address)
    }

    @Test(arguments: [
        "", "@", "ann", "ann@", "@example.org", "ann@@example.org", "ann@example@org", ".ann@example.org",
        "ann.@example.org", "a..n@example.org", "ann@.org", "ann@example.", "ann@example..org", "ann@-example.org",
        "ann@example-.org", "ann@exam_ple.org", "ann lee@example.org", " ann@example.org", "ann@example.org ",
        "ann@example.org\n", "ann@example.org\r\nBcc: bob@example.org", "ann\u{0}@example.org", "ann@example.org\u{0}",
        "\"ann\"@example.org", "ann(comment)@example.org", "ann@[192.0.2.1]", "Ann <ann@example.org>",
        "ann@example.org,bob@example.org", "zoë@example.org", "ann@exämple.org", "ann@example.org\u{301}",
        String(repeating: "l", count: 65) + "@example.org",
        "a@" + String(repeating: "d", count: 64) + ".org",
        "a@" + String(repeating: "d.", count: 125) + "ddd",
    ])
    func anythingElseIsRefused(text: String) {
        #expect(EmailAddress(text) == nil)
    }

    @Test(arguments: [[0xFF], [0x61, 0x40, 0xC3], [0x61, 0x40, 0x62, 0x80]] as [[UInt8]])
    func bytesThatAreNotTextAreRefused(bytes: [UInt8]) {
        #expect(EmailAddress(utf8: bytes) == nil)
    }

    @Test func addressesThatDifferInCaseMatchButAreNotEqual() throws {
        let given = try #require(EmailAddress("Ann.Lee@Example.ORG"))
        let typed = try #require(EmailAddress("ann.lee@example.org"))
        #expect(given.matches(typed))
        #expect(given != typed)
        #expect(given.caseFolded == "ann.lee@example.org")
    }

    @Test func addressesThatDifferInMoreThanCaseDoNotMatch() throws {
        // `[` and `{` differ by the same bit as `A` and `a`; so do `^` and `~`.
        let one = try #require(EmailAddress("a^b@example.org"))
        let other = try #require(EmailAddress("a~b@example.org"))
        #expect(!one.matches(other))
    }

    @Test(arguments: [
        ("Ann@Example.ORG", "ann@example.org"), ("ann+films@example.org", "ann@example.org"),
        ("ann+a+b@example.org", "ann@example.org"), ("ann+@example.org", "ann@example.org"),
        ("+films@example.org", "+films@example.org"), ("+a+b@example.org", "+a@example.org"),
        ("a.n.n@example.org", "a.n.n@example.org"), ("root@localhost", "root@localhost"),
    ])
    func addressesOfOneMailboxHaveOneMailbox(text: String, mailbox: String) throws {
        #expect(try #require(EmailAddress(text)).mailbox == mailbox)
    }
}
