/// The classes of ASCII (RFC 20), for text that is read as bytes; bytes from 128 on are in none of them.
extension UInt8 {
    /// 0 to 9.
    @inlinable
    package var isDigit: Bool { UInt8(ascii: "0")...UInt8(ascii: "9") ~= self }

    /// A to Z.
    @inlinable
    package var isUpperCaseLetter: Bool { UInt8(ascii: "A")...UInt8(ascii: "Z") ~= self }

    /// A to Z or a to z.
    @inlinable
    package var isLetter: Bool { UInt8(ascii: "a")...UInt8(ascii: "z") ~= self | 0x20 }

    /// A letter or a digit.
    @inlinable
    package var isLetterOrDigit: Bool { isLetter || isDigit }

    /// The lower-case letter for an upper-case one, else the byte itself.
    @inlinable
    package var lowercased: UInt8 { isUpperCaseLetter ? self | 0x20 : self }

    /// The value of a hexadecimal digit of either case, 0 to 15; `nil` for any other byte.
    @inlinable
    package var hexadecimalValue: UInt8? {
        switch self {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): self - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): self - UInt8(ascii: "a") + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): self - UInt8(ascii: "A") + 10
        default: nil
        }
    }
}
