/// The classes of ASCII characters that the mail standards are written in.
///
/// Tests: QuotedPrintableTests.swift, HeaderTextTests.swift
extension UInt8 {
    /// `A` to `Z`.
    var isUpperCaseLetter: Bool { UInt8(ascii: "A")...UInt8(ascii: "Z") ~= self }

    /// `A` to `Z`, `a` to `z` and `0` to `9`.
    var isLetterOrDigit: Bool {
        isUpperCaseLetter || UInt8(ascii: "a")...UInt8(ascii: "z") ~= self
            || UInt8(ascii: "0")...UInt8(ascii: "9") ~= self
    }

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
