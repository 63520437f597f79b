import Foundation
import Mail
import Testing

@testable import MovieBag

/// Mails in German and Arabic as a mail program reads them.
@Suite struct MailEncodingTests {
    private let now = UnixTime(seconds: 1_800_000_000)

    private func lines(_ language: MailLanguage) throws -> [String] {
        let account = AccountID(.numbered(1))
        let claims = try TokenIssuer.test().newClaims(.reset, for: account, at: now)
        let mail = OutboxMail(
            id: OutboxMailID(.numbered(9)), account: account, content: .reset(claims), written: now)
        let leased = LeasedMail(
            mail: mail, recipient: try #require(EmailAddress("ann@example.org")), language: language, due: now,
            attempt: 1)
        let message = try #require(try MailComposer.packaged().message(for: leased, at: now))
        let encoded = message.encoded()
        #expect(encoded.allSatisfy { (0x20...0x7E).contains($0) || $0 == 0x0A })
        return String(decoding: encoded, as: UTF8.self).components(separatedBy: "\n")
    }

    /// RFC 2047: encoded-words of at most 75 bytes that end where a character ends.
    @Test(
        arguments: [
            (
                .german,
                [
                    "Subject: =?utf-8?q?=5BMovie-bag=5D_Setzen_Sie_Ihr_Passwort_zur=C3=BCck?=", "MIME-Version: 1.0",
                ]
            ),
            (
                .arabic,
                [
                    "Subject: =?utf-8?q?=5BMovie-bag=5D_=D8=A5=D8=B9=D8=A7=D8=AF=D8=A9_=D8=AA?=",
                    " =?utf-8?q?=D8=B9=D9=8A=D9=8A=D9=86_=D9=83=D9=84=D9=85=D8=A9_=D9=85=D8=B1?=",
                    " =?utf-8?q?=D9=88=D8=B1=D9=83?=", "MIME-Version: 1.0",
                ]
            ),
        ] as [(MailLanguage, [String])])
    func aSubjectIsEncodedWords(language: MailLanguage, expected: [String]) throws {
        let lines = try lines(language)
        let start = try #require(lines.firstIndex { $0.hasPrefix("Subject:") })
        #expect(Array(lines[start...].prefix(expected.count)) == expected)
        #expect(lines[start...].prefix(expected.count).allSatisfy { $0.utf8.count <= 76 })
    }

    @Test(arguments: [MailLanguage.german, .arabic]) func bothPartsAreUTF8AndGoToTheAccount(language: MailLanguage)
        throws
    {
        let lines = try lines(language)
        #expect(lines.contains("To: ann@example.org"))
        #expect(lines.contains("Content-Type: text/plain; charset=utf-8"))
        #expect(lines.contains("Content-Type: text/html; charset=utf-8"))
        #expect(lines.filter { $0 == "Content-Transfer-Encoding: quoted-printable" }.count == 2)
        let boundary = try #require(lines.first { $0.hasPrefix(" boundary=") }).dropFirst(11).dropLast()
        #expect(
            lines.filter { $0.hasPrefix("--\(boundary)") } == ["--\(boundary)", "--\(boundary)", "--\(boundary)--"])
        let greeting = language == .german ? "Guten Tag," : "=D9=85=D8=B1=D8=AD=D8=A8=D9=8B=D8=A7=D8=8C"
        #expect(lines.contains(greeting))
    }
}
