import ServiceLog
import Text

/// The path of a request target as the log shows it: percent-encoded as it came, without the query, and without what may
/// be a secret.
///
/// Everything behind a segment that says `reset` is left out, however that is written (`/%72eset/TOKEN`,
/// `//reset//TOKEN`, `/reset%2FTOKEN`, `/Reset;x/TOKEN`, below a mount prefix, in the absolute form), and so is every
/// segment longer than 40 bytes: identifiers have 24 characters, tokens over a hundred. `…` stands for what was left out;
/// no request can write it, as its bytes would be escaped.
struct LoggedPath {
    private static let longestSegment = 40
    private static let mostSegments = 16
    private static let secretsFollow = Array("reset".utf8)
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
        for (index, segment) in rest.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false).enumerated()
        {
            line.append("/")
            guard index < Self.mostSegments, !areSecret || segment.isEmpty else { return line.append("…") }
            let mention = Self.mentionOfSecret(segment)
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

    private static func mentionOfSecret(_ segment: ArraySlice<UInt8>) -> Mention {
        var text = Array(segment)
        for _ in 0..<mostDecodings {
            guard let decoded = decoded(text) else { break }
            text = decoded
        }
        guard text.count >= secretsFollow.count else { return .none }
        for start in 0...(text.count - secretsFollow.count) {
            let isName = zip(text[start...], secretsFollow).allSatisfy { $0 | 0x20 == $1 }
            if isName { return text.count == secretsFollow.count ? .alone : .amongOthers }
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
