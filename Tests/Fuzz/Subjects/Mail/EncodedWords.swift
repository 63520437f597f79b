/// The "Q" encoding of RFC 2047 in UTF-8, read.
enum EncodedWords {
    /// What the value of a field stands for: encoded-words, or else plain text after one space.
    static func decode(_ value: [UInt8]) throws -> [UInt8] {
        let opening = Array("=?utf-8?q?".utf8)
        guard value.firstRange(of: Array("=?".utf8)) != nil else { return Array(value.dropFirst()) }
        var decoded: [UInt8] = []
        for word in value.split(separator: UInt8(ascii: " ")) {
            try require(word.count <= 75, "an encoded-word is not longer than RFC 2047 allows")
            try require(
                word.starts(with: opening) && word.suffix(2) == Array("?=".utf8)[...] && word.count >= 12,
                "plain and encoded words are not mixed")
            var rest = word.dropFirst(opening.count).dropLast(2)
            var piece: [UInt8] = []
            while let byte = rest.popFirst() {
                switch byte {
                case UInt8(ascii: "_"): piece.append(UInt8(ascii: " "))
                case UInt8(ascii: "="): piece.append(try takeHexadecimal(&rest))
                case UInt8(ascii: "?"): throw BrokenPromise(description: "a question mark inside an encoded-word")
                default: piece.append(byte)
                }
            }
            try require(String(validating: piece, as: UTF8.self) != nil, "a character never spans two words")
            decoded += piece
        }
        return decoded
    }

    /// Takes two hexadecimal digits off the front.
    static func takeHexadecimal(_ rest: inout ArraySlice<UInt8>) throws -> UInt8 {
        let digits = rest.prefix(2)
        rest = rest.dropFirst(2)
        return try require(
            digits.count == 2 ? UInt8(String(decoding: digits, as: UTF8.self), radix: 16) : nil,
            "two hexadecimal digits follow an equals sign")
    }
}
