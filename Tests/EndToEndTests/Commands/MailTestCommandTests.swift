import TestSite
import Testing
import TestFiles

extension EndToEndTests {
    /// `movie-bag mail test`.
    @EndToEnd
    @Suite struct MailTestCommandTests {
        private let directory: TemporaryDirectory

        init() throws {
            directory = try TemporaryDirectory()
        }

        private func send(to address: String, through sendmail: String) throws -> FinishedProgram {
            try FinishedProgram(
                [Repository.program, "mail", "test", address],
                environment: [
                    "MOVIE_BAG_SENDMAIL": sendmail, "MOVIE_BAG_MAIL_FROM": "movies@example.org",
                    "MOVIE_BAG_TEMPLATES": "/nonexistent",
                ])
        }

        /// A sendmail that complains and ends with a status.
        private func failingSendmail(_ status: Int) throws -> String {
            try Files.write(
                "#!/bin/sh\necho 'out of order' >&2\nexit \(status)\n", to: directory["failing"], mode: 0o700)
            return directory["failing"]
        }

        @Test func aMessageLeavesAtOnce() throws {
            let sendmail = try RecordingSendmail(in: directory)
            let program = try send(to: "ann@example.org", through: sendmail.path)
            #expect(program.ending == .status(0), "\(program.errors)")
            #expect(program.output.contains("does not say that it was delivered"))
            let mailbox = Mailbox(sendmail)
            let mail = try mailbox.take(for: "ann@example.org", subject: "[Movie-bag] Test")
            #expect(mail.arguments == ["-i", "-f", "movies@example.org", "--", "ann@example.org"])
            #expect((mail.sender, mail.recipient) == ("movies@example.org", "ann@example.org"))
            #expect(mail.types.map { $0.prefix(10) } == ["text/plain", "text/html;"])
            #expect(mail.texts.allSatisfy { $0.contains("This is a test.") })
            #expect(try mailbox.untaken() == 0)
            #expect(try Files.names(in: directory.path) == ["mails", "sendmail"], "nothing else is made")
        }

        @Test(arguments: [
            (75, "75 means not now", "would try such a mail again"),
            (67, "67 means that it does not know the recipient", "would not try such a mail again"),
            (68, "68 means that a host is unknown", "would try such a mail again"),
            (77, "77 means not allowed", "would try such a mail again"),
            (78, "78 means that its own configuration is wrong", "would try such a mail again"),
            (3, "manual says what 3 means", "would try such a mail again"),
        ])
        func aFailureIsExplained(status: Int, meaning: String, consequence: String) throws {
            let program = try send(to: "ann@example.org", through: try failingSendmail(status))
            #expect(program.ending == .status(1))
            #expect(program.output.contains("has not taken the message: exit status \(status): out of order\n"))
            #expect(program.output.contains(meaning) && program.output.contains(consequence))
        }

        @Test func aMissingSendmailIsExplained() throws {
            let program = try send(to: "ann@example.org", through: "/nonexistent/sendmail")
            #expect(program.ending == .status(1))
            #expect(program.output.contains("/nonexistent/sendmail could not be run"))
            #expect(program.output.contains("MOVIE_BAG_SENDMAIL"))
        }

        @Test(arguments: [[], ["nobody"], ["a@b.org\nBcc: c@d.org"], ["a@b.org", "c@d.org"]])
        func whatIsNoAddressIsBadUsage(arguments: [String]) throws {
            let program = try FinishedProgram(
                [Repository.program, "mail", "test"] + arguments, environment: ["MOVIE_BAG_SENDMAIL": "/bin/true"])
            #expect(program.ending == .status(64))
            #expect(program.output.isEmpty)
        }

        @Test func aSenderThatIsNoneIsBadConfiguration() throws {
            let program = try FinishedProgram(
                [Repository.program, "mail", "test", "ann@example.org"],
                environment: ["MOVIE_BAG_SENDMAIL": "/bin/true", "MOVIE_BAG_MAIL_FROM": "nobody"])
            #expect(program.ending == .status(78))
            #expect(program.errors.contains("MOVIE_BAG_MAIL_FROM"))
        }
    }
}
