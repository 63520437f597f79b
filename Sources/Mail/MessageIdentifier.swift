import Text

/// The value of a Message-ID header, angle brackets included: never more than one line of printable ASCII.
///
/// Such a value cannot be an encoded-word (RFC 2047, 5), so a byte that may not stand in one is written as an
/// equals sign and two hexadecimal digits instead, and what exceeds the length of a line is cut off.
///
/// Tests: MessageTests.swift
struct MessageIdentifier {
    /// The identifier between its angle brackets.
    let text: String

    /// Far more than any identifier in use, and far less than a line holds.
    private static let longest = 250

    init(_ identifier: String) {
        let safe = identifier.utf8.flatMap { byte in Self.isAllowed(byte) ? [byte] : escaped(byte) }
        text = "<" + String(decoding: safe.prefix(Self.longest), as: UTF8.self) + ">"
    }

    /// What of it may stand in a MIME boundary without thinking, and no more than fits one (RFC 2046, 5.1.1).
    var lettersAndDigits: String {
        String(decoding: text.utf8.filter(\.isLetterOrDigit).prefix(60), as: UTF8.self)
    }

    /// RFC 5322, 3.6.4: dot-atoms on both sides of an at sign.
    private static func isAllowed(_ byte: UInt8) -> Bool {
        byte.isAtomText || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "@")
    }
}
