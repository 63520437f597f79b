/// A mail to one person, with the same words as plain text and as HTML.
package struct Message: Sendable {
    /// What makes the message recognisable when it arrives twice: `unique@host`, without the angle brackets.
    package var messageID: String
    /// When it was written, in seconds since 1970-01-01 00:00 UTC.
    package var date: Int64
    /// Who it comes from, and where a failure to deliver is reported.
    package var from: EmailAddress
    /// The only recipient.
    package var to: EmailAddress
    /// The subject, in any language.
    package var subject: String
    /// The words as plain text.
    package var text: String
    /// The words as an HTML document.
    package var html: String

    /// Puts a message together. Any text is acceptable anywhere: ``encoded()`` sees to what a mail cannot carry as
    /// it is.
    package init(
        messageID: String, date: Int64, from: EmailAddress, to: EmailAddress, subject: String, text: String,
        html: String
    ) {
        self.messageID = messageID
        self.date = date
        self.from = from
        self.to = to
        self.subject = subject
        self.text = text
        self.html = html
    }
}
