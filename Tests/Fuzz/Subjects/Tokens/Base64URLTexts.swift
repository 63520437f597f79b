import Cryptography
import Foundation

/// Base64url, where every byte string has one spelling.
struct Base64URLTexts: FuzzSubject {
    func examine(_ input: [UInt8]) throws {
        let text = Base64URL.encode(input)
        try require(Base64URL.decode(text[...]) == input, "what was encoded decodes to itself")
        try require(text.count == (input.count * 4 + 2) / 3, "the text has no padding and nothing too much")

        guard let decoded = Base64URL.decode(input[...]) else { return }
        try require(Base64URL.encode(decoded) == input, "only the one spelling is accepted")
        try require(decoded == Self.foundation(input), "Foundation reads the same")
    }

    /// Another decoder, which wants padding and the other alphabet.
    private static func foundation(_ text: [UInt8]) -> [UInt8]? {
        let standard = text.map { byte in
            switch byte {
            case UInt8(ascii: "-"): UInt8(ascii: "+")
            case UInt8(ascii: "_"): UInt8(ascii: "/")
            default: byte
            }
        }
        let padding = [UInt8](repeating: UInt8(ascii: "="), count: -text.count & 3)
        return Data(base64Encoded: Data(standard + padding)).map { Array($0) }
    }
}
