import COpenSSL
import Memory

/// A hash of SHA-1 (FIPS 180-4), which protects nothing here: lists of breached passwords go by it.
package struct SHA1Hash: Sendable, Comparable {
    // Two numbers and the rest, as these are compared quicker than twenty bytes.
    let high: UInt64
    let middle: UInt64
    let low: UInt32

    /// The hash of a message (EVP_Digest(3)).
    ///
    /// - Throws: where OpenSSL was told to do without SHA-1.
    package init(of message: [UInt8]) throws(CryptographyError) {
        var bytes = [UInt8](repeating: 0, count: 20)
        let algorithm = try CryptographyError.check(EVP_MD_fetch(nil, "SHA1", nil), "EVP_MD_fetch")
        defer { EVP_MD_free(algorithm) }
        try CryptographyError.check(
            EVP_Digest(message, message.count, &bytes, nil, algorithm, nil), "EVP_Digest")
        defer { Memory.cleanse(bytes) }
        self.init(bytes[...])
    }

    /// The first eight bytes, the next eight and the last four, each as a number with the highest first.
    init(high: UInt64, middle: UInt64, low: UInt32) {
        (self.high, self.middle, self.low) = (high, middle, low)
    }

    /// - Parameter bytes: the twenty of a hash.
    package init(_ bytes: ArraySlice<UInt8>) {
        var rest = bytes
        func number(_ count: Int) -> UInt64 {
            defer { rest = rest.dropFirst(count) }
            return rest.prefix(count).reduce(0) { $0 << 8 | UInt64($1) }
        }
        high = number(8)
        middle = number(8)
        low = UInt32(truncatingIfNeeded: number(4))
    }

    package static func < (one: SHA1Hash, other: SHA1Hash) -> Bool {
        (one.high, one.middle, one.low) < (other.high, other.middle, other.low)
    }
}
