import JSON
import Testing

@Suite("Bytes and numbers as hexadecimal digits")
struct HexadecimalTests {
    private static func written(_ write: (inout JSONWriter) -> Void) -> String {
        var writer = JSONWriter()
        write(&writer)
        return String(decoding: writer.bytes, as: UTF8.self)
    }

    /// The digits of one byte, found without arithmetic on bits.
    private static let pairs = "0123456789abcdef".flatMap { high in
        "0123456789abcdef".map { low in "\(high)\(low)" }
    }

    @Test func everyByteHasItsTwoDigits() {
        #expect((Self.pairs[0], Self.pairs[0x9A], Self.pairs[0xFF]) == ("00", "9a", "ff"))
        for byte in UInt8.min...UInt8.max {
            #expect(Self.written { $0.hexadecimal([byte]) } == Self.pairs[Int(byte)])
        }
    }

    // Four bytes are taken at once, the rest one by one.
    @Test(arguments: 0...13)
    func everyByteIsRightAtEveryPlaceOfEveryLength(length: Int) {
        for place in 0..<length {
            // Neighbours that would carry furthest, were there a carry.
            for neighbour: UInt8 in [0x00, 0x99, 0xAA, 0xFF] {
                for byte in UInt8.min...UInt8.max {
                    var bytes = [UInt8](repeating: neighbour, count: length)
                    bytes[place] = byte
                    let expected = bytes.map { Self.pairs[Int($0)] }.joined()
                    guard Self.written({ $0.hexadecimal(bytes) }) != expected else { continue }
                    Issue.record("\(bytes) is not written as \(expected)")
                }
            }
        }
        #expect(Self.written { $0.hexadecimal([UInt8](repeating: 0x5E, count: length)) }.utf8.count == 2 * length)
    }

    @Test(arguments: 0...8)
    func aSliceIsWrittenFromWhereItBegins(start: Int) {
        let bytes: [UInt8] = [0x01, 0x23, 0x45, 0x67, 0x89, 0xAB, 0xCD, 0xEF]
        let expected = String("0123456789abcdef".dropFirst(2 * start))
        #expect(Self.written { $0.hexadecimal(bytes[start...]) } == expected)
    }

    @Test func whatIsThereAlreadyStays() {
        let text = Self.written { writer in
            writer.raw("x")
            writer.hexadecimal([0xAB, 0xCD, 0xEF, 0x01, 0x23])
            writer.raw("y")
        }
        #expect(text == "xabcdef0123y")
    }

    @Test(
        arguments: [
            (0, "0000000000000000"), (1, "0000000000000001"), (-1, "ffffffffffffffff"), (255, "00000000000000ff"),
            (256, "0000000000000100"), (0x0123_4567_89AB_CDEF, "0123456789abcdef"), (-2, "fffffffffffffffe"),
            (.max, "7fffffffffffffff"), (.min, "8000000000000000"), (1 << 32, "0000000100000000"),
            (1_835_008_000_000_000, "000684ee18000000"),
        ] as [(Int64, String)])
    func aNumberHasSixteenDigitsTheHighestFirst(value: Int64, expected: String) {
        #expect(Self.written { $0.hexadecimal(value) } == expected)
    }
}
