import MovieBag
import MovieBagConfiguration

/// How much is used up of what bounds the mails with links of all clients together: near the end no more are sent.
struct LinksCheck {
    let limits: Limits
    /// `nil` when the database cannot be asked.
    let use: LinkFigures?

    var findings: [Finding] {
        guard let use else { return [] }
        var findings: [Finding] = []
        if Self.isScarce(use.made, of: limits.linksPerHour) {
            findings.append(
                .warning(
                    "links: \(use.made) mails with links of at most \(limits.linksPerHour) were sent within an hour",
                    fix: """
                        see in the service's log who asks for them: reset requested, limit reached
                        if they are users, raise \(SettingName.linksPerHour.rawValue)
                        """))
        }
        if Self.isScarce(use.waiting, of: limits.outboxMails) {
            findings.append(
                .warning(
                    "links: \(use.waiting) mails wait of at most \(limits.outboxMails), beyond which no link is sent",
                    fix: "see what keeps them:\nmovie-bag outbox list"))
        }
        return findings
    }

    /// Whether four fifths or more are used up.
    private static func isScarce(_ used: Int, of limit: Int) -> Bool {
        used >= limit - limit / 5
    }
}
