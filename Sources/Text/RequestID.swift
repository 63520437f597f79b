/// What a request is called, for finding it in several logs: 1 to 64 of A to Z, a to z, 0 to 9, `.`, `_` and `-`.
///
/// The web server names it, or else ``init(random:)``. Every request has exactly one: it is in its response
/// (`X-Request-Id`), in its log line, and in what is recorded of it.
package struct RequestID: Sendable, Hashable {
    package static let lengths = 1...64

    package let bytes: [UInt8]

    /// - Returns: `nil` for anything else.
    package init?(_ bytes: [UInt8]) {
        guard Self.lengths.contains(bytes.count) else { return nil }
        for byte in bytes.span.indices where !Self.mayHave(bytes.span[byte]) { return nil }
        self.bytes = bytes
    }

    /// A name of our own, for a request that came without one: 24 hexadecimal digits.
    ///
    /// - Parameter number: drawn at random, so that no name comes twice; 12 bytes.
    package init(random number: ArraySlice<UInt8>) {
        precondition(number.count == 12)
        // Every request may need one, so the digits are written without growing an array.
        bytes = [UInt8](unsafeUninitializedCapacity: 24) { digits, count in
            for byte in number {
                digits[count] = Self.digit(byte >> 4)
                digits[count + 1] = Self.digit(byte & 0xf)
                count += 2
            }
        }
    }

    package var text: String { String(decoding: bytes, as: UTF8.self) }

    private static func mayHave(_ byte: UInt8) -> Bool {
        byte.isLetterOrDigit || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "_")
    }

    private static func digit(_ value: UInt8) -> UInt8 {
        value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "a") + value - 10
    }
}
