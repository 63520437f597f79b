import Testing

@testable import Cryptography

@Suite struct Base64Tests {
    // RFC 4648, section 10, without the padding; and bytes whose text needs the last two characters of the alphabet.
    @Test(
        arguments: [
            ([], ""), (Array("f".utf8), "Zg"), (Array("fo".utf8), "Zm8"), (Array("foo".utf8), "Zm9v"),
            (Array("foob".utf8), "Zm9vYg"), (Array("fooba".utf8), "Zm9vYmE"), (Array("foobar".utf8), "Zm9vYmFy"),
            ([0xFB, 0xFF, 0xBF], "-_-_"), ([0xFF], "_w"),
        ] as [([UInt8], String)])
    func bytesHaveOneSpelling(value: [UInt8], text: String) {
        #expect(Base64URL.encode(value) == Array(text.utf8))
        #expect(Base64URL.decode(Array(text.utf8)[...]) == value)
        #expect(Base64URL.decode(Array(".\(text).".utf8)[1...].dropLast()) == value)
    }

    @Test(arguments: [
        "A", "AAAAA", "Zg==", "Zg=", "Zm8=", "Zh", "Zm9", "Zm9vYh", "Zm9vYmF", "+/+/", "Zm9v\n", " Zm9v", "Zm 9v",
        "Zm9v.", "Zm\09", "Zm9vZm9*", "*m9v", "é9v",
    ])
    func anythingElseIsRefused(text: String) {
        #expect(Base64URL.decode(Array(text.utf8)[...]) == nil)
    }

    @Test func everyByteOutsideTheAlphabetIsRefusedInEveryPlace() {
        let alphabet = Set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".utf8)
        for length in [2, 3, 4, 6, 7, 8] {
            for place in 0..<length {
                for byte in UInt8.min...UInt8.max where !alphabet.contains(byte) {
                    var text = [UInt8](repeating: UInt8(ascii: "A"), count: length)
                    text[place] = byte
                    #expect(Base64URL.decode(text[...]) == nil)
                }
            }
        }
    }

    @Test func everyLengthSurvivesARoundTrip() {
        for length in 0..<70 {
            let value = (0..<length).map { UInt8(truncatingIfNeeded: $0 * 101 + length) }
            #expect(Base64URL.decode(Base64URL.encode(value)[...]) == value)
        }
    }

    @Test func standardAlphabetDiffersInItsLastTwoCharacters() {
        #expect(Base64.standard.encode([0xFB, 0xFF, 0xBF]) == Array("+/+/".utf8))
        #expect(Base64.standard.decode(Array("+/+/".utf8)[...]) == [0xFB, 0xFF, 0xBF])
        #expect(Base64.standard.decode(Array("-_-_".utf8)[...]) == nil)
    }
}
