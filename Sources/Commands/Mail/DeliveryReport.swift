import Mail

/// The result of a test message, for the user who sent it.
struct DeliveryReport {
    let text: String

    init(_ outcome: DeliveryOutcome, sendmail: String, sender: EmailAddress, recipient: EmailAddress) {
        text =
            switch outcome {
            case .delivered:
                """
                \(sendmail) has taken the message from \(sender.text) to \(recipient.text). That does not say that it was \
                delivered: look into the mailbox, and into its folder for spam. If it does not come, the mail system's log \
                says why (journalctl -t postfix/smtp, /var/log/mail.log, /var/log/exim4/mainlog).
                """
            case .temporaryFailure(let reason, let status):
                """
                \(sendmail) has not taken the message: \(reason)
                \(Self.meaning(of: status, sendmail))
                The service would try such a mail again by itself.
                """
            case .permanentFailure(let reason, let status):
                """
                \(sendmail) has not taken the message: \(reason)
                \(Self.meaning(of: status, sendmail))
                The service would not try such a mail again: it would be kept as a dead letter (movie-bag outbox list --dead).
                """
            }
    }

    /// What the statuses of `sysexits.h` mean to a mail program, and what to do.
    ///
    /// - Parameter status: `nil` when the program did not end by itself, or could not be run.
    private static func meaning(of status: Int?, _ sendmail: String) -> String {
        guard let status else {
            return """
                See that it is there, and that the user of the service may run it: ls -l \(sendmail)
                If not: sudo apt-get install msmtp-mta, or set MOVIE_BAG_SENDMAIL.
                """
        }
        return switch status {
        case 64: "64 means bad usage: this program does not know the options -i and -f of sendmail; take another."
        case 65, 67: "\(status) means that it does not know the recipient; try another address."
        case 68:
            "68 means that a host is unknown: the recipient's or its own server's, or DNS does not answer just now."
        case 69, 75: "\(status) means not now: its server is down or busy, or its queue is full. Its log says more."
        case 71: "71 means a failure of the system: memory, processes or disk. Its log says more."
        case 77:
            """
            77 means not allowed: perhaps its server refused the password, or this user may not send, or not from this \
            address (MOVIE_BAG_MAIL_FROM).
            """
        case 78: "78 means that its own configuration is wrong, such as /etc/msmtprc or /etc/postfix/main.cf."
        default: "The program's manual says what \(status) means."
        }
    }
}
