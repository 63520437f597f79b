import Mail

/// A mail that is owed to somebody. It holds what the mail is made from, never its text: a token is signed and the
/// templates are filled at delivery, so no copy of the storage holds a usable link.
package struct Letter: Sendable, Equatable {
    /// What a letter is about.
    package enum Content: Sendable, Equatable {
        /// A link for a new password; the token is made from these claims.
        case reset(TokenClaims)
        /// Word that the password was changed.
        case passwordChanged
    }

    package let id: LetterID
    package let account: AccountID
    package let content: Content
    package let written: UnixTime

    package init(id: LetterID, account: AccountID, content: Content, written: UnixTime) {
        self.id = id
        self.account = account
        self.content = content
        self.written = written
    }
}

/// A letter that this process alone may deliver until its lease ends.
package struct ClaimedLetter: Sendable, Equatable {
    package let letter: Letter
    package let recipient: EmailAddress
    /// When this attempt became due.
    package let due: UnixTime
    /// How often it was claimed, this time included; also the mark by which an outcome is recognised as current.
    package let attempt: Int

    package init(letter: Letter, recipient: EmailAddress, due: UnixTime, attempt: Int) {
        self.letter = letter
        self.recipient = recipient
        self.due = due
        self.attempt = attempt
    }
}
