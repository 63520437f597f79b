import MovieBag
import Testing

@testable import MovieBagSQLite

@Suite("Terms of documents") struct SearchTermTests {
    private static func terms(_ name: String, year: Int64?, cast: [String], genres: [String]) throws -> [String] {
        let entry = LinearSearch.Entry(
            id: MovieID(Sample.objectID(1)), name: name, year: year, cast: cast, genres: genres,
            owner: AccountID(Sample.objectID(2)))
        let document = MovieDocument(try entry.movie)
        return Set(SearchTerm.all(year: document.year, owner: document.owner.bytes, text: document.text))
            .subtracting([[0x1f] + document.owner.bytes])
            .map { String(decoding: $0, as: UTF8.self) }.sorted()
    }

    @Test func wordsLabelsOfSeveralWordsAndYearsAreTerms() throws {
        #expect(
            try Self.terms("The \u{C9}toile", year: 1984, cast: ["Audrey Tautou"], genres: ["Drama", "Film Noir"]) == [
                "\u{1D}0audrey tautou", "\u{1D}1film noir", "\u{1E}1984", "audrey", "drama", "etoile", "film", "noir",
                "tautou", "the",
            ])
        #expect(try Self.terms("X", year: nil, cast: [], genres: []) == ["x"])
    }

    /// A label that folds to nothing is one all the same.
    @Test func aLabelWithoutAWordIsATerm() throws {
        #expect(try Self.terms("x", year: nil, cast: ["\u{301}"], genres: []).contains("\u{1D}0"))
    }

    @Test func longTermsAreCut() throws {
        let long = String(repeating: "ab ", count: 40) + "end"
        let terms = try Self.terms("x", year: nil, cast: [long], genres: [])
        #expect(terms.allSatisfy { $0.utf8.count <= SearchTerm.mostBytes })
        let range = SearchTerm.range(of: MovieLabel(.cast, Array(long.utf8)))
        #expect(!range.isExact && terms.contains(String(decoding: range.lower, as: UTF8.self)))
    }

    @Test func everyDocumentIsInTheRangesOfItsConditions() throws {
        var random = RandomMovies(numbers: SeededNumbers(seed: 3))
        for number in 1...300 {
            let entry = random.entry(number, owners: 2)
            let document = MovieDocument(try entry.movie)
            let terms = SearchTerm.all(year: document.year, owner: document.owner.bytes, text: document.text)
            func isListed(_ range: TermRange) -> Bool {
                terms.contains {
                    !$0.lexicographicallyPrecedes(range.lower) && $0.lexicographicallyPrecedes(range.upper)
                }
            }
            for label in document.labels { #expect(isListed(SearchTerm.range(of: label)), "\(entry)") }
            if let year = entry.year {
                #expect(isListed(SearchTerm.range(of: year...2100)) && isListed(SearchTerm.range(of: 1874...year)))
                #expect(!isListed(SearchTerm.range(of: (year + 1)...2100)))
            }
            #expect(isListed(SearchTerm.range(of: document.owner)))
            for _ in 0..<5 {
                let wish = random.wish(owners: 2)
                guard let query = try? wish.query else { continue }
                let matches = query.match(
                    year: document.year, owner: document.owner.bytes.span, text: document.text.span)
                guard matches != nil else { continue }
                #expect(query.beginnings.allSatisfy { isListed(SearchTerm.range(ofWords: $0)) }, "\(wish) \(entry)")
            }
        }
    }
}
