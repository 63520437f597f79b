import TestSite

/// The mails that were sent, read once each.
final class JournalMails {
    private let sent: SentMails
    private let url: String
    private var seen: Set<String> = []
    private var links: [String: String] = [:]
    private var confirmations: [String: Set<String>] = [:]

    init(_ site: Site) {
        sent = SentMails(site)
        url = site.url
    }

    /// Waits for a link that was not returned before.
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
        for mail in try sent.take() {
            if mail.mail.subject == "[Movie-bag] Password reset successful" {
                confirmations[mail.recipient, default: []].insert(mail.identifier)
            } else if seen.insert(mail.identifier).inserted {
                // One that is delivered again after a crash has a link that may have been used.
                links[mail.recipient] = try mail.mail.resetToken(site: url)
            }
        }
    }
}
