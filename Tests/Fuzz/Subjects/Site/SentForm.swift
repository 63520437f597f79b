/// A request for a page as a browser sends it, or a page of another site has it sent.
struct SentForm {
    /// The path and the query.
    var target: [UInt8]
    let cookies: [UInt8]
    /// The values of Sec-Fetch-Site and Origin; an empty one is not sent.
    let (site, origin): ([UInt8], [UInt8])
    /// `nil` for a request that only reads.
    var form: [UInt8]?

    init(target: [UInt8], cookies: [UInt8], site: [UInt8] = [], origin: [UInt8] = [], form: [UInt8]? = nil) {
        (self.target, self.cookies, self.site, self.origin, self.form) = (target, cookies, site, origin, form)
    }

    /// Those five with NUL between them; what is missing at the end is not sent.
    init(_ input: [UInt8]) {
        var pieces = input.split(separator: 0, maxSplits: 4, omittingEmptySubsequences: false).map { Array($0) }
        let form = pieces.count > 4 ? pieces.removeLast() : nil
        pieces += Array(repeating: [], count: 4 - pieces.count)
        self.init(target: pieces[0], cookies: pieces[1], site: pieces[2], origin: pieces[3], form: form)
    }

    var variables: [(name: StaticString, value: [UInt8])] {
        [
            ("REQUEST_METHOD", Array((form == nil ? "GET" : "POST").utf8)), ("REQUEST_URI", target),
            ("HTTP_COOKIE", cookies), ("HTTP_SEC_FETCH_SITE", site), ("HTTP_ORIGIN", origin),
            ("CONTENT_TYPE", form == nil ? [] : Array("application/x-www-form-urlencoded".utf8)),
        ]
    }

    /// The path without its query, decoded; empty when it is malformed. A proxy may send a whole address.
    var path: [UInt8] {
        var path = target.prefix { $0 != UInt8(ascii: "?") }
        if let scheme = ["http://", "https://"].first(where: { Array(path).lowercased.starts(with: $0.utf8) }) {
            path = path.dropFirst(scheme.utf8.count).drop { $0 != UInt8(ascii: "/") }
        }
        return PercentEncoding.decode(path, plusIsSpace: false) ?? []
    }

    /// Whether it says these words.
    func says(_ words: String) -> Bool {
        [target, form ?? []].contains { text in
            (PercentEncoding.decode(text[...], plusIsSpace: true) ?? text).holds(words)
        }
    }

    /// Whether the browser has the cookie `name` once, with this value (RFC 6265, section 4.2.1).
    func hasCookie(_ name: String, _ value: String) -> Bool {
        let pairs = cookies.split(separator: UInt8(ascii: ";")).map { pair in
            Array(pair).trimming { $0 == 0x20 || $0 == 0x09 }
        }
        let values = pairs.filter { $0.starts(with: "\(name)=".utf8) }
        return values.count == 1 && values[0] == Array("\(name)=\(value)".utf8)
    }

    /// The same with harmless signs in the place of those that mean something in markup; `nil` when it has such signs itself, or
    /// none to replace. Those that separate fields stay.
    var harmless: SentForm? {
        guard let target = Self.harmless(target), let form = Self.harmless(form ?? []) else { return nil }
        var other = self
        other.target = target
        if self.form != nil { other.form = form }
        return other.target == self.target && other.form == self.form ? nil : other
    }

    private static func harmless(_ text: [UInt8]) -> [UInt8]? {
        var (bytes, rest) = ([UInt8](), text[...])
        while let byte = rest.popFirst() {
            let digits = byte == UInt8(ascii: "%") ? rest.prefix(2) : []
            let sign = digits.count == 2 ? UInt8(String(decoding: digits, as: UTF8.self), radix: 16) ?? byte : byte
            guard !signs.contains(where: { $0.harmless == sign }) else { return nil }
            let isSeparator = byte == UInt8(ascii: "&")
            if !isSeparator, let (_, harmless) = signs.first(where: { $0.sign == sign }) {
                bytes += sign == byte ? [harmless] : Array("%\(String(harmless, radix: 16))".utf8)
                rest = rest.dropFirst(sign == byte ? 0 : 2)
            } else {
                bytes.append(byte)
            }
        }
        return bytes
    }

    /// A text of a page with the same signs replaced.
    static func harmless(_ text: String) -> [UInt8] {
        text.utf8.map { byte in signs.first { $0.sign == byte }?.harmless ?? byte }
    }

    private static let signs = zip("<>\"'&".utf8, "{}`^|".utf8).map { (sign: $0, harmless: $1) }
}

extension [UInt8] {
    /// Whether these words stand in it. The standard library's search takes most of the time of a subject.
    func holds(_ words: String) -> Bool {
        let words = Array(words.utf8)
        return indices.contains { self[$0] == words[0] && self[$0...].starts(with: words) }
    }

    fileprivate var lowercased: [UInt8] { map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 } }

    fileprivate func trimming(_ isBlank: (UInt8) -> Bool) -> [UInt8] {
        Array(drop(while: isBlank).reversed().drop(while: isBlank).reversed())
    }
}
