import ServiceLog
import Text

/// The path of a request target as the log shows it: percent-encoded as it came, without the query, and without what may
/// be a secret.
///
/// Everything behind a segment that says `reset`, `verify`, `email` or `invitation` is left out, however that is written
/// (`/%72eset/TOKEN`, `//reset//TOKEN`, `/reset%2FTOKEN`, `/Reset;x/TOKEN`, below a mount prefix, in the absolute form), and
/// so is every segment longer than 40 bytes: identifiers have 24 characters, tokens over a hundred. Below `api` the last
/// three say nothing: `/api/auth/email/confirm` has its token in the body. `…` stands for what was left out; no request can
/// write it, as its bytes would be escaped.
struct LoggedPath {
    private static let longestSegment = 40
    private static let mostSegments = 16
    /// Behind these in any case.
    private static let secretsFollow = [Array("reset".utf8)]
    /// Behind these too, unless `api` stands before them.
    private static let secretsFollowOutsideAPI =
        secretsFollow + ["verify", "email", "invitation"].map { Array($0.utf8) }
    /// How many times a segment is decoded: proxies may encode what is encoded already.
    private static let mostDecodings = 3

    /// The target without its query, and without the scheme and authority of an absolute form (RFC 9112, section 3.2.2).
    private let path: ArraySlice<UInt8>

    /// - Parameter target: REQUEST_URI as the web server passes it.
    init(target: [UInt8]) {
        let end = target.firstIndex { $0 == UInt8(ascii: "?") || $0 == UInt8(ascii: "#") } ?? target.endIndex
        path = Self.withoutAuthority(target[..<end])
    }

    /// Appends the path to a line, as one field of at most 2,624 bytes.
    func append(to line: inout LogLine) {
        let rest = path.first == UInt8(ascii: "/") ? path.dropFirst() : path
        var areSecret = false
        var names = Self.secretsFollowOutsideAPI
        for (index, segment) in rest.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false).enumerated()
        {
            line.append("/")
            guard index < Self.mostSegments, !areSecret || segment.isEmpty else { return line.append("…") }
            if segment.elementsEqual("api".utf8) { names = Self.secretsFollow }
            let mention = Self.mention(of: names, in: segment)
            if segment.count > Self.longestSegment || mention == .amongOthers {
                line.append("…")
            } else {
                line.append(field: segment)
            }
            areSecret = areSecret || mention != .none
        }
    }

    private enum Mention {
        case none
        /// The segment is the name of what a secret follows.
        case alone
        /// The name stands in the segment with other text, which may be the secret.
        case amongOthers
    }

    private static func mention(of names: [[UInt8]], in segment: ArraySlice<UInt8>) -> Mention {
        var text = Array(segment)
        for _ in 0..<mostDecodings {
            guard let decoded = decoded(text) else { break }
            text = decoded
        }
        for name in names where text.count >= name.count {
            for start in 0...(text.count - name.count) where text[start] | 0x20 == name[0] {
                let isName = zip(text[start...], name).allSatisfy { $0 | 0x20 == $1 }
                if isName { return text.count == name.count ? .alone : .amongOthers }
            }
        }
        return .none
    }

    /// The text with its percent-encodings resolved once, malformed ones kept; `nil` when there are none.
    private static func decoded(_ text: [UInt8]) -> [UInt8]? {
        guard text.contains(UInt8(ascii: "%")) else { return nil }
        var decoded: [UInt8] = []
        var rest = text[...]
        while let byte = rest.popFirst() {
            if byte == UInt8(ascii: "%"), rest.count >= 2, let high = rest[rest.startIndex].hexadecimalValue,
                let low = rest[rest.startIndex + 1].hexadecimalValue
            {
                decoded.append(high << 4 | low)
                rest = rest.dropFirst(2)
            } else {
                decoded.append(byte)
            }
        }
        return decoded
    }

    private static func withoutAuthority(_ target: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        guard target.first != UInt8(ascii: "/"), let colon = target.firstIndex(of: UInt8(ascii: ":")),
            target[(colon + 1)...].starts(with: "//".utf8)
        else { return target }
        let authority = target[(colon + 3)...]
        return authority.firstIndex(of: UInt8(ascii: "/")).map { authority[$0...] } ?? []
    }
}
