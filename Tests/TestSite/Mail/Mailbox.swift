/// The mails that one site has sent. Each is taken once.
package final class Mailbox {
    private let directory: String
    private var taken: Set<String> = []

    package init(_ sendmail: RecordingSendmail) {
        directory = sendmail.mails
    }

    /// Waits for a mail to `recipient` that was not taken yet, and takes it.
    ///
    /// - Parameter subject: the subject that it has; `nil` for any.
    package func take(for recipient: String, subject: String? = nil) throws -> RecordedMail {
        try wait(for: "a mail to \(recipient): \(subject ?? "any")") {
            for name in try arrived() {
                let mail = try RecordedMail(
                    arguments: try Files.text("\(directory)/\(name)/arguments"),
                    message: try Files.text("\(directory)/\(name)/message"))
                guard mail.arguments.last == recipient, subject == nil || mail.subject == subject else { continue }
                taken.insert(name)
                return mail
            }
            return nil
        }
    }

    /// How many mails arrived that were not taken.
    package func untaken() throws -> Int {
        try arrived().count
    }

    private func arrived() throws -> [String] {
        try Files.names(in: directory).filter { $0.hasPrefix("mail.") && !taken.contains($0) }
    }
}
