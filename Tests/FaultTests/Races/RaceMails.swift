import TestSite

/// The mails that a site has sent, each read once; they are kept until they are asked for.
final class RaceMails {
    /// The kinds that races cause.
    enum Kind: String, CaseIterable {
        case reset = "[Movie-bag] Reset Your Password"
        case passwordReset = "[Movie-bag] Password reset successful"
        case verify = "[Movie-bag] Confirm Your Address"
        case emailChange = "[Movie-bag] Confirm your new email address"
        case emailChanged = "[Movie-bag] Your email address has been changed"
        case addressRestored = "[Movie-bag] Your email address has been restored"
        case accountDeleted = "[Movie-bag] Your account has been deleted"

        /// Its name in the outbox.
        var name: String {
            switch self {
            case .reset: "reset"
            case .passwordReset: "password_reset"
            case .verify: "verify"
            case .emailChange: "email_change"
            case .emailChanged: "email_changed"
            case .addressRestored: "address_restored"
            case .accountDeleted: "account_deleted"
            }
        }

        /// The path that its link begins with.
        fileprivate var page: String? {
            switch self {
            case .reset, .addressRestored: "reset"
            case .verify: "verify"
            case .emailChange, .emailChanged: "email"
            case .passwordReset, .accountDeleted: nil
            }
        }
    }

    private struct Place: Hashable {
        let kind: Kind
        let recipient: String
    }

    private let sent: SentMails
    private let url: String
    private var identifiers: [Place: Set<String>] = [:]
    private var tokens: [Place: [String]] = [:]

    init(_ site: Site) {
        sent = SentMails(site)
        url = site.url
    }

    /// Waits for a mail with a link, and returns the token of the link; each once, the earliest that arrived first.
    func token(_ kind: Kind, to recipient: String) throws -> String {
        let place = Place(kind: kind, recipient: recipient)
        return try wait(for: "a mail to \(recipient): \(kind.rawValue)") {
            try read()
            return tokens[place, default: []].isEmpty ? nil : tokens[place]?.removeFirst()
        }
    }

    /// The identifiers of the mails that were sent, in hexadecimal digits.
    func identifiers(_ kind: Kind, to recipient: String) throws -> Set<String> {
        try read()
        return identifiers[Place(kind: kind, recipient: recipient), default: []]
    }

    private func read() throws {
        for mail in try sent.take() {
            guard let kind = mail.mail.subject.flatMap(Kind.init) else { continue }
            let place = Place(kind: kind, recipient: mail.recipient)
            guard identifiers[place, default: []].insert(mail.identifier).inserted, let page = kind.page else {
                continue
            }
            tokens[place, default: []].append(try mail.mail.token(of: page, site: url))
        }
    }
}
