import Cryptography
import MovieBag

/// Texts that are presented as API tokens: the one spelling of bytes with their checksum, and no other.
struct APITokenTexts: FuzzSubject {
    func examine(_ input: [UInt8]) throws {
        try require(
            (APIToken.fingerprint(of: input) != nil) == Self.isText(input),
            "what has the form and the checksum is taken")
        if APIToken.fingerprint(of: input) != nil {
            try require(APIToken.looksLike(input), "what is taken is told from the token of a session")
        }
        guard input.count >= 29 else { return }
        // Of other bytes a text with its checksum, which no mutation finds.
        let bytes = Array(input[..<28])
        let check = Self.checksum(bytes)
        var text =
            Array("mb_".utf8)
            + Base64URL.encode(bytes + (0..<4).map { UInt8(truncatingIfNeeded: check >> (24 - 8 * $0)) })
        try require(APIToken.fingerprint(of: text) == TokenFingerprint(bytes: SHA256.hash(text)), "it is taken")
        let place = Int(input[28]) % text.count
        text[place] ^= input[28] | 1
        try require(APIToken.fingerprint(of: text) == nil, "one other byte makes it another text")
    }

    /// The form, byte by byte and without the decoder.
    private static func isText(_ text: [UInt8]) -> Bool {
        let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".utf8)
        guard text.count == 46, text.starts(with: "mb_".utf8) else { return false }
        let digits = text[3...].map { alphabet.firstIndex(of: $0) }
        guard digits.allSatisfy({ $0 != nil }) else { return false }
        // 43 digits of six bits are 258: the last two must be zero.
        var bits = digits.flatMap { digit in (0..<6).map { (digit ?? 0) >> (5 - $0) & 1 } }
        guard bits.suffix(2) == [0, 0] else { return false }
        bits.removeLast(2)
        let bytes = (0..<32).map { number in bits[8 * number..<8 * number + 8].reduce(UInt8(0)) { $0 << 1 | UInt8($1) }
        }
        let sent = bytes[28...].reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
        return checksum(Array(bytes[..<28])) == sent
    }

    /// CRC-32 by its polynomial, bit by bit (IEEE 802.3).
    private static func checksum(_ bytes: [UInt8]) -> UInt32 {
        var rest = UInt32.max
        for byte in bytes {
            rest ^= UInt32(byte)
            for _ in 0..<8 { rest = rest >> 1 ^ (rest & 1 == 1 ? 0xedb8_8320 : 0) }
        }
        return ~rest
    }
}
