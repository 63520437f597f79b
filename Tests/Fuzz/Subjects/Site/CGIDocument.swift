/// A response as a web server reads it (RFC 3875, section 6), which throws for what a web server would refuse.
struct CGIDocument {
    let status: Int
    let body: [UInt8]
    private let fields: [(name: String, value: String)]

    init(_ bytes: [UInt8]) throws {
        let end = try require(bytes.firstRange(of: "\r\n\r\n".utf8), "an empty line ends the header")
        body = Array(bytes[end.upperBound...])
        let head = String(decoding: bytes[..<end.lowerBound], as: UTF8.self)
        let lines = head.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        fields = try zip(lines.indices, lines).map { index, line in
            let isLast = index == lines.count - 1
            try require(isLast || line.last == UInt8(ascii: "\r"), "lines end in CRLF")
            let text = isLast ? line : line.dropLast()
            try require(text.allSatisfy { (0x20...0x7E).contains($0) }, "a header is printable ASCII")
            let colon = try require(text.firstIndex(of: UInt8(ascii: ":")), "a field has a name")
            let name = String(decoding: text[..<colon], as: UTF8.self)
            try require(Self.names.contains(name), "no field that we do not write")
            return (name, String(decoding: text[colon...].dropFirst(2), as: UTF8.self))
        }
        try require(Set(fields.map(\.name)).count == fields.count, "no field stands twice")
        let words = try require(fields.first, "there is a status").value.split(separator: " ", maxSplits: 1)
        status = try require(fields[0].name == "Status" ? Int(words[0]) : nil, "the status comes first")
        try require(Self.statuses.contains(status), "only published statuses")
    }

    /// Where a redirection leads to, which is this site.
    func placeOfRedirection() throws -> String {
        let place = try require(self["Location"], "a redirection says where to")
        try require(
            place.hasPrefix("/") && !place.hasPrefix("//") && !place.hasPrefix("/\\"),
            "a redirection leads to this site")
        return place
    }

    subscript(name: String) -> String? {
        fields.first { $0.name == name }?.value
    }

    private static let statuses: Set = [200, 302, 303, 304, 400, 401, 403, 404, 405, 409, 412, 413, 415]
    private static let names: Set = [
        "Status", "Content-Type", "X-Content-Type-Options", "Content-Length", "Cache-Control", "ETag", "Link", "Allow",
        "WWW-Authenticate", "Retry-After", "Referrer-Policy", "Content-Security-Policy", "Location",
        "Cross-Origin-Opener-Policy", "Movie-Bag-Link", "X-Request-Id", "X-Total-Count", "Preference-Applied", "Vary",
        "Set-Cookie", "Content-Disposition",
    ]
}
