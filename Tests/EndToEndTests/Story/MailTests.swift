import TestSite
import Testing

extension EndToEndTests {
    /// What sendmail is given.
    @EndToEnd
    @Suite struct MailTests {
        let site: Site

        init() throws {
            site = try Site()
            try site.signUp("ann@example.org")
        }

        /// ASVS 1.2.5, 1.3.11
        @Test func sendmailGetsFixedArgumentsAndAMessageInTwoForms() throws {
            _ = try site.client.post("/api/auth/forgot", json: #"{"email":"ann@example.org"}"#)
            let mail = try site.mailbox.take(for: "ann@example.org", subject: "[Movie-bag] Reset Your Password")
            #expect(mail.arguments == ["-i", "-f", "movies@example.org", "--", "ann@example.org"])
            #expect(mail.sender == "movies@example.org")
            #expect(mail.recipient == "ann@example.org")
            #expect(mail.types == ["text/plain; charset=utf-8", "text/html; charset=utf-8"])
            let token = try mail.resetToken(site: site.url)
            #expect(mail.texts[0].contains("\n\(site.url)/reset/\(token)\n"))
            #expect(mail.texts[1].contains("<a href=\"\(site.url)/reset/\(token)\""))
        }

        @Test func theMailGoesToTheAddressOfTheAccountNotToTheSpellingThatWasAskedFor() throws {
            _ = try site.client.post("/api/auth/forgot", json: #"{"email":"ANN@Example.ORG"}"#)
            let mail = try site.mailbox.take(for: "ann@example.org", subject: "[Movie-bag] Reset Your Password")
            #expect(mail.recipient == "ann@example.org")
        }

        /// ASVS 6.3.7
        @Test func theConfirmationHoldsNoLink() throws {
            let token = try site.requestReset(for: "ann@example.org")
            #expect(try site.reset(token, to: "a new password").status == 200)
            let mail = try site.mailbox.take(for: "ann@example.org", subject: "[Movie-bag] Password reset successful")
            #expect(mail.arguments == ["-i", "-f", "movies@example.org", "--", "ann@example.org"])
            for text in mail.texts { #expect(!text.contains("/reset/") && !text.contains("a new password")) }
        }

        /// ASVS O.1
        @Test(arguments: ["Host", "X-Forwarded-Host", "X-Forwarded-Proto", "Forwarded", "X-Original-URL"])
        func noHeaderOfARequestReachesTheLink(_ name: String) throws {
            let request = HTTPRequest("POST", "/api/auth/forgot", json: #"{"email":"ann@example.org"}"#)
                .with(name, name == "Forwarded" ? "host=evil.example" : "evil.example")
            #expect(try site.client.send(request).status == 200)
            let mail = try site.mailbox.take(for: "ann@example.org", subject: "[Movie-bag] Reset Your Password")
            _ = try mail.resetToken(site: site.url)
            #expect(!mail.message.contains("evil"))
            for text in mail.texts { #expect(!text.contains("evil")) }
        }
    }
}
