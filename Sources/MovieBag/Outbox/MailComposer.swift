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
        let texts = texts[leased.mail.content.kind, leased.language]
        var values = ["email": leased.recipient.text]
        if let link = leased.mail.content.link {
            guard now.seconds < link.expires else { return nil }
            values["url"] = site.link(for: link.purpose, with: try tokens.sign(link))
            values["lifetime"] = texts.words.lifetime(link.expires - link.issued)
        }
        if let origin = leased.mail.content.origin {
            values.merge(Self.values(of: origin, at: leased.mail.written, in: texts.words)) { $1 }
        }
        return Message(
            messageID: "\(leased.mail.id)@\(sender.domain)", date: leased.mail.written.seconds,
            from: sender, to: leased.recipient, subject: texts.words.subject(of: leased.mail.content.kind),
            text: texts.text.render(values), html: texts.html.render(values))
    }
}
