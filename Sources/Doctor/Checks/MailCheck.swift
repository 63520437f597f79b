import Mail
import MovieBag
import MovieBagConfiguration

/// The way that mails take: the program, the sender, and what waits.
struct MailCheck {
    let machine: Machine
    let sendmail: String
    /// Whether the service itself does it.
    let delivers: Bool
    let sender: EmailAddress?
    /// What waits; `nil` when the database cannot be asked.
    let mails: MailFigures?

    var findings: [Finding] { program + senders + outbox }

    private var program: [Finding] {
        let name = SettingName.sendmail.rawValue
        guard sendmail.hasPrefix("/") else {
            return [
                .problem(
                    "mail: \(name) is no absolute path, so it depends on where the service is started",
                    fix: "give the whole path, such as /usr/sbin/sendmail")
            ]
        }
        guard let status = machine.status(sendmail) else {
            return [
                .problem(
                    "mail: there is no \(sendmail), so no mail leaves",
                    fix: """
                        install a mail program, for example
                        sudo apt-get install msmtp-mta
                        or set \(name) to where it is; a shared host says so in its manual
                        """)
            ]
        }
        guard status.kind == .file else {
            return [.problem("mail: \(sendmail) is not a program", fix: "set \(name) to the program that sends mail")]
        }
        if let reason = machine.obstacle(.executing, sendmail) {
            return [.problem("mail: \(sendmail) cannot be run: \(reason)", fix: "chmod a+rx \(sendmail)")]
        }
        return [
            .ok("mail: \(sendmail) can be run; `movie-bag mail test you@example.org` tries it with your own address")
        ]
    }

    private var senders: [Finding] {
        guard let sender else { return [.skipped("mail: the sender is not known, see above")] }
        guard Placeholder.isOne(sender.domain) else { return [] }
        return [
            .warning(
                "mail: the sender \(sender.text) is only an example; mails from it are refused or taken for spam",
                fix: "set \(SettingName.mailFrom.rawValue) to an address of your own domain")
        ]
    }

    private var outbox: [Finding] {
        guard let mails else { return [.skipped("outbox: the database cannot be asked")] }
        var findings: [Finding] = []
        if mails.dead > 0 {
            findings.append(
                .warning(
                    "outbox: dead letters: \(mails.dead)",
                    fix: "see why, then have them tried again or drop them:\nmovie-bag outbox list --dead"))
        }
        if mails.late > 0 {
            findings.append(
                .warning(
                    "outbox: mails that should have left by now: \(mails.late)",
                    fix: delivers
                        ? "see what went wrong:\nmovie-bag outbox list"
                        : """
                        MOVIE_BAG_DELIVER=no leaves them to a timer or a cron line; see whether it runs:
                        systemctl status movie-bag-outbox.timer
                        """))
        }
        return findings.isEmpty ? [.ok("outbox: no mail is stuck")] : findings
    }
}
