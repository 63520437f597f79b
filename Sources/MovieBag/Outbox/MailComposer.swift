import Mail

/// Turns mails into messages: signs the token, fills the templates.
package struct MailComposer: Sendable {
    private let texts: MailTexts
    private let sender: EmailAddress
    private let site: PublicURL
    private let tokens: TokenIssuer

    package init(texts: MailTexts, sender: EmailAddress, site: PublicURL, tokens: TokenIssuer) {
        self.texts = texts
        self.sender = sender
        self.site = site
        self.tokens = tokens
    }

    /// The message of a mail; `nil` when its link is of no use any more.
    ///
    /// The same mail always has the same Message-ID, so a mail delivered twice is recognisable.
    func message(for leased: LeasedMail, at now: UnixTime) throws -> Message? {
        var values = ["email": leased.recipient.text]
        let kind = leased.mail.content.kind
        if let link = leased.mail.content.link {
            guard now.seconds < link.expires else { return nil }
            values["url"] = site.link(for: link.purpose, with: try tokens.sign(link))
            values["lifetime"] = Self.lifetime(link.expires - link.issued)
        }
        if let origin = leased.mail.content.origin {
            values.merge(Self.values(of: origin, at: leased.mail.written)) { $1 }
        }
        let templates = texts[kind]
        return Message(
            messageID: "\(leased.mail.id)@\(sender.domain)", date: leased.mail.written.seconds,
            from: sender, to: leased.recipient, subject: kind.subject,
            text: templates.text.render(values), html: templates.html.render(values))
    }

    /// A lifetime for people to read.
    private static func lifetime(_ seconds: Int64) -> String {
        let (count, unit) =
            switch seconds {
            case ..<5400: (max(1, seconds / 60), "minute")
            case ..<(48 * 3600): ((seconds + 1800) / 3600, "hour")
            default: ((seconds + 43_200) / 86_400, "day")
            }
        return count == 1 ? "1 \(unit)" : "\(count) \(unit)s"
    }
}
