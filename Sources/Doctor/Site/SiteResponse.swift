/// What a site answered.
package struct SiteResponse: Equatable, Sendable {
    struct Field: Equatable, Sendable {
        let name: String
        let value: String
    }

    let status: Int
    let fields: [Field]
    let body: String

    /// The values of a field, one for each time that it was sent.
    func values(_ name: String) -> [String] {
        fields.filter { $0.name.lowercased() == name.lowercased() }.map(\.value)
    }

    /// The name of the service's own error; `nil` when this is none.
    var error: String? {
        let start = #"{"error":""#
        guard isJSON, body.hasPrefix(start) else { return nil }
        return String(body.dropFirst(start.count).prefix { $0 != "\"" })
    }

    var isJSON: Bool { values("Content-Type") == ["application/json"] }
    var isHTML: Bool { values("Content-Type").first?.hasPrefix("text/html") == true }
}

extension SiteResponse {
    /// Reads what `curl --include` prints: one or more heads, of which the last is the response's, and a body.
    init?(printed bytes: [UInt8]) {
        var rest = bytes[...]
        while true {
            guard let end = rest.firstRange(of: Array("\r\n\r\n".utf8)) else { return nil }
            let lines = String(decoding: rest[..<end.lowerBound], as: UTF8.self).split(separator: "\r\n")
            rest = rest[end.upperBound...]
            let words = lines.first?.split(separator: " ") ?? []
            guard words.count >= 2, words[0].hasPrefix("HTTP/"), let status = Int(words[1]) else { return nil }
            // An interim response (RFC 9110, section 15.2) goes before the one that counts.
            if status < 200 { continue }
            self.status = status
            fields = lines.dropFirst().compactMap { line in
                line.firstIndex(of: ":").map { colon in
                    Field(name: String(line[..<colon]), value: line[colon...].dropFirst().trimmed)
                }
            }
            body = String(decoding: rest, as: UTF8.self)
            return
        }
    }
}

extension Substring {
    fileprivate var trimmed: String {
        let start = drop { $0 == " " || $0 == "\t" }
        return String(start.reversed().drop { $0 == " " || $0 == "\t" }.reversed())
    }
}
