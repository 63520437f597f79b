import Text

/// The further classes of ASCII that the mail standards are written in.
///
/// Tests: QuotedPrintableTests.swift, HeaderTextTests.swift
extension UInt8 {
    /// What an atom is made of (RFC 5322, 3.2.3, atext).
    var isAtomText: Bool {
        switch self {
        case UInt8(ascii: "!"), UInt8(ascii: "#"), UInt8(ascii: "$"), UInt8(ascii: "%"), UInt8(ascii: "&"),
            UInt8(ascii: "'"), UInt8(ascii: "*"), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "/"),
            UInt8(ascii: "="), UInt8(ascii: "?"), UInt8(ascii: "^"), UInt8(ascii: "_"), UInt8(ascii: "`"),
            UInt8(ascii: "{"), UInt8(ascii: "|"), UInt8(ascii: "}"), UInt8(ascii: "~"):
            true
        default:
            isLetterOrDigit
        }
    }

    /// The space and everything that leaves ink on paper.
    var isPrintable: Bool { 0x20...0x7E ~= self }
}

/// Two upper-case hexadecimal digits after an equals sign: how the mail standards write a byte that cannot stand
/// for itself.
func escaped(_ byte: UInt8) -> [UInt8] {
    let digits = Array("0123456789ABCDEF".utf8)
    return [UInt8(ascii: "="), digits[Int(byte >> 4)], digits[Int(byte & 0x0F)]]
}
