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
