import Mail
import MovieBag
import Testing

@testable import Doctor

@Suite struct MailCheckTests {
    private func findings(
        _ sendmail: String = "/usr/sbin/sendmail", _ status: FileStatus? = .file(0o755, owner: 0),
        obstacle: String? = nil, delivers: Bool = true,
        sender: String = "movies@bag.se", mails: MailFigures? = .init(late: 0, dead: 0)
    ) -> [Finding] {
        var machine = Machine.onPaper(files: status.map { [sendmail: $0] } ?? [:])
        machine.obstacle = { _, _ in obstacle }
        return MailCheck(
            machine: machine, sendmail: sendmail, delivers: delivers, sender: EmailAddress(sender), mails: mails
        ).findings
    }

    @Test func whatCanBeRunIsWell() {
        #expect(findings().grades == [.ok, .ok])
        #expect(findings().has(.ok, "movie-bag mail test you@example.org"))
    }

    @Test func aProgramThatCannotBeRunIsAProblem() {
        #expect(findings("/usr/sbin/sendmail", nil).has(.problem, "sudo apt-get install msmtp-mta"))
        #expect(findings("sendmail").has(.problem, "no absolute path"))
        #expect(findings("/usr/sbin", .directory(0o755)).has(.problem, "is not a program"))
        #expect(findings(obstacle: "Permission denied").has(.problem, "chmod a+rx /usr/sbin/sendmail"))
    }

    @Test(arguments: ["movies@example.org", "movies@mail.example.com", "movies@bag.test"])
    func aSenderFromTheDocumentationIsWarnedOf(sender: String) {
        #expect(findings(sender: sender).grades == [.ok, .warning, .ok])
    }

    @Test func aBadSenderIsNotJudgedAgain() {
        #expect(findings(sender: "nobody").grades == [.ok, .skipped, .ok])
    }

    @Test func stuckMailsAreCounted() {
        let found = findings(mails: .init(late: 3, dead: 2))
        #expect(found.has(.warning, "dead letters: 2") && found.has(.warning, "left by now: 3"))
        #expect(found.has(.warning, "movie-bag outbox list --dead"))
        #expect(found.has(.warning, "see what went wrong"))
        #expect(findings(delivers: false, mails: .init(late: 3, dead: 0)).has(.warning, "movie-bag-outbox.timer"))
        #expect(findings(mails: nil).grades == [.ok, .skipped])
    }
}
