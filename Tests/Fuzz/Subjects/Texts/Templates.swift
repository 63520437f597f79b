import MovieBag

/// Templates: any value in those that are delivered, and any template that an operator might write.
struct Templates: FuzzSubject {
    private let value: (html: Template, text: Template)
    /// The templates that are delivered, with the variable that is filled and what stands around it.
    private let delivered: [(template: Template, variable: String, pieces: [Substring])]

    init() throws {
        value = (
            try Template("value", source: "{{ value }}", format: .html),
            try Template("value", source: "{{ value }}", format: .text)
        )
        let names = [
            ("pages/error.html", "message"), ("pages/reset_refused.html", "message"),
            ("email/reset_password.html", "url"), ("email/password_changed.html", "email"),
        ]
        delivered = try names.map { name, variable in
            let template = try Template(name, source: try SiteFiles.template(name), format: .html)
            let pieces = template.render([variable: "\0"]).split(separator: "\0", omittingEmptySubsequences: false)
            return (template, variable, pieces)
        }
    }

    func examine(_ input: [UInt8]) throws {
        let text = String(decoding: input, as: UTF8.self)
        let escaped = value.html.render(["value": text])
        try require(value.text.render(["value": text]).hasSameBytes(as: text), "a text stays as it is")
        try require(!escaped.utf8.contains { "<>\"'".utf8.contains($0) }, "nothing opens or closes a tag or attribute")
        try require(Self.unescaped(escaped).hasSameBytes(as: text), "a reader sees the value as it is")

        let page = delivered[input.count % delivered.count]
        let rendered = page.template.render([page.variable: text])
        let expected = page.pieces.joined(separator: escaped)
        // Canonical equivalence is enough for so long a text, as it looks for equal bytes first.
        try require(rendered == expected, "a value changes nothing else of a page")
        if let template = try? Template("operator", source: text, format: .html) {
            _ = template.render(["value": text, "url": "https://movies.example.org"])
        }
    }

    /// Resolves the character references of HTML that we write.
    private static func unescaped(_ html: String) -> String {
        var bytes: [UInt8] = []
        var rest = Array(html.utf8)[...]
        while let byte = rest.popFirst() {
            let reference = byte == UInt8(ascii: "&") ? references.first { rest.starts(with: $0.name) } : nil
            bytes.append(reference?.character ?? byte)
            rest = rest.dropFirst(reference?.name.count ?? 0)
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    private static let references: [(name: [UInt8], character: UInt8)] = [
        ("lt;", "<"), ("gt;", ">"), ("quot;", "\""), ("#39;", "'"), ("amp;", "&"),
    ].map { (Array($0.utf8), Array($1.utf8)[0]) }
}

extension String {
    /// String equality would be canonical equivalence.
    fileprivate func hasSameBytes(as other: String) -> Bool {
        utf8.count == other.utf8.count && zip(utf8, other.utf8).allSatisfy { $0 == $1 }
    }
}
