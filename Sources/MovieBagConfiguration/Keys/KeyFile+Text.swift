import Cryptography
import Memory
import MovieBag

/// Tests: KeyFileTests.swift
extension KeyFile {
    /// Lends the text of a file with these keys for one call, and overwrites it.
    package static func withText<Result>(of ring: KeyRing, _ body: ([UInt8]) throws -> Result) rethrows -> Result {
        var text: [UInt8] = []
        // So that it never moves, and no copy of it stays behind.
        text.reserveCapacity(ring.keys.reduce(firstLine.count + 1) { $0 + 64 + $1.bytes.count * 4 / 3 + 24 + 4 })
        defer { Memory.cleanse(text) }
        text += firstLine
        text.append(UInt8(ascii: "\n"))
        for key in ring.keys {
            text += Array("\(key.name) ".utf8)
            append(key.bytes, to: &text)
            text += Array(" \(key.created)\n".utf8)
        }
        return try body(text)
    }

    private static func append(_ secret: SecretBytes, to text: inout [UInt8]) {
        let bytes = secret.withUnsafeBytes { Array($0) }
        let encoded = Base64URL.encode(bytes)
        defer {
            Memory.cleanse(bytes)
            Memory.cleanse(encoded)
        }
        text += encoded
    }
}
