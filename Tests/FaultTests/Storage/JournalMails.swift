import FoundationEssentials
import TestSite
import TestFiles

/// The mails that were sent, read once each.
final class JournalMails {
    private let directory: String
    private let url: String
    private var seen: Set<String> = []
    private var links: [String: String] = [:]
    private var confirmations: [String: Set<String>] = [:]

    init(_ site: Site) {
        directory = site.directory["mails"]
        url = site.url
    }

    /// Waits for a link that nobody has had yet.
    func link(for email: String) throws -> String {
        try wait(for: "a link for \(email)") {
            if let link = links.removeValue(forKey: email) { return link }
            try read()
            return nil
        }
    }

    /// How many mails confirm a reset: those that were sent and those that still wait, each counted once.
    func confirmations(for email: String, waiting: [String]) throws -> Int {
        try read()
        return confirmations[email, default: []].union(waiting).count
    }

    private func read() throws {
        for name in try Files.names(in: directory) where name.hasPrefix("mail.") {
            let path = "\(directory)/\(name)"
            let mail = try RecordedMail(
                arguments: try Files.text("\(path)/arguments"), message: try Files.text("\(path)/message"))
            // Kept, they would be listed again each time.
            try FileManager.default.removeItem(atPath: path)
            guard let recipient = mail.arguments.last, let id = mail.identifier?.dropFirst().prefix(24) else {
                throw Failure("a mail without a recipient or a Message-ID: \(mail.message)")
            }
            if mail.subject == "[Movie-bag] Password reset successful" {
                confirmations[recipient, default: []].insert(String(id))
            } else if seen.insert(String(id)).inserted {
                // One that is delivered again after a crash has a link that may have been used.
                links[recipient] = try mail.resetToken(site: url)
            }
        }
    }
}
