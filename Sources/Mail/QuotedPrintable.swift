/// A text in the quoted-printable encoding of RFC 2045, 6.7: lines of at most 76 printable ASCII characters.
///
/// Line ends, LF or CRLF, stay line ends. A carriage return alone, NUL, and every other byte that does not travel
/// well are written as an equals sign and two hexadecimal digits, so that decoding gives back the text exactly
/// (CRLF as a line end).
struct QuotedPrintable {
    /// The encoded text; its lines end in LF.
    let text: String

    private static let longestLine = 76

    init(_ content: String) {
        var encoded: [UInt8] = []
        let lines = Self.lines(of: Array(content.utf8))
        for (index, line) in lines.enumerated() {
            if index > 0 { encoded.append(UInt8(ascii: "\n")) }
            Self.encode(line, into: &encoded)
        }
        text = String(decoding: encoded, as: UTF8.self)
    }

    private static func lines(of bytes: [UInt8]) -> [ArraySlice<UInt8>] {
        let pieces = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        return pieces.enumerated().map { index, piece in
            let endsInLineFeed = index < pieces.count - 1
            return endsInLineFeed && piece.last == UInt8(ascii: "\r") ? piece.dropLast() : piece
        }
    }

    private static func encode(_ line: ArraySlice<UInt8>, into encoded: inout [UInt8]) {
        var column = 0
        for index in line.indices {
            let isLast = index == line.endIndex - 1
            var piece = standsForItself(line[index], isLast: isLast) ? [line[index]] : escaped(line[index])
            // One column is kept for the soft line break, unless the line ends here.
            if column + piece.count > longestLine - (isLast ? 0 : 1) {
                encoded += "=\n".utf8
                column = 0
            }
            if column == 0 && isRiskyAtStart(line[index...]) { piece = escaped(line[index]) }
            encoded += piece
            column += piece.count
        }
    }

    /// RFC 2045, 6.7, rules 1 to 3: printable, no equals sign, and no white space at the end of a line.
    private static func standsForItself(_ byte: UInt8, isLast: Bool) -> Bool {
        switch byte {
        case UInt8(ascii: " "), UInt8(ascii: "\t"): !isLast
        case UInt8(ascii: "="): false
        default: byte.isPrintable
        }
    }

    /// A lone dot ends a message for programs that were not told otherwise, and "From " begins another one in a
    /// mailbox file.
    private static func isRiskyAtStart(_ rest: ArraySlice<UInt8>) -> Bool {
        rest.first == UInt8(ascii: ".") || rest.starts(with: "From ".utf8)
    }
}
