/// Base 64 without padding (RFC 4648, section 3.2): one value for each of its alphabets.
///
/// Decoding is strict, so that each byte string has exactly one spelling: no padding, no other characters, no white
/// space, and the bits that the last character has too many are zero.
struct Base64: Sendable {
    /// The alphabet of section 5, safe in URLs, which JWS uses.
    static let url = Base64(alphabet: "\(letters)\(digits)-_")
    /// The alphabet of section 4, which the PHC format of password hashes uses.
    static let standard = Base64(alphabet: "\(letters)\(digits)+/")
    /// That of bcrypt.
    static let bcrypt = Base64(alphabet: "./\(letters)\(digits)")

    private static let letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
    private static let digits = "0123456789"

    /// Bits that no value of a character has.
    private static let notInAlphabet: UInt32 = 0xFF00_0000
    private let characters: [UInt8]
    private let values: [UInt32]

    private init(alphabet: String) {
        characters = Array(alphabet.utf8)
        var values = [UInt32](repeating: Self.notInAlphabet, count: 256)
        for (value, character) in characters.enumerated() { values[Int(character)] = UInt32(value) }
        self.values = values
    }

    func encode(_ bytes: [UInt8]) -> [UInt8] {
        [UInt8](capacity: (bytes.count * 4 + 2) / 3) { output in
            var start = 0
            while start + 3 <= bytes.count {
                let bits = UInt32(bytes[start]) << 16 | UInt32(bytes[start + 1]) << 8 | UInt32(bytes[start + 2])
                append(bits, characters: 4, to: &output)
                start += 3
            }
            switch bytes.count - start {
            case 1: append(UInt32(bytes[start]) << 16, characters: 2, to: &output)
            case 2:
                append(UInt32(bytes[start]) << 16 | UInt32(bytes[start + 1]) << 8, characters: 3, to: &output)
            default: break
            }
        }
    }

    /// Appends as many characters as asked for of the four that 24 bits are.
    private func append(_ bits: UInt32, characters count: Int, to output: inout OutputSpan<UInt8>) {
        var bits = bits
        for _ in 0..<count {
            output.append(characters[Int(bits >> 18 & 0x3F)])
            bits <<= 6
        }
    }

    func decode(_ text: ArraySlice<UInt8>) -> [UInt8]? {
        let restCount = text.count % 4
        // One character alone is six bits: not a byte.
        guard restCount != 1 else { return nil }
        let rest = text.suffix(restCount)
        // Every character's value is collected here, and looked at once: a token is short, and a stranger is rare.
        var seen: UInt32 = 0
        let bytes = [UInt8](capacity: text.count * 3 / 4) { output in
            var start = text.startIndex
            while start < rest.startIndex {
                let bits = bits(of: text[start..<(start + 4)], seen: &seen)
                output.append(UInt8(truncatingIfNeeded: bits >> 16))
                output.append(UInt8(truncatingIfNeeded: bits >> 8))
                output.append(UInt8(truncatingIfNeeded: bits))
                start += 4
            }
            guard restCount > 0 else { return }
            let bits = bits(of: rest, seen: &seen)
            let unused = restCount == 2 ? 4 : 2
            if bits & (1 << unused - 1) != 0 { seen |= Self.notInAlphabet }
            for shift in stride(from: restCount * 6 - 8, through: unused, by: -8) {
                output.append(UInt8(truncatingIfNeeded: bits >> shift))
            }
        }
        return seen & Self.notInAlphabet == 0 ? bytes : nil
    }

    /// The values of up to four characters, six bits each.
    private func bits(of characters: ArraySlice<UInt8>, seen: inout UInt32) -> UInt32 {
        var bits: UInt32 = 0
        for character in characters {
            let value = values[Int(character)]
            seen |= value
            bits = bits << 6 | value
        }
        return bits
    }
}
