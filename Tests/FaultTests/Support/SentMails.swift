import FoundationEssentials
import TestFiles
import TestSite

/// The mails that a site has sent, each taken once.
struct SentMails {
    struct Sent {
        let mail: RecordedMail
        let recipient: String
        /// That of its row in the outbox, in hexadecimal digits, with which its Message-ID begins.
        let identifier: String
    }

    private let directory: String

    init(_ site: Site) {
        directory = site.directory["mails"]
    }

    /// Takes those that have arrived.
    func take() throws -> [Sent] {
        try Files.names(in: directory).filter { $0.hasPrefix("mail.") }.map { name in
            let path = "\(directory)/\(name)"
            let mail = try RecordedMail(
                arguments: try Files.text("\(path)/arguments"), message: try Files.text("\(path)/message"))
            // Kept, they would be listed again each time.
            try FileManager.default.removeItem(atPath: path)
            guard let recipient = mail.arguments.last, let id = mail.identifier?.dropFirst().prefix(24) else {
                throw Failure("a mail without a recipient or a Message-ID")
            }
            return Sent(mail: mail, recipient: recipient, identifier: String(id))
        }
    }
}
