import Mail

/// Mails with any subject, texts and identifier: what a mail program reads must be what was written.
struct MIMEMessages: FuzzSubject {
    private let sender: EmailAddress

    init() throws {
        sender = try require(EmailAddress("movies@example.org"), "the sender is an address")
    }

    /// The input is subject, text, HTML, identifier and recipient, with 0xFF between them, a byte that no text has.
    func examine(_ input: [UInt8]) throws {
        let parts = input.split(separator: 0xFF, maxSplits: 4, omittingEmptySubsequences: false)
        func part(_ index: Int) -> String { String(decoding: index < parts.count ? parts[index] : [], as: UTF8.self) }
        let date = input.prefix(8).reduce(Int64(0)) { $0 << 8 | Int64($1) }
        let message = Message(
            messageID: part(3), date: date, from: sender, to: EmailAddress(part(4)) ?? sender, subject: part(0),
            text: part(1), html: part(2))
        let read = try MIMEReader(message.encoded())
        try require(read.subject == Array(message.subject.utf8), "the subject arrives as written")
        try require(read.contents[0] == Self.withPlainLineEnds(message.text), "the text arrives as written")
        try require(read.contents[1] == Self.withPlainLineEnds(message.html), "the HTML arrives as written")
        try require(read.recipient == Array(message.to.text.utf8), "nobody else gets it")
    }

    /// CRLF is a line end as LF is; a mail has one kind.
    private static func withPlainLineEnds(_ text: String) -> [UInt8] {
        var bytes: [UInt8] = []
        for byte in text.utf8 {
            if byte == UInt8(ascii: "\n"), bytes.last == UInt8(ascii: "\r") { bytes.removeLast() }
            bytes.append(byte)
        }
        return bytes
    }
}
