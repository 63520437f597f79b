import Memory
import MovieBag
import Web

/// The token in the address of a link, as it arrives after people and mail programs have had it in their hands.
///
/// What they add at its end is dropped: a full stop, a bracket, a quote, white space. Of what they cut off there is
/// nothing to be had, but it is told from a link that is forged or used.
///
/// Tests: DamagedLinkTests.swift
struct LinkToken {
    let token: CompactToken
    /// Whether a part of it is missing, as far as its shape tells (RFC 7515, section 3.1): three parts in base64url, the
    /// last of them the 32 bytes of an HMAC-SHA-256.
    let isCut: Bool

    /// - Parameter segment: the segment of the path, its percent-encodings resolved.
    init(segment: PathParameter) {
        let bytes = Array(Self.withoutAppendix(segment))
        token = CompactToken(bytes)
        let parts = bytes.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        isCut = parts.count < 3 || parts.count == 3 && (parts[2].count < 43 || parts.contains(where: Self.isCut))
    }

    /// Overwrites the token. To be called when nothing reads it any more.
    func cleanse() {
        Memory.cleanse(token.bytes)
    }

    /// No number of bytes has a base64 text of this length (RFC 4648, section 5).
    private static func isCut(_ part: ArraySlice<UInt8>) -> Bool {
        part.isEmpty || part.count % 4 == 1
    }

    /// ASCII that is never at the end of a token, and with which sentences, brackets, quotes and emphasis end; `=` is not
    /// among it: a token with padding is forged.
    private static let appendices = Set(".,;:!?)]}>\"'*`\t\n\u{b}\u{c}\r ".utf8)
    /// The same in UTF-8: no-break and zero-width spaces, a byte order mark, and closing quotes.
    private static let longAppendices = [
        "\u{a0}", "\u{2009}", "\u{200b}", "\u{202f}", "\u{3000}", "\u{feff}", "\u{2019}", "\u{201d}", "\u{201c}",
        "\u{bb}",
        "\u{203a}", "\u{2026}",
    ].map { Array($0.utf8) }

    private static func withoutAppendix(_ segment: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        var rest = segment
        while let last = rest.last {
            if appendices.contains(last) {
                rest = rest.dropLast()
            } else if let appendix = longAppendices.first(where: { rest.suffix($0.count).elementsEqual($0) }) {
                rest = rest.dropLast(appendix.count)
            } else {
                break
            }
        }
        return rest
    }
}
