import TestSite
import Testing

extension FaultTests {
    /// Mails all the way through a real mail system to a mail server.
    @EndToEnd
    @Suite(.enabled("needs msmtp or dma") { !MailSystem.Kind.canRun.isEmpty })
    struct RealMailTests {
        private static let prefix = "/a/path/that/makes/the/link/longer/than/any/line/of/a/mail/even/without/its/token"
        private static let oddAddress = "o'neil&co+{ann}=100%|x@mail.example.com"

        @Test(arguments: MailSystem.Kind.canRun)
        func theMailsOfAResetArriveWholeAndTheLinkWorks(kind: MailSystem.Kind) throws {
            let system = try MailSystem(kind, prefix: Self.prefix)
            let (site, sink) = (system.site, system.sink)
            // An account of before such addresses were refused.
            try site.signUp("ann@example.org")
            try site.change("UPDATE accounts SET email = '\(Self.oddAddress.replacing("'", with: "''"))'")
            let forgot = try site.client.post(
                "\(Self.prefix)/api/auth/forgot", json: #"{"email":"\#(Self.oddAddress)"}"#)
            #expect(forgot.status == 200)

            let mail = try sink.message(0)
            let token = try #require(mail.texts.first?.split(separator: "\(site.url)/reset/").last)
                .prefix { $0 != "\n" }
            try expect(mail, subject: "[Movie-bag] Reset Your Password", template: "reset_password") {
                $0.replacing("{{ url }}", with: "\(site.url)/reset/\(token)")
                    .replacing("{{ lifetime }}", with: "24 hours")
            }
            let path = "\(Self.prefix)/reset/\(token)"
            #expect(try site.client.get(path).status == 200)
            #expect(try site.client.post(path, form: "password=a+new+password").status == 303)
            let word = try sink.message(1)
            try expect(word, subject: "[Movie-bag] Password reset successful", template: "password_reset") { $0 }
            try site.waitForEmptyOutbox()
            #expect(try sink.count() == 2)
            try FaultReport.add(
                "nothing: \(kind.rawValue) sends to a mail server", extent: "2 mails",
                outcome: "both parts of each intact to the mail for Python's email package, the link works")
        }

        /// Expects what a template of the package says in both parts of a mail to the odd address.
        private func expect(
            _ mail: ReceivedMail, subject: String, template: String, filled: (String) -> String
        ) throws {
            #expect(mail.sender == "<movies@example.org>")
            #expect(mail.recipient == "<\(Self.oddAddress)>")
            #expect(mail.defects == [])
            #expect(mail.headers["subject"] == subject)
            #expect(mail.headers["from"] == "movies@example.org")
            #expect(mail.headers["to"] == Self.oddAddress)
            #expect(mail.headers["message-id"]?.hasSuffix("@example.org>") == true)
            #expect(mail.types == ["multipart/alternative", "text/plain", "text/html"])
            let templates = "\(Repository.path)/templates/email/\(template)"
            let text = try Files.text("\(templates).txt").replacing("{{{ email }}}", with: Self.oddAddress)
            let html = try Files.text("\(templates).html")
                .replacing("{{ email }}", with: "o&#39;neil&amp;co+{ann}=100%|x@mail.example.com")
            #expect(mail.texts == [filled(text), filled(html)])
        }
    }
}
