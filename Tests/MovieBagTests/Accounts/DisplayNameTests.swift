import MovieBag
import Testing

@Suite struct DisplayNameTests {
    @Test(arguments: ["A", "Ann", " Ann ", "安", "👩‍👩‍👧", "נועה", "O'Neil & Sons <x>", String(repeating: "é", count: 60)])
    func aNameOnOneLineIsTakenAsItIs(text: String) throws {
        #expect(try DisplayName(Array(text.utf8)).text == text)
    }

    @Test(arguments: [
        "", " ", "\u{a0}\u{3000}", "a\nb", "a\u{7f}", "\u{0}", "a\u{2028}b", "a\u{202e}b", "a\u{200b}b", "a\u{feff}",
        "\u{e000}", String(repeating: "a", count: 61),
    ])
    func everythingElseIsRefused(text: String) {
        #expect(throws: InvalidValue.self) { try DisplayName(Array(text.utf8)) }
    }
}
