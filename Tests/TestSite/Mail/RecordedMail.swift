/// One mail as sendmail was given it.
package struct RecordedMail {
    package let arguments: [String]
    /// The whole message.
    package let message: String
    private let headers: [String: String]
    private let parts: [(type: String, text: String)]

    package init(arguments: String, message: String) throws {
        self.arguments = arguments.split(separator: "\n", omittingEmptySubsequences: false).dropLast().map(String.init)
        self.message = message
        let (headers, body) = try Self.split(message)
        self.headers = headers
        guard let type = headers["content-type"], type.hasPrefix("multipart/alternative;"),
            let boundary = type.split(separator: "\"").dropFirst().first
        else { throw Failure("not multipart/alternative: \(headers["content-type"] ?? "no type")") }
        guard body.contains("--\(boundary)--") else { throw Failure("the last part has no end") }
        parts = try Self.pieces(of: body, between: "--\(boundary)").dropFirst().dropLast().map { piece in
            let (headers, body) = try Self.split(String(piece.drop { $0 == "\n" }))
            guard headers["content-transfer-encoding"] == "quoted-printable" else {
                throw Failure("a part is not quoted-printable")
            }
            return (headers["content-type"] ?? "", Self.decoded(body))
        }
    }

    package var subject: String? { headers["subject"] }
    package var sender: String? { headers["from"] }
    package var recipient: String? { headers["to"] }
    /// The Message-ID, angle brackets included.
    package var identifier: String? { headers["message-id"] }

    /// The Content-Type of each part, in order.
    package var types: [String] { parts.map(\.type) }

    /// The decoded text of each part, in order.
    package var texts: [String] { parts.map(\.text) }

    /// The token of the reset link below `site` that every part holds.
    package func resetToken(site: String) throws -> String {
        try token(of: "reset", site: site)
    }

    /// The token of the link to a page below `site` that every part holds.
    package func token(of page: String, site: String) throws -> String {
        let start = "\(site)/\(page)/"
        let tokens = try parts.map { part in
            guard let link = Self.pieces(of: part.text, between: start).dropFirst().first else {
                throw Failure("no link below \(site) in the part \(part.type): \(part.text)")
            }
            return link.prefix { $0.isLetter || $0.isNumber || "._-".contains($0) }
        }
        guard let token = tokens.first, Set(tokens).count == 1 else { throw Failure("the parts differ in their links") }
        return String(token)
    }
}

extension RecordedMail {
    /// Headers with lower-case names, unfolded, and what follows the empty line.
    private static func split(_ text: String) throws -> ([String: String], String) {
        let halves = pieces(of: text, between: "\n\n", most: 1)
        guard halves.count == 2 else { throw Failure("no empty line after the headers") }
        var lines: [String] = []
        for line in halves[0].split(separator: "\n") {
            if line.hasPrefix(" ") { lines[lines.count - 1] += line } else { lines.append(String(line)) }
        }
        let headers = lines.map { line in
            let colon = line.firstIndex(of: ":") ?? line.endIndex
            return (line[..<colon].lowercased(), String(line[colon...].dropFirst().drop { $0 == " " }))
        }
        return (Dictionary(headers) { first, _ in first }, halves[1])
    }

    private static func pieces(of text: String, between separator: String, most: Int = .max) -> [String] {
        text.split(separator: separator, maxSplits: most, omittingEmptySubsequences: false).map(String.init)
    }

    /// Undoes quoted-printable (RFC 2045, section 6.7).
    private static func decoded(_ text: String) -> String {
        var bytes: [UInt8] = []
        var rest = Array(text.utf8)[...]
        while let byte = rest.popFirst() {
            if byte != UInt8(ascii: "=") {
                bytes.append(byte)
            } else if rest.first == UInt8(ascii: "\n") {
                rest.removeFirst()
            } else {
                bytes.append(UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16) ?? UInt8(ascii: "?"))
                rest = rest.dropFirst(2)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
