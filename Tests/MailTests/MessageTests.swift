import Mail
import Testing

@Suite struct MessageTests {
    @Test func messageIsTwoAlternativesTextFirst() throws {
        let expected = """
            Date: Thu, 01 Jan 2026 00:00:00 +0000
            From: support@example.org
            To: ann@example.com
            Message-ID: <5f1.reset@example.org>
            Subject: [Movie-bag] Reset Your Password
            MIME-Version: 1.0
            Auto-Submitted: auto-generated
            Content-Type: multipart/alternative;
             boundary="=_5f1resetexampleorg"

            --=_5f1resetexampleorg
            Content-Type: text/plain; charset=utf-8
            Content-Transfer-Encoding: quoted-printable

            Dear Ann,
            =E2=98=BA

            --=_5f1resetexampleorg
            Content-Type: text/html; charset=utf-8
            Content-Transfer-Encoding: quoted-printable

            <p title=3D"x">Dear Ann</p>
            --=_5f1resetexampleorg--

            """
        let message = try Message.sample(
            subject: "[Movie-bag] Reset Your Password", text: "Dear Ann,\n☺\n", html: "<p title=\"x\">Dear Ann</p>")
        #expect(String(decoding: message.encoded(), as: UTF8.self) == expected)
    }

    @Test(arguments: [
        "x\nBcc: eve@example.net", "x\r\n\r\nbody", "x\rBcc: eve@example.net", "x\u{0}", "x\u{2028}y", "é>",
    ])
    func nothingCanBeAddedToTheHeaders(text: String) throws {
        let message = try Message.sample(messageID: text, subject: text)
        let lines = message.headerLines
        let names = lines.filter { !$0.hasPrefix(" ") }.map { $0.prefix { $0 != ":" } }
        #expect(
            names == [
                "Date", "From", "To", "Message-ID", "Subject", "MIME-Version", "Auto-Submitted", "Content-Type",
            ])
        #expect(message.encoded().allSatisfy { $0 == 0x0A || 0x20...0x7E ~= $0 })
    }

    @Test func noLineIsTooLong() throws {
        let long = String(repeating: "a very long text, Ünïcode & all. ", count: 300)
        let message = try Message.sample(messageID: long, subject: long, text: long, html: long)
        let lines = message.encoded().split(separator: 0x0A, omittingEmptySubsequences: false)
        #expect(message.headerLines.allSatisfy { $0.utf8.count <= 76 || $0.hasPrefix("Message-ID: ") })
        #expect(lines.allSatisfy { $0.count <= 76 || $0.starts(with: "Message-ID: ".utf8) && $0.count <= 270 })
    }

    @Test func partsCannotHoldTheBoundary() throws {
        let message = try Message.sample(messageID: "x", text: "--=_x--", html: "--=_x\n")
        let lines = String(decoding: message.encoded(), as: UTF8.self).split(separator: "\n")
        #expect(lines.filter { $0.hasPrefix("--=_x") } == ["--=_x", "--=_x", "--=_x--"])
    }
}

extension Message {
    /// A message in which only what a test is about need be said.
    static func sample(
        messageID: String = "5f1.reset@example.org", from: String = "support@example.org",
        to: String = "ann@example.com",
        subject: String = "Subject", text: String = "Text\n", html: String = "<p>Text</p>\n"
    ) throws -> Message {
        try Message(
            messageID: messageID, date: 1_767_225_600, from: #require(EmailAddress(from)),
            to: #require(EmailAddress(to)),
            subject: subject, text: text, html: html)
    }

    /// What stands before the first empty line.
    var headerLines: [String] {
        let lines = String(decoding: encoded(), as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false)
        return lines.prefix { !$0.isEmpty }.map(String.init)
    }
}
