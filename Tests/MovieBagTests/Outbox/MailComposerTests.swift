import Mail
import MovieBag
import Testing

@testable import MovieBag

extension MailComposer {
    /// Writes with templates that show every variable.
    static func test() throws -> MailComposer {
        let texts = try MailTexts { name in
            name.hasSuffix(".txt") ? "{{ url }}|{{ lifetime }}|{{ email }}" : "<{{ url }}|{{ lifetime }}|{{ email }}>"
        }
        return MailComposer(
            texts: texts, sender: EmailAddress("support@example.org")!,  // Valid as it stands here.
            site: try PublicURL(parsing: "https://example.org/bag"), tokens: try .test())
    }
}

@Suite struct MailComposerTests {
    private let account = AccountID(.numbered(1))
    private let now = UnixTime(seconds: 1_800_000_000)

    private func message(_ content: OutboxMail.Content, to recipient: String = "o'neil&co@example.org") throws
        -> Message?
    {
        let mail = OutboxMail(id: OutboxMailID(.numbered(9)), account: account, content: content, written: now)
        let leased = LeasedMail(
            mail: mail, recipient: try #require(EmailAddress(recipient)), due: now, attempt: 1)
        return try MailComposer.test().message(for: leased, at: now)
    }

    @Test func aResetMailCarriesALinkWithAGoodToken() throws {
        let issuer = try TokenIssuer.test()
        let claims = issuer.newClaims(.reset, for: account, at: now)
        let message = try #require(try message(.reset(claims)))
        #expect(message.subject == "[Movie-bag] Reset Your Password")
        #expect(message.messageID == "000000000000000000000009@example.org")
        let parts = message.text.split(separator: "|")
        #expect(parts.count == 3)
        #expect(parts[0].hasPrefix("https://example.org/bag/reset/"))
        #expect(parts[1...] == ["1 minute", "o'neil&co@example.org"])
        let token = CompactToken(
            Array(parts[0].utf8.drop { $0 != UInt8(ascii: "e") }.split(separator: UInt8(ascii: "/")).last ?? []))
        #expect(try issuer.verify(token, as: .reset, at: now) == claims)
        #expect(message.html.hasSuffix("|1 minute|o&#39;neil&amp;co@example.org>"))
    }

    @Test(arguments: [
        (MailKind.passwordChanged, "[Movie-bag] Your password has been changed"),
        (.passwordReset, "[Movie-bag] Password reset successful"),
    ])
    func aConfirmationHasNoLink(kind: MailKind, subject: String) throws {
        let message = try #require(try message(.notice(kind)))
        #expect(message.subject == subject)
        #expect(message.text == "||o'neil&co@example.org")
    }

    @Test(arguments: [
        (
            "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101",
            "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101"
        ),
        ("see https://evil.example/a?b or www.evil.example", "see https__/evil_example/a?b or www_evil_example"),
        ("ann@example.org http://192.0.2.1/", "ann_example_org http__/192.0.2.1/"),
        ("//evil.-x.example. end.", "_/evil_-x_example. end."),
        ("a\r\nBcc: b\0\u{7F}\u{E9}", "a??Bcc: b????"),
    ])
    func aNoticeOfALogInMakesNoLinkOfWhatAClientCallsItself(agent: String, written: String) {
        #expect(MailComposer.withoutLinks(agent) == written)
    }

    @Test func aLinkWhoseTimeIsUpMakesNoMessage() throws {
        let claims = TokenClaims(account: account, purpose: .reset, issued: 0, expires: now.seconds, id: "abc")
        #expect(try message(.reset(claims)) == nil)
    }

    @Test func aTemplateWithoutTheLinkIsRefused() {
        #expect(throws: TemplateError.self) { try MailTexts { _ in "no link here" } }
        #expect(throws: TemplateError.self) { try MailTexts { _ in "{{ url" } }
    }
}
