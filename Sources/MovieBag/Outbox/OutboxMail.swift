import Mail

/// A mail that is owed to a user, or to an address that is to be proved. It holds what the mail is made from, never its text: a token is signed and the
/// templates are filled at delivery, so no copy of the storage holds a usable link.
///
/// Tests: OutboxStoreTests.swift, MailComposerTests.swift
package struct OutboxMail: Sendable, Equatable {
    /// What a mail is made from.
    package struct Content: Sendable, Equatable {
        package let kind: MailKind
        /// What the token of its link is made from; `nil` for a kind without a link.
        package let link: TokenClaims?
        /// From where it was done; `nil` for a kind that does not say so.
        package let origin: SessionOrigin?

        /// - Parameters:
        ///   - link: given if, and only if, the kind has a link.
        ///   - origin: of no account for a kind that does not say from where something was done.
        package init?(_ kind: MailKind, link: TokenClaims?, origin: SessionOrigin) {
            guard kind.hasLink == (link != nil) else { return nil }
            self.init(kind: kind, link: link, origin: kind.hasOrigin ? origin : nil)
        }

        private init(kind: MailKind, link: TokenClaims?, origin: SessionOrigin? = nil) {
            self.kind = kind
            self.link = link
            self.origin = origin
        }

        /// A link for a new password; the token is made from these claims.
        package static func reset(_ claims: TokenClaims) -> Content { .link(.reset, claims) }
        /// A link by a kind that carries one; the token is made from these claims.
        package static func link(_ kind: MailKind, _ claims: TokenClaims) -> Content {
            precondition(kind.linkPurpose == claims.purpose, "a mail of the kind \(kind.name) has another link")
            return Content(kind: kind, link: claims)
        }
        /// Word of something, by a kind without a link.
        package static func notice(_ kind: MailKind) -> Content {
            precondition(!kind.hasLink, "a mail of the kind \(kind.name) carries a link")
            precondition(!kind.hasOrigin, "a mail of the kind \(kind.name) says from where")
            return Content(kind: kind, link: nil)
        }
        /// Word of a log-in by a client that was not known.
        package static func newClient(_ origin: SessionOrigin) -> Content {
            Content(kind: .newClient, link: nil, origin: origin)
        }
    }

    package let id: OutboxMailID
    /// The account that it goes with when that is removed; `nil` for one that belongs to none.
    package let account: AccountID?
    /// Where it goes; `nil` for the address that its account has then.
    package let recipient: EmailAddress?
    package let content: Content
    package let written: UnixTime

    package init(id: OutboxMailID, account: AccountID, content: Content, written: UnixTime) {
        self.init(id: id, account: account, recipient: nil, content: content, written: written)
    }

    /// A mail to an address of its own.
    package init(id: OutboxMailID, account: AccountID?, to recipient: EmailAddress, content: Content, written: UnixTime)
    {
        self.init(id: id, account: account, recipient: recipient, content: content, written: written)
    }

    private init(
        id: OutboxMailID, account: AccountID?, recipient: EmailAddress?, content: Content, written: UnixTime
    ) {
        self.id = id
        self.account = account
        self.recipient = recipient
        self.content = content
        self.written = written
    }
}

/// A mail that this process alone may deliver until its lease ends.
package struct LeasedMail: Sendable, Equatable {
    package let mail: OutboxMail
    package let recipient: EmailAddress
    /// That of the account that it is about, as it is now; English when it is about none, or none was chosen.
    package let language: MailLanguage
    /// When this attempt became due.
    package let due: UnixTime
    /// How often it was leased, this time included; also the mark by which an outcome is recognised as current.
    package let attempt: Int

    package init(
        mail: OutboxMail, recipient: EmailAddress, language: MailLanguage = .english, due: UnixTime, attempt: Int
    ) {
        self.mail = mail
        self.recipient = recipient
        self.language = language
        self.due = due
        self.attempt = attempt
    }
}
