import Testing

@testable import Folding

@Suite struct SearchQueryTests {
    @Test(arguments: [
        ("Tautou AMÉLIE", ["amelie", "tautou"]), ("b a b", ["a", "b"]), ("千尋", ["千", "尋"]),
        ("Schindler's", ["schindlers"]),
        ("l’avventura", ["lavventura"]), ("the them theme thought", ["theme", "thought"]), ("a a' a", ["a"]), ("", []),
        (" .!\u{301} ", []),
    ])
    func wordsAreInOrderAndNoneIsTheBeginningOfAnother(text: String, words: [String]) throws {
        #expect(try SearchQuery(Array(text.utf8)).words == words.map { Array($0.utf8) })
    }

    @Test func aQueryHasAtMost16Words() throws {
        let words = (10...25).map { "w\($0)" }
        #expect(try SearchQuery(Array(words.joined(separator: " ").utf8)).words.count == 16)
        #expect(throws: SearchQuery.TooManyWords()) {
            try SearchQuery(Array((words + ["more"]).joined(separator: " ").utf8))
        }
        // What is there twice counts once, and so does the beginning of another word.
        #expect(try SearchQuery(Array((words + words + ["w", "w1"]).joined(separator: ",").utf8)).words.count == 16)
    }

    @Test func aLongWordIsCutAsInATextThatHasIt() throws {
        let word = Array(String(repeating: "ж", count: 50).utf8)
        #expect(try SearchQuery(word).words == [Array(word.prefix(64))])
    }

    @Test(arguments: [
        ("Schindler's List", "schindler"), ("Schindler's List", "schindlers"), ("Schindler’s List", "schindler's"),
        ("Schindlers Liste", "schindler's"), ("L'Avventura", "avventura"), ("L'Avventura", "l’avventura"),
        ("Le Fabuleux Destin d'Amélie Poulain", "amelie d'amel"), ("Straße", "STRASS"), ("千と千尋の神隠し", "千尋"),
        ("Ångström", "ang"), ("Spider-Man", "spider man"), ("Ærø", "ae"), ("\u{1112}\u{1161}\u{11AB}국", "한국"),
        ("x", "?"),
    ])
    func textsAreFoundByTheBeginningsOfTheirWords(text: String, query: String) throws {
        #expect(try Self.finds(query, in: text))
    }

    @Test(arguments: [
        ("Schindler's List", "chindler"), ("か", "が"), ("Thor", "Tor"), ("The List", "list x"),
        ("Spider-Man", "spiderman"),
    ])
    func otherTextsAreNot(text: String, query: String) throws {
        #expect(try !Self.finds(query, in: text))
    }

    /// What ``SearchQuery`` promises, written down.
    private static func finds(_ query: String, in text: String) throws -> Bool {
        let words = Folding.words(of: Array(text.utf8))
        return try SearchQuery(Array(query.utf8)).words.allSatisfy { word in words.contains { $0.starts(with: word) } }
    }
}
