import Testing

@testable import Text

@Suite struct RequestIDTests {
    @Test(arguments: ["a", "aZ09._-", "4f1c0a1b2c3d4e5f4f1c0a1b2c3d4e5f", String(repeating: "x", count: 64)])
    func aNameIsKeptAsItIs(name: String) {
        #expect(RequestID(Array(name.utf8))?.text == name)
    }

    @Test(arguments: ["", " ", "a b", "a\r\nb", "a\0", "é", "a@b", "a/b", "\"", String(repeating: "x", count: 65)])
    func everythingElseIsNone(text: String) {
        #expect(RequestID(Array(text.utf8)) == nil)
    }

    @Test func oneOfOurOwnIsTheNumberInHexadecimalDigits() {
        #expect(
            RequestID(random: [0, 1, 15, 16, 127, 128, 159, 160, 239, 240, 254, 255]).text == "00010f107f809fa0eff0feff"
        )
    }

    @Test func everyByteOfANameIsLookedAt() {
        for place in 0..<64 {
            var bytes = Array(repeating: UInt8(ascii: "a"), count: 64)
            bytes[place] = UInt8(ascii: "\n")
            #expect(RequestID(bytes) == nil)
        }
    }
}
