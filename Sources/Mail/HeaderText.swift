import Text

/// Free text in a header, such as a subject.
///
/// Short printable ASCII stands as it is. Everything else becomes encoded-words of RFC 2047, whose alphabet holds
/// no line end, no NUL and nothing else that is special, so that no text can end its header early: not by a check
/// that might be forgotten, but because there is no way to write it.
struct HeaderText {
    private let text: String

    /// RFC 2047, 2: an encoded-word is at most 75 bytes, and a line that holds one at most 76.
    private static let longestWord = 75
    private static let longestLine = 76
    private static let opening = "=?utf-8?q?"
    private static let closing = "?="

    init(_ text: String) {
        self.text = text
    }

    /// What follows the colon of the header, with the space and the folds it needs.
    func folded(afterHeaderName name: String) -> String {
        let used = name.utf8.count + ": ".utf8.count
        if text.isEmpty { return "" }
        if isPlain && used + text.utf8.count <= Self.longestLine { return " " + text }
        return encodedWords(firstLineUsed: used).map { word in " " + word }.joined(separator: "\n")
    }

    /// Text that reads the same whether or not the reader decodes and unfolds it.
    private var isPlain: Bool {
        text.utf8.allSatisfy(\.isPrintable) && !text.hasPrefix(" ") && !text.hasSuffix(" ") && !text.contains("=?")
    }

    private func encodedWords(firstLineUsed: Int) -> [String] {
        var words: [[UInt8]] = []
        var word: [UInt8] = []
        var room = Self.longestLine - firstLineUsed - Self.opening.utf8.count - Self.closing.utf8.count
        for scalar in text.unicodeScalars {
            // RFC 2047, 5: a character never spans two words.
            let piece = String(scalar).utf8.flatMap(Self.encoded)
            if word.count + piece.count > room {
                words.append(word)
                word = []
                room = Self.longestWord - Self.opening.utf8.count - Self.closing.utf8.count
            }
            word += piece
        }
        words.append(word)
        return words.map { Self.opening + String(decoding: $0, as: UTF8.self) + Self.closing }
    }

    /// The "Q" encoding of RFC 2047, 4.2, with as few bytes standing for themselves as section 5 wants anywhere.
    private static func encoded(_ byte: UInt8) -> [UInt8] {
        if byte == UInt8(ascii: " ") { return [UInt8(ascii: "_")] }
        return byte.isLetterOrDigit || "!*+-/".utf8.contains(byte) ? [byte] : escaped(byte)
    }
}
