import MovieBag
import Testing

@Suite struct MovieNameTests {
    @Test(arguments: [
        ("a", 0, false), ("a", 1, true), ("a", 300, true), ("a", 301, false), ("é", 300, true),
        ("🎬", 300, true), ("🎬", 301, false), ("e\u{301}", 150, true), ("e\u{301}", 151, false),
    ])
    func theNameHasOneTo300Scalars(text: String, count: Int, isAccepted: Bool) {
        let name = String(repeating: text, count: count)
        #expect(((try? MovieName(Array(name.utf8))) != nil) == isAccepted)
    }

    @Test func noNULStandsInAName() {
        #expect(throws: InvalidValue("name", "must not hold a NUL character")) { try MovieName(Array("a\0b".utf8)) }
    }

    @Test func namesCompareByBytes() throws {
        #expect(try MovieName(Array("é".utf8)) != MovieName(Array("e\u{301}".utf8)))
        #expect(try MovieName(Array(" a ".utf8)).utf8 == Array(" a ".utf8))
    }
}

@Suite struct LabelsTests {
    private static func labels(_ texts: [String]) throws -> String {
        String(decoding: try Labels(texts.map { Array($0.utf8) }, field: "casts").json, as: UTF8.self)
    }

    @Test func theTextsBecomeAJSONArray() throws {
        #expect(try Self.labels(["a"]) == #"["a"]"#)
        #expect(try Self.labels(["a", "b", "\"\\\n"]) == #"["a","b","\"\\\n"]"#)
        #expect(try Self.labels([]) == "[]")
    }

    @Test(arguments: [(0, true), (1, true), (200, true), (201, false)])
    func thereAre200AtMost(count: Int, isAccepted: Bool) {
        #expect(((try? Self.labels((0..<count).map { "\($0)" })) != nil) == isAccepted)
    }

    @Test func theFirstTextThatIsThereTwiceIsNamed() throws {
        func repetition(_ texts: String...) throws -> InvalidValue? {
            try Labels(texts.map { Array($0.utf8) }, field: "casts").repetition(in: "casts")
        }
        #expect(try repetition("Ana", "Bob", "Anna") == nil)
        for (place, texts) in [(1, ["Ana", "Ana"]), (2, ["Ana", "Bob", "ANÁ"]), (1, ["ß", "SS", "ß"])] {
            let labels = try Labels(texts.map { Array($0.utf8) }, field: "casts")
            let problem = InvalidValue("casts[\(place)]", "is in the list already, apart from case and diacritics")
            #expect(labels.repetition(in: "casts") == problem)
            let name = try MovieName(Array("x".utf8))
            let none = try Labels([], field: "genres")
            #expect(throws: problem) { try MovieDraft(name: name, cast: labels, genres: none) }
            // Stored ones stay.
            let stored = Labels(stored: labels.json)
            #expect(stored == labels && stored.repetition(in: "casts") == nil && stored.repeatsText)
        }
        #expect(try !Labels([Array("Ana".utf8), Array("Bob".utf8)], field: "casts").repeatsText)
    }

    @Test func theErrorNamesTheEntry() {
        #expect(throws: InvalidValue("casts[1]", "must have 1 to 200 characters")) { try Self.labels(["a", ""]) }
        #expect(throws: InvalidValue("casts[0]", "must have 1 to 200 characters")) {
            try Self.labels([String(repeating: "ä", count: 201)])
        }
        #expect(throws: InvalidValue("casts[0]", "must not hold a NUL character")) { try Self.labels(["\0"]) }
    }

    @Test func aChangeOfNothingIsEmpty() throws {
        #expect(MovieChange().isEmpty)
        #expect(!MovieChange(year: .nothing).isEmpty && !MovieChange(imdb: .nothing).isEmpty)
    }
}
