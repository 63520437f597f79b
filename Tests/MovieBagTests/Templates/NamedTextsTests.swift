import MovieBag
import Testing

@Suite struct NamedTextsTests {
    private func read(_ source: String) throws -> [String: String] {
        try NamedTexts("email/words.txt", source: source).texts
    }

    @Test func aLineIsANameAndAText() throws {
        let texts = try read("\u{FEFF}# Words\r\n\r\n a = b = c \n  # d = e\nf=\nschön = ja\u{2028}g = h")
        #expect(texts == ["a": "b = c", "f": "", "schön": "ja", "g": "h"])
        #expect(try read("").isEmpty)
    }

    @Test(arguments: [
        ("a = b\n\nc", "has no = in line 3"), ("a = b\n a= c", "has a a second time in line 2"),
    ])
    func whatIsNoSuchLineIsNamedByItsNumber(source: String, problem: String) {
        #expect(throws: TemplateError("email/words.txt", problem)) { try read(source) }
    }
}
