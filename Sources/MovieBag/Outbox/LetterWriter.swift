import Mail

/// Turns letters into messages: signs the token, fills the templates.
package struct LetterWriter: Sendable {
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

    /// The message of a letter; `nil` when its link is of no use any more.
    ///
    /// The same letter always has the same Message-ID, so a mail delivered twice is recognisable.
    func message(for claimed: ClaimedLetter, at now: UnixTime) throws -> Message? {
        var values = ["email": claimed.recipient.text]
        let subject: String
        let text: Template
        let html: Template
        switch claimed.letter.content {
        case .reset(let claims):
            guard now.seconds < claims.expires else { return nil }
            subject = "[Movie-bag] Reset Your Password"
            (text, html) = (texts.resetText, texts.resetHTML)
            values["url"] = site.resetLink(with: try tokens.sign(claims))
            values["lifetime"] = Self.lifetime(claims.expires - claims.issued)
        case .passwordChanged:
            subject = "[Movie-bag] Password reset successful"
            (text, html) = (texts.changedText, texts.changedHTML)
        }
        return Message(
            messageID: "\(claimed.letter.id)@\(sender.domain)", date: claimed.letter.written.seconds,
            from: sender, to: claimed.recipient, subject: subject,
            text: text.render(values), html: html.render(values))
    }

    /// A lifetime for people to read.
    private static func lifetime(_ seconds: Int64) -> String {
        let (count, unit) = seconds < 5400 ? (max(1, seconds / 60), "minute") : ((seconds + 1800) / 3600, "hour")
        return count == 1 ? "1 \(unit)" : "\(count) \(unit)s"
    }
}
