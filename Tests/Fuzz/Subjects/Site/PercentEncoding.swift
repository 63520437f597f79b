/// Percent-encoding (RFC 3986, section 2.1), written without a look at the program's own.
enum PercentEncoding {
    /// `nil` when a `%` is not followed by two hexadecimal digits.
    static func decode(_ text: ArraySlice<UInt8>, plusIsSpace: Bool) -> [UInt8]? {
        var pieces = text.split(separator: UInt8(ascii: "%"), omittingEmptySubsequences: false)
        let first = pieces.removeFirst()
        func plain(_ piece: ArraySlice<UInt8>) -> [UInt8] {
            piece.map { plusIsSpace && $0 == UInt8(ascii: "+") ? UInt8(ascii: " ") : $0 }
        }
        return pieces.reduce(plain(first)) { decoded, piece -> [UInt8]? in
            let digits = piece.prefix(2)
            // Digits only: UInt8 would read a sign too.
            guard let decoded, digits.count == 2, digits.allSatisfy({ Character(Unicode.Scalar($0)).isHexDigit }),
                let byte = UInt8(String(decoding: digits, as: UTF8.self), radix: 16)
            else { return nil }
            return decoded + [byte] + plain(piece.dropFirst(2))
        }
    }

    /// Text that ``decode(_:plusIsSpace:)`` gives back: letters and digits stand, everything else is encoded.
    static func encode(_ bytes: [UInt8]) -> [UInt8] {
        bytes.flatMap { byte -> [UInt8] in
            let scalar = Unicode.Scalar(byte)
            guard scalar.isASCII, scalar.properties.isAlphabetic || scalar.properties.numericType != nil else {
                let digits = String(byte, radix: 16)
                return Array("%\(digits.count == 1 ? "0" : "")\(digits)".utf8)
            }
            return [byte]
        }
    }
}
