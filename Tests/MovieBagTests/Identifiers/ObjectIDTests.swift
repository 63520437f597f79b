import MovieBag
import Testing

@Suite struct ObjectIDTests {
    @Test func anIdentifierIsTheSameInBytesAndInDigits() throws {
        let bytes: [UInt8] = [0x5f, 0x61, 0, 1, 2, 3, 0x9a, 0xbc, 0xde, 0xff, 0x10, 0x0f]
        let id = try #require(ObjectID(bytes: bytes))
        #expect(id.description == "5f61000102039abcdeff100f")
        #expect(id.bytes == bytes)
        #expect(ObjectID(hexadecimal: Array("5f61000102039abcdeff100f".utf8)[...]) == id)
    }

    // Digits are shifted through two numbers: each crosses from the low one into the high one.
    @Test(arguments: 0..<24) func everyDigitStandsAtItsPlace(place: Int) throws {
        for (digit, value) in zip("123456789abcdef", UInt8(1)...15) {
            let text = String(repeating: "0", count: place) + "\(digit)" + String(repeating: "0", count: 23 - place)
            var bytes = [UInt8](repeating: 0, count: 12)
            bytes[place / 2] = place.isMultiple(of: 2) ? value * 16 : value
            let id = try #require(ObjectID(hexadecimal: Array(text.utf8)[...]))
            #expect(id.bytes == bytes)
            #expect(id.description == text)
            #expect(ObjectID(bytes: bytes) == id)
        }
    }

    @Test(
        arguments: [
            ("0000000000000001ffffffff", [0, 0, 0, 0, 0, 0, 0, 1, 255, 255, 255, 255]),
            ("ffffffffffffffff00000000", [255, 255, 255, 255, 255, 255, 255, 255, 0, 0, 0, 0]),
            ("00000000000000f00f000000", [0, 0, 0, 0, 0, 0, 0, 0xf0, 0x0f, 0, 0, 0]),
            ("ffffffffffffffffffffffff", [UInt8](repeating: 255, count: 12)),
            ("0123456789abcdef01234567", [0x01, 0x23, 0x45, 0x67, 0x89, 0xab, 0xcd, 0xef, 0x01, 0x23, 0x45, 0x67]),
        ] as [(String, [UInt8])])
    func theTwoHalvesDoNotMix(text: String, bytes: [UInt8]) {
        #expect(ObjectID(hexadecimal: Array(text.utf8)[...])?.bytes == bytes)
        #expect(ObjectID(hexadecimal: Array("..\(text)..".utf8)[2..<26])?.description == text)
    }

    @Test(arguments: [
        "", "5f61000102039abcdeff100", "5f61000102039abcdeff100f0", "5F61000102039ABCDEFF100F",
        "5f61000102039abcdeff100g", " 5f61000102039abcdeff100", "5f61000102039abcdeff10%2F", "éééééééééééé",
    ])
    func whatIsNotTwentyFourLowerCaseDigitsIsNoIdentifier(text: String) {
        #expect(ObjectID(hexadecimal: Array(text.utf8)[...]) == nil)
    }

    @Test(arguments: [0, 11, 13]) func whatIsNotTwelveBytesIsNoIdentifier(count: Int) {
        #expect(ObjectID(bytes: Array(repeating: 1, count: count)) == nil)
    }

    @Test func identifiersSortAsTheirDigitsDo() throws {
        let texts = [
            "000000000000000000000001", "0000000100000000ffffffff", "5f61000102039abcdeff100f",
            "ff00000000000000000000aa",
        ]
        let ids = texts.compactMap { ObjectID(hexadecimal: Array($0.utf8)[...]) }
        #expect(ids.count == texts.count)
        #expect(ids.shuffled().sorted().map(\.description) == texts)
    }
}
