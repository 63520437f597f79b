/// The mails that one site has sent. Each is claimed once.
package final class Mailbox {
    private let directory: String
    private var claimed: Set<String> = []

    package init(_ sendmail: RecordingSendmail) {
        directory = sendmail.mails
    }

    /// Waits for a mail to `recipient` that nobody has claimed, and claims it.
    package func claim(for recipient: String, subject: String) throws -> RecordedMail {
        try wait(for: "a mail to \(recipient): \(subject)") {
            for name in try arrived() {
                let mail = try RecordedMail(
                    arguments: try Files.text("\(directory)/\(name)/arguments"),
                    message: try Files.text("\(directory)/\(name)/message"))
                guard mail.arguments.last == recipient, mail.subject == subject else { continue }
                claimed.insert(name)
                return mail
            }
            return nil
        }
    }

    /// How many mails arrived that nobody has claimed.
    package func unclaimed() throws -> Int {
        try arrived().count
    }

    private func arrived() throws -> [String] {
        try Files.names(in: directory).filter { $0.hasPrefix("mail.") && !claimed.contains($0) }
    }
}
