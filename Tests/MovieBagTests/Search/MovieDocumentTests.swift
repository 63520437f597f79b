import MovieBag
import Testing

@Suite struct MovieDocumentTests {
    private static func document(_ name: String, cast: [String] = [], genres: [String] = []) throws -> MovieDocument {
        MovieDocument(
            Movie(
                id: MovieID(try #require(ObjectID(bytes: Array(repeating: 1, count: 12)))),
                name: try MovieName(Array(name.utf8)), cast: try Labels(cast.map { Array($0.utf8) }, field: "casts"),
                genres: try Labels(genres.map { Array($0.utf8) }, field: "genres"),
                owner: AccountID(try #require(ObjectID(bytes: Array(repeating: 2, count: 12))))))
    }

    private static func match(_ document: MovieDocument, _ words: String..., genre: String? = nil, cast: String? = nil)
        -> SearchPattern.Match?
    {
        let labels =
            [genre.map { MovieLabel(.genre, Array($0.utf8)) }, cast.map { MovieLabel(.cast, Array($0.utf8)) }]
            .compactMap { $0 }
        return SearchPattern(words: words.map { Array($0.utf8) }, labels: labels).match(document.text.span)
    }

    @Test func wordsBeginWordsOfAllThree() throws {
        let document = try Self.document(
            "Le Fabuleux destin d'Am\u{E9}lie", cast: ["Audrey Tautou", "Jean-Luc X"], genres: ["Romance"])
        #expect(Self.match(document, "amelie", "tau") == .labels)
        #expect(Self.match(document, "fab", "ame") == .name)
        #expect(Self.match(document, "luc", "rom") == .labels)
        #expect(Self.match(document, "abuleux") == nil)
        #expect(Self.match(document, "amelie", "tautous") == nil)
        #expect(Self.match(document) == .name)
    }

    @Test func labelsAreWholeAndOfTheirList() throws {
        let document = try Self.document("Drama", cast: ["Horror"], genres: ["Science Fiction", "\u{C9}pop\u{E9}e"])
        #expect(Self.match(document, genre: "science FICTION") != nil)
        #expect(Self.match(document, genre: "epopee", cast: "horror") != nil)
        #expect(Self.match(document, genre: "science") == nil)
        #expect(Self.match(document, genre: "fiction") == nil)
        #expect(Self.match(document, genre: "Drama") == nil)
        #expect(Self.match(document, genre: "Horror") == nil)
    }

    @Test func noTextEndsApart() throws {
        // Control characters and what separates parts are spaces in a key.
        let document = try Self.document("A\u{1D}0 b \u{1D}", genres: ["x\u{1D}y", "a\tb"])
        #expect(Self.match(document, cast: "b") == nil)
        #expect(Self.match(document, genre: "x y") != nil)
        #expect(Self.match(document, genre: "a b") != nil)
        #expect(document.labels.map(\.key) == ["x y", "a b"].map { Array($0.utf8) })
    }

    @Test func namesAreCutAtAScalar() throws {
        let long = try Self.document(String(repeating: "\u{4E2D}", count: 300))
        #expect(long.name.count == 255)
        #expect(String(validating: long.name, as: UTF8.self) != nil)
        #expect(try Self.document(String(repeating: "x", count: 256)).name.count == 256)
        #expect(try Self.document("\u{C9}PERVIER").name == Array("epervier".utf8))
    }

    @Test func wordsAreThereOnce() throws {
        let document = try Self.document("Drama", cast: ["Ann Drama"], genres: ["Drama", "Jean-Luc"])
        #expect(
            document.text
                == Array(" drama \u{1D} jean luc \u{1D}0 ann drama \u{1D}1 drama \u{1D}1 jean-luc \u{1D}".utf8))
    }

    /// Texts of plain words take a shorter way, to the same text.
    @Test func plainWordsAreWrittenAlike() throws {
        let numbers = 0..<200
        func text(_ number: Int, _ separator: String) -> String {
            (0...number % 5).map { "w\(number * ($0 + 3) % 7)" }.joined(separator: separator)
        }
        for number in numbers {
            let plain = try Self.document(
                text(number, "  "), cast: [text(number + 1, " "), text(number + 2, " ")], genres: [text(number, " ")])
            // A hyphen ends a word too, but is nothing that a key of plain words has.
            let other = try Self.document(
                text(number, "-"), cast: [text(number + 1, " "), text(number + 2, " ")], genres: [text(number, " ")])
            #expect(plain.text == other.text, "\(number)")
        }
        let long = String(repeating: "a", count: 70)
        #expect(try Self.document(long).text == Array(" \(long.prefix(64)) \u{1D} \u{1D}".utf8))
    }
}
