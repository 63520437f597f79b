import FoundationEssentials
import Mail
import Subprocess
import SystemPackage
import Testing

/// Another implementation, Python's email package, reads the messages back where it is installed.
@Suite struct MessageInteroperabilityTests {
    @Test(
        .enabled(if: FileManager.default.isExecutableFile(atPath: python)),
        arguments: [
            "plain\n", "no line end", "", "Grüße, 你好, 👋🏽\n",
            "trailing \t \nspaces\t\n", ".\n..\nFrom me\n=20\n",
            "a\rb\u{0}c\u{7F}\u{1B}[0m\n", String(repeating: "https://example.org/reset/abc=_def-", count: 40) + "\n",
            String(repeating: "é", count: 500), "--=_5f1resetexampleorg--\n",
        ])
    func otherProgramsReadWhatWasWritten(text: String) async throws {
        let message = try Message.sample(subject: "Re: " + text, text: text, html: "<p>\(text)</p>")
        let result = try await Subprocess.run(
            .path(FilePath(python)), arguments: ["-c", Self.reader],
            input: .array(message.encoded()), output: .bytes(limit: 1_000_000), error: .currentStandardError)
        let parsed = try JSONDecoder().decode(Parsed.self, from: Data(result.standardOutput))
        #expect(parsed.defects == 0)
        #expect(parsed.headers["To"] == "ann@example.com")
        #expect(parsed.headers["From"] == "support@example.org")
        #expect(parsed.headers["Message-ID"] == "<5f1.reset@example.org>")
        #expect(parsed.subject.unicodeScalars.elementsEqual(message.subject.unicodeScalars))
        #expect(parsed.secondsSince1970 == message.date)
        #expect(parsed.types == ["multipart/alternative", "text/plain", "text/html"])
        #expect(parsed.contents.map { Array($0.utf8) } == [Array(message.text.utf8), Array(message.html.utf8)])
    }

    private struct Parsed: Codable {
        let defects: Int
        let headers: [String: String]
        let subject: String
        let secondsSince1970: Int64
        let types: [String]
        let contents: [String]
    }

    /// The header policy of today would mend line ends in a subject; the older decoder shows what is really there.
    private static let reader = """
        import email, email.header, email.policy, email.utils, json, sys
        message = email.message_from_bytes(sys.stdin.buffer.read(), policy=email.policy.compat32)
        everything = list(message.walk())
        print(json.dumps({
            "defects": sum(len(part.defects) for part in everything),
            "headers": dict(message.items()),
            "subject": str(email.header.make_header(email.header.decode_header(message["Subject"]))),
            "secondsSince1970": int(email.utils.parsedate_to_datetime(message["Date"]).timestamp()),
            "types": [part.get_content_type() for part in everything],
            "contents": [part.get_payload(decode=True).decode(part.get_content_charset()) for part in everything[1:]],
        }))
        """
}

private let python = "/usr/bin/python3"
