/// Base 64 without padding (RFC 4648): one value for each of its alphabets.
///
/// Decoding is strict, so that each byte string has exactly one spelling: no padding, no other characters, no white
/// space, and the bits that the last character has too many are zero.
struct Base64: Sendable {
    /// The alphabet of section 5, safe in URLs, which JWS uses.
    static let url = Base64(last: "-_")
    /// The alphabet of section 4, which the PHC format of password hashes uses.
    static let standard = Base64(last: "+/")

    private static let notInAlphabet: UInt8 = 0xFF
    private let characters: [UInt8]
    private let values: [UInt8]

    private init(last: String) {
        characters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789\(last)".utf8)
        var values = [UInt8](repeating: Self.notInAlphabet, count: 256)
        for (value, character) in characters.enumerated() { values[Int(character)] = UInt8(value) }
        self.values = values
    }

    func encode(_ bytes: [UInt8]) -> [UInt8] {
        var text: [UInt8] = []
        text.reserveCapacity((bytes.count * 4 + 2) / 3)
        var bits: UInt32 = 0
        var bitCount = 0
        for byte in bytes {
            bits = bits << 8 | UInt32(byte)
            bitCount += 8
            while bitCount >= 6 {
                bitCount -= 6
                text.append(characters[Int(bits >> bitCount & 0x3F)])
            }
        }
        if bitCount > 0 { text.append(characters[Int(bits << (6 - bitCount) & 0x3F)]) }
        return text
    }

    func decode(_ text: ArraySlice<UInt8>) -> [UInt8]? {
        // One character alone is six bits: not a byte.
        guard text.count % 4 != 1 else { return nil }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.count * 3 / 4)
        var bits: UInt32 = 0
        var bitCount = 0
        for character in text {
            let value = values[Int(character)]
            guard value != Self.notInAlphabet else { return nil }
            bits = bits << 6 | UInt32(value)
            bitCount += 6
            if bitCount >= 8 {
                bitCount -= 8
                bytes.append(UInt8(truncatingIfNeeded: bits >> bitCount))
            }
        }
        guard bits & (1 << bitCount - 1) == 0 else { return nil }
        return bytes
    }
}
