import Testing

@testable import Web

@Suite struct AcceptedLanguagesTests {
    private static let offered = ["en", "de", "ar"]

    private static func best(_ field: String) -> String? {
        AcceptedLanguages(Array(field.utf8))?.best(of: offered)
    }

    /// RFC 9110, section 12.5.4; RFC 4647, section 3.4
    @Test(arguments: [
        ("de", "de"), ("de-AT", "de"), ("DE-at", "de"), ("en-GB, de;q=0.9", "en"), ("fr, de;q=0.5, en;q=0.4", "de"),
        ("en;q=0.4, de;q=0.5", "de"), ("ar-EG-u-nu-latn, en", "ar"), ("fr, *", "en"), ("*", "en"),
        ("de;q=0.5, en;q=0.5", "de"),
        ("fr-CH, fr;q=0.9, en;q=0.8, de;q=0.7, *;q=0.5", "en"), ("de ; q=0.3 , en ; q=0.2", "de"), (" ,, de ,", "de"),
        ("en;q=0, de;q=0.001", "de"), ("de;Q=0.2, en;q=0.1", "de"), ("de;q=1.000, en", "de"), ("ar, de, en", "ar"),
    ])
    func theLanguageThatIsWantedMostIsFound(field: String, language: String) {
        #expect(Self.best(field) == language)
    }

    @Test(arguments: ["fr", "den", "d", "de;q=0", "fr, it;q=0.5", "eng", "*;q=0", "de_AT"])
    func noneIsWanted(field: String) {
        #expect(Self.best(field) == nil && AcceptedLanguages(Array(field.utf8)) != nil)
    }

    @Test(arguments: [
        "", " ", ",", "de;", "de;q", "de;q=", "de;q=2", "de;q=1.001", "de;q=-1", "de;q=0.1234", "de;q=x", "de;x=1",
        "de en",
        "de;q=0.5;q=0.6", "d\u{e4}", "de/at", "de;q=0.5 en", "\"de\"", "de\0",
    ])
    func whatIsMalformedSaysNothing(field: String) {
        #expect(AcceptedLanguages(Array(field.utf8)) == nil)
    }

    @Test func itsLengthAndTheNumberOfItsRangesAreBounded() {
        let longest = AcceptedLanguages.longest
        #expect(Self.best("de" + String(repeating: " ", count: longest - 2)) == "de")
        #expect(Self.best("de" + String(repeating: " ", count: longest - 1)) == nil)
        #expect(Self.best("de" + String(repeating: ",fr", count: 31)) == "de")
        #expect(Self.best("de" + String(repeating: ",fr", count: 32)) == nil)
    }
}
