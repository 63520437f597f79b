import Testing

@testable import Cryptography

@Suite struct SHA1Tests {
    /// Of FIPS 180-4 and RFC 3174.
    @Test(arguments: [
        ("", "da39a3ee5e6b4b0d3255bfef95601890afd80709"), ("abc", "a9993e364706816aba3e25717850c26c9cd0d89d"),
        ("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq", "84983e441c3bd26ebaae4aa1f95129e5e54670f1"),
        ("password", "5baa61e4c9b93f3f0682250b6cf8331b7ee68fd8"),
    ])
    func itIsAsPublished(message: String, hash: String) throws {
        #expect(try SHA1Hash(of: Array(message.utf8)) == SHA1Hash(bytes(hexadecimal: hash)[...]))
    }

    @Test func theOrderIsThatOfTheBytes() {
        let hashes = [[0], [1], [0x7F], [0x80], [0xFF]].map { first in first + [UInt8](repeating: 9, count: 19) }
        for (smaller, larger) in zip(hashes, hashes.dropFirst()) {
            #expect(SHA1Hash(smaller[...]) < SHA1Hash(larger[...]))
        }
        for place in 0..<20 {
            var (smaller, larger) = ([UInt8](repeating: 7, count: 20), [UInt8](repeating: 7, count: 20))
            (smaller[place], larger[place]) = (0x7F, 0x80)
            #expect(SHA1Hash(smaller[...]) < SHA1Hash(larger[...]))
            #expect(SHA1Hash(smaller[...]) != SHA1Hash(larger[...]))
        }
    }
}
