import Foundation
import Mail
import Testing

@testable import MovieBag

/// Mails in the languages of accounts.
@Suite struct MailTextsLanguagesTests {
    private static let now = UnixTime(seconds: 1_800_000_000)
    private static let account = AccountID(.numbered(1))

    /// What a mail of a kind says, by the packaged templates.
    private static func message(_ kind: MailKind, _ language: MailLanguage) throws -> Message {
        let link = try kind.linkPurpose.map { try TokenIssuer.test().newClaims($0, for: account, at: now) }
        let origin = SessionOrigin(client: "2001:db8::1", agent: "Firefox/140.0")
        let content = try #require(OutboxMail.Content(kind, link: link, origin: origin))
        return try message(content, language)
    }

    private static func message(_ content: OutboxMail.Content, _ language: MailLanguage) throws -> Message {
        let mail = OutboxMail(id: OutboxMailID(.numbered(9)), account: account, content: content, written: now)
        let recipient = try #require(EmailAddress("ann@example.org"))
        let leased = LeasedMail(mail: mail, recipient: recipient, language: language, due: now, attempt: 1)
        return try #require(try MailComposer.packaged().message(for: leased, at: now))
    }

    @Test(arguments: MailLanguage.allCases, MailKind.allCases)
    func everyLanguageHasEveryTemplateWithTheSameVariables(language: MailLanguage, kind: MailKind) throws {
        for ending in ["txt", "html"] {
            let (own, english) = (
                try PackagedTemplates.text(of: "\(language.folder)/\(kind.template).\(ending)"),
                try PackagedTemplates.text(of: "email/\(kind.template).\(ending)")
            )
            #expect(try Self.variables(own) == Self.variables(english))
            #expect(language == .english || own != english)
        }
    }

    /// With the braces, as two of them escape in HTML and three do not.
    private static func variables(_ template: String) throws -> [String] {
        template.matches(of: try Regex(#"\{\{\{? \w+ \}\}\}?"#)).map { String(template[$0.range]) }.sorted()
    }

    @Test(arguments: MailLanguage.allCases, MailKind.allCases)
    func aMailIsInOneLanguageAndSaysWhichItIs(language: MailLanguage, kind: MailKind) throws {
        let message = try Self.message(kind, language)
        let opening = ["en": #"<html lang="en">"#, "de": #"<html lang="de">"#, "ar": #"<html lang="ar" dir="rtl">"#]
        #expect(message.html.hasPrefix("<!DOCTYPE html>\n\(try #require(opening[language.rawValue]))\n"))
        let greeting = ["en": "Hello,", "de": "Guten Tag,", "ar": "مرحبًا،"][language.rawValue] ?? ""
        #expect(message.text.hasPrefix("\(greeting)\n\n") && message.html.contains(">\(greeting)</p>"))
        let known = ["en": "not known", "de": "nicht bekannt", "ar": "غير معروف"]
        let unnamed = try Self.message(.newClient(SessionOrigin(client: nil, agent: nil)), language)
        #expect(unnamed.text.contains(known[language.rawValue] ?? ""))
        #expect(message.to.text == "ann@example.org")
        #expect(message.text.contains("ann@example.org") && message.html.contains("ann@example.org"))
    }

    /// A mail program that does not know the direction of a text shows a URL as it is where it has a line of its own.
    @Test(arguments: MailLanguage.allCases, MailKind.allCases.filter(\.hasLink))
    func aLinkHasALineOfItsOwn(language: MailLanguage, kind: MailKind) throws {
        let message = try Self.message(kind, language)
        let lines = message.text.split(separator: "\n").filter { $0.contains("://") }
        #expect(lines.count == 1 && lines[0].hasPrefix("https://example.org/bag/"))
        #expect(!lines[0].contains(" ") && message.html.contains("\"\(lines[0])\""))
    }

    /// UAX #9: what is written from left to right is isolated from the text around it.
    @Test(arguments: MailKind.allCases) func valuesAreIsolatedInArabic(kind: MailKind) throws {
        let message = try Self.message(kind, .arabic)
        #expect(message.text.contains("\u{2066}ann@example.org\u{2069}"))
        #expect(message.html.contains(#"<bdi dir="ltr">ann@example.org</bdi>"#))
        if kind == .newClient {
            for value in ["2027-01-15 08:00 UTC", "2001:db8::1", "Firefox/140.0"] {
                #expect(message.text.contains("\u{2066}\(value)\u{2069}"))
                #expect(message.html.contains(#"<bdi dir="ltr">\#(value)</bdi>"#))
            }
        }
    }

    @Test func subjectsAreTheWordsOfTheLanguage() throws {
        #expect(try Self.message(.reset, .english).subject == "[Movie-bag] Reset Your Password")
        #expect(try Self.message(.reset, .german).subject == "[Movie-bag] Setzen Sie Ihr Passwort zurück")
        #expect(try Self.message(.accountDeleted, .arabic).subject == "[Movie-bag] حُذف حسابك")
        #expect(try Self.message(.reset, .german).text.contains("funktioniert einmal und gilt 1 Minute."))
        #expect(try Self.message(.reset, .arabic).text.contains("صالح لمدة دقيقة واحدة."))
    }

    /// A kind as a whole: no mail has its parts in two languages.
    @Test(arguments: ["reset_password.txt", "reset_password.html"])
    func whereATemplateIsMissingTheMailIsEnglish(missing: String) throws {
        let texts = try MailTexts(words: PackagedTemplates.text) { name in
            if name == "email/de/\(missing)" { throw TemplateError(name, "is missing", isMissing: true) }
            return try PackagedTemplates.text(of: name)
        }
        let reset = texts[.reset, .german]
        #expect(reset.text.render([:]).hasPrefix("Hello,") && reset.html.render([:]).contains(#"<html lang="en">"#))
        #expect(reset.words.subject(of: .reset) == "[Movie-bag] Reset Your Password")
        #expect(texts[.invitation, .german].text.render([:]).hasPrefix("Guten Tag,"))
    }

    @Test func aTemplateThatIsBadIsRefusedInEveryLanguage() {
        #expect(throws: TemplateError("email/ar/invitation.txt", "does not use {{ url }}")) {
            try MailTexts { $0 == "email/ar/invitation.txt" ? "no link" : "{{ url }}" }
        }
        #expect(throws: TemplateError("email/de/words.txt", "has no = in line 1")) {
            try MailTexts(words: { $0.contains("/de/") ? "nothing" : "" }, source: { _ in "{{ url }}" })
        }
        #expect(throws: TemplateError.self) {
            try MailTexts { name in throw TemplateError(name, "is missing", isMissing: true) }
        }
    }
}
