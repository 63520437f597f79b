import MovieBag
import Testing

@testable import MovieBagSQLite

@Suite("Candidates of a search") struct CandidatesTests {
    private static func posting(_ number: Int, year: Int64 = 1984, name: String = "a") -> Posting {
        Posting(MovieID(Sample.objectID(number)), year: year, name: Array(name.utf8))
    }

    private static func candidates(_ numbers: [Int], isExact: Bool = true) -> Candidates {
        Candidates(numbers.map { posting($0) }, isExact: isExact)
    }

    private static func range(_ order: String) throws -> DocumentRange {
        try #require(try MovieQuery(order: MovieOrder(Array(order.utf8))).ranges.first)
    }

    private static func known(_ candidates: OrderedCandidates?) throws -> [Posting] {
        guard case .known(let postings) = candidates else {
            Issue.record("not in a known order")
            return []
        }
        return postings
    }

    @Test func eachMovieIsOneOfThemOnce() {
        #expect(Self.candidates([3, 1, 3, 2, 1]).postings == [1, 2, 3].map { Self.posting($0) })
    }

    @Test func bothHaveWhatIsInTheIntersection() {
        let both = Self.candidates([1, 2, 3, 5, 9]).intersection(Self.candidates([2, 4, 5, 9, 10], isExact: false))
        #expect(both.postings == [2, 5, 9].map { Self.posting($0) } && !both.isExact)
        #expect(Self.candidates([1]).intersection(Self.candidates([])).postings.isEmpty)
    }

    @Test func whatWaitsReplacesWhatIsListed() {
        var candidates = Self.candidates([1, 2, 3])
        candidates.replace([Sample.objectID(2).bytes, Sample.objectID(9).bytes], by: [Self.posting(9)])
        #expect(candidates.postings == [1, 3, 9].map { Self.posting($0) })
    }

    @Test(arguments: ["added", "-added", "year", "-year"]) func theyGoOnBehindAPosition(order: String) throws {
        let candidates = Candidates((1...9).map { Self.posting($0, year: 1980 + Int64($0 % 3)) }, isExact: true)
        let range = try Self.range(order)
        // Of years, the first range of the reverse order has all.
        let all = try Self.known(candidates.ordered(in: range, after: nil))
        #expect(all.count == 9)
        for (index, posting) in all.enumerated() {
            let id = try #require(MovieID(bytes: posting.movie))
            let position = SearchPosition(year: Int64(posting.year), id: id)
            #expect(try Self.known(candidates.ordered(in: range, after: position)) == Array(all[(index + 1)...]))
        }
    }

    @Test func namesWithTheSameBeginningAreAGroup() throws {
        let candidates = Candidates(
            ["the lord b", "the lord a", "a", "the lore"].enumerated().map {
                Self.posting($0.offset, name: $0.element)
            },
            isExact: true)
        guard case .grouped(let groups) = candidates.ordered(in: try Self.range("name"), after: nil) else {
            Issue.record("not in groups")
            return
        }
        #expect(groups.map(\.count) == [1, 2, 1])
        guard case .grouped(let reversed) = candidates.ordered(in: try Self.range("-name"), after: nil) else {
            Issue.record("not in groups")
            return
        }
        #expect(reversed.map(\.count) == [1, 2, 1] && reversed.map { $0.first?.name } != groups.map { $0.first?.name })
    }

    /// Names that have to be looked up by the hundred are gone through in their order instead.
    @Test func aGroupThatIsTooLargeIsNone() throws {
        let names = (0...Candidates.mostOfOneName).map { Self.posting($0, name: "the same beginning") }
        #expect(Candidates(names, isExact: true).ordered(in: try Self.range("name"), after: nil) == nil)
        #expect(
            Candidates(Array(names.dropFirst()), isExact: true).ordered(in: try Self.range("name"), after: nil) != nil)
    }

    /// Every order of names that begin alike, page by page, with candidates and without.
    @Test(arguments: [200, 700]) func namesThatBeginAlikeAreInOrder(count: Int) throws {
        let store = try SQLiteStorage().makeStore()
        try store.add(Sample.account(1))
        var reference = LinearSearch(entries: [])
        for number in 1...(3 * count) {
            let name = number % 3 == 0 ? "The same beginning \(number * 7919 % 1_009)" : "Another \(number)"
            let entry = LinearSearch.Entry(
                id: MovieID(Sample.objectID(number)), name: name, year: 1980 + Int64(number % 20), cast: [], genres: [],
                owner: AccountID(Sample.objectID(1)))
            reference.entries.append(entry)
            try store.add(entry.movie)
        }
        for order in ["name", "-name", "best", "-best", "year", "-year"] {
            var wish = LinearSearch.Wish(text: "beginn", order: order)
            #expect(try store.all(wish.query, limit: 13) == reference.movies(wish))
            wish.years = 1985...1986
            #expect(try store.all(wish.query, limit: 13) == reference.movies(wish))
        }
    }
}
