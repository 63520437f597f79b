import Cryptography
import Testing

@Suite struct CRC32Tests {
    /// The check value that catalogues of CRCs give, and what zlib's crc32() says of the others.
    @Test(arguments: [("", 0), ("123456789", 0xCBF4_3926), ("a", 0xE8B7_BE43)] as [(String, UInt32)])
    func itIsThatOfGzip(text: String, expected: UInt32) {
        #expect(CRC32.checksum(Array(text.utf8)) == expected)
    }
}
