/// Tests: MessageTests.swift
extension Message {
    /// The message as a mail program reads it: RFC 5322 headers and the MIME parts of RFC 2045 to 2047, all ASCII,
    /// no line longer than RFC 5322 allows (998 bytes) and none of the body longer than 76.
    ///
    /// Lines end in LF alone, as `sendmail` expects of its standard input on Unix; to the network it sends CRLF.
    ///
    /// Nothing in a message can add a header or a recipient: addresses hold neither white space nor control
    /// characters, and every other value is written by a type that leaves nothing but printable ASCII.
    package func encoded() -> [UInt8] {
        let identifier = MessageIdentifier(messageID)
        // In a quoted-printable part an equals sign is followed by a hexadecimal digit or the end of the line,
        // never by an underscore, so no part can hold the boundary (RFC 2045, 6.7).
        let boundary = "=_" + identifier.lettersAndDigits
        var lines = headers(identifier: identifier, boundary: boundary)
        // RFC 2046, 5.1.4: the plainest version first, the richest last.
        lines += Self.part(type: "text/plain", content: text, boundary: boundary)
        lines += Self.part(type: "text/html", content: html, boundary: boundary)
        // RFC 2046, 5.1.1: the line end before a boundary belongs to it, so contents arrive exactly as given.
        lines += ["--\(boundary)--", ""]
        return Array(lines.joined(separator: "\n").utf8)
    }

    private func headers(identifier: MessageIdentifier, boundary: String) -> [String] {
        [
            "Date: \(MessageDate(secondsSince1970: date).text)",
            "From: \(from.text)",
            "To: \(to.text)",
            "Message-ID: \(identifier.text)",
            "Subject:\(HeaderText(subject).folded(afterHeaderName: "Subject"))",
            "MIME-Version: 1.0",
            "Auto-Submitted: auto-generated",  // RFC 3834: no automatic reply is wanted.
            "Content-Type: multipart/alternative;",
            " boundary=\"\(boundary)\"",
            "",
        ]
    }

    private static func part(type: String, content: String, boundary: String) -> [String] {
        [
            "--\(boundary)",
            "Content-Type: \(type); charset=utf-8",
            "Content-Transfer-Encoding: quoted-printable",
            "",
            QuotedPrintable(content).text,
        ]
    }
}
