import MovieBag
import Testing

@Suite struct SearchStoreTests {
    private typealias Entry = LinearSearch.Entry

    private static let owner = AccountID(Sample.objectID(1))

    private static func entry(
        _ number: Int, _ name: String, year: Int64? = nil, cast: [String] = [], genres: [String] = [], owner: Int = 1
    ) -> Entry {
        Entry(
            id: MovieID(Sample.objectID(number)), name: name, year: year, cast: cast, genres: genres,
            owner: AccountID(Sample.objectID(owner)))
    }

    private static func store(_ backend: Backend, _ entries: [Entry]) throws -> any Store {
        let store = try backend.open().makeStore()
        for number in 1...2 { try store.add(Sample.account(number)) }
        for entry in entries { try store.add(entry.movie) }
        return store
    }

    private static func query(_ text: String?, _ order: String = "added") throws -> MovieQuery {
        try LinearSearch.Wish(text: text, order: order).query
    }

    private static let collection = [
        entry(1, "Zodiac", year: 2007, genres: ["Drama"]), entry(2, "Alien", year: 1979, cast: ["Ian Holm"]),
        entry(3, "\u{C9}toile", genres: ["Musical"]), entry(4, "eta", year: 1979), entry(5, "Aliens", year: 1986),
        entry(6, "My Alien", cast: ["Alien Smith"], owner: 2), entry(7, "Dune", cast: ["Alien Smith"]),
        entry(8, "ALIEN", year: 2001),
    ]

    @Test(
        arguments: Backend.allCases,
        [
            ("added", ["Zodiac", "Alien", "\u{C9}toile", "eta", "Aliens", "My Alien", "Dune", "ALIEN"]),
            ("name", ["Alien", "ALIEN", "Aliens", "Dune", "eta", "\u{C9}toile", "My Alien", "Zodiac"]),
            ("year", ["Alien", "eta", "Aliens", "ALIEN", "Zodiac", "\u{C9}toile", "My Alien", "Dune"]),
            ("-year", ["Zodiac", "ALIEN", "Aliens", "eta", "Alien", "Dune", "My Alien", "\u{C9}toile"]),
        ])
    func ordersAreAsTheySay(backend: Backend, order: (String, [String])) throws {
        let store = try Self.store(backend, Self.collection)
        #expect(try store.names(Self.query("!", order.0)) == order.1)
        if order.0.hasSuffix("year") { return }
        #expect(try store.names(Self.query("!", "-" + order.0)) == order.1.reversed())
    }

    @Test(arguments: Backend.allCases) func theBestComeFirst(backend: Backend) throws {
        let store = try Self.store(backend, Self.collection)
        let names = ["Alien", "ALIEN", "Aliens", "My Alien", "Dune"]
        #expect(try store.names(Self.query(" ali\u{E9}n ", "best")) == names)
        #expect(try store.names(Self.query("alien", "-best")) == names.reversed())
        #expect(try store.all(Self.query("alien", "best"), limit: 1).count == 5)
    }

    @Test(arguments: Backend.allCases) func theBestAreAThousand(backend: Backend) throws {
        let store = try Self.store(backend, (1...1_005).map { Self.entry($0, "x\($0 % 7) \($0)") })
        for order in ["best", "-best"] {
            let query = try Self.query("x", order)
            #expect(try store.all(query, limit: 300).count == 1_000)
            #expect(try store.all(query, limit: 1_000) == store.all(query, limit: 7))
        }
    }

    /// Two words that many movies have, and one movie both of them: it is found by going through all.
    @Test(arguments: Backend.allCases) func aPageLooksAtABoundedNumberOfEntries(backend: Backend) throws {
        let store = try Self.store(
            backend,
            (1...5_200).map { Self.entry($0, $0 % 2 == 0 ? "Even \($0)" : "Odd \($0)") }
                + [Self.entry(5_201, "Even odd")])
        for order in ["added", "name", "year", "best"] {
            let query = try Self.query("odd even", order)
            let first = try store.search(query, counting: true)
            #expect(first.movies.count < 2 && first.found.total == 1)
            if order != "best" { #expect(first.found.next != nil && (order == "name" || first.movies.isEmpty)) }
            #expect(try store.all(query, limit: 10) == [MovieID(Sample.objectID(5_201))])
        }
    }

    /// A word that few movies have needs one page only, however many there are.
    @Test(arguments: Backend.allCases) func rareMoviesAreFoundAtOnce(backend: Backend) throws {
        let store = try Self.store(
            backend, (1...6_000).map { Self.entry($0, $0 % 1_000 == 999 ? "Ran \($0)" : "Movie \($0)") })
        for order in ["added", "-added", "name", "-name", "year", "-year", "best"] {
            for query in [try Self.query("ran", order), try Self.query("rA", order)] {
                let found = try store.search(query, counting: true)
                #expect(found.movies.count == 6 && found.found.next == nil && found.found.total == 6)
            }
        }
    }

    @Test(arguments: Backend.allCases) func onlyWhatThereIsIsCounted(backend: Backend) throws {
        let store = try Self.store(backend, Self.collection)
        func count(_ wish: LinearSearch.Wish) throws -> Int? {
            try store.search(wish.query, limit: 1, counting: true).found.total
        }
        #expect(try count(LinearSearch.Wish(text: "alien")) == 5)
        #expect(try count(LinearSearch.Wish(cast: ["ALIEN smith"])) == 2)
        #expect(try count(LinearSearch.Wish(genres: ["unknown"])) == 0)
        #expect(try count(LinearSearch.Wish(years: 1979...1986)) == 3)
        #expect(try count(LinearSearch.Wish(owner: AccountID(Sample.objectID(2)), order: "name")) == 1)
        #expect(try store.search(Self.query("alien")).found.total == nil)
        #expect(try store.movieCount() == 8)
    }

    @Test(arguments: Backend.allCases) func searchesSeeEveryChange(backend: Backend) throws {
        let store = try Self.store(backend, Self.collection)
        let id = MovieID(Sample.objectID(2))
        let change = MovieChange(
            name: try MovieName(Array("Ran".utf8)), year: .value(try MovieYear(1985)),
            cast: try Labels([Array("Tatsuya Nakadai".utf8)], field: "casts"))
        try store.change(id, by: Self.owner, to: change)
        #expect(try store.search(Self.query("ran tat", "name")).movies.map(\.year?.number) == [1985])
        #expect(try store.names(LinearSearch.Wish(years: 1979...1979, order: "year").query) == ["eta"])
        #expect(try store.names(LinearSearch.Wish(cast: ["ian holm"]).query).isEmpty)
        try store.change(id, by: Self.owner, to: MovieChange(year: .nothing))
        #expect(try store.names(Self.query("!", "year")).suffix(4) == ["Ran", "\u{C9}toile", "My Alien", "Dune"])
        try store.remove(id, by: Self.owner)
        #expect(try store.names(Self.query("ran")).isEmpty)
        #expect(try store.movieCount() == 7)
    }

    @Test(arguments: Backend.allCases) func largePagesEndEarly(backend: Backend) throws {
        let cast = (1...200).map { "\($0) " + String(repeating: "x", count: 190) }
        let store = try Self.store(backend, (1...40).map { Self.entry($0, "Movie \($0)", cast: cast) })
        for order in ["added", "-name", "best"] {
            let query = try Self.query("movie", order)
            let page = try store.search(query, limit: 40)
            #expect((2..<39).contains(page.movies.count) && page.found.next != nil)
            #expect(Set(try store.all(query, limit: 40)).count == 40)
        }
    }

    @Test(arguments: Backend.allCases) func namesOfOwnersAreThoseThatTheyGave(backend: Backend) throws {
        let store = try Self.store(backend, [Self.entry(1, "Ran")])
        #expect(try store.owner(Self.owner)?.shownName == "Member 0001")
        try store.change(Self.owner, to: try ProfileChange(name: DisplayName(Array("Ann".utf8)), language: nil))
        #expect(try store.owner(Self.owner)?.shownName == "Ann")
        // Nothing of hers is seen.
        #expect(try store.owner(AccountID(Sample.objectID(2))) == nil)
        #expect(try store.owner(AccountID(Sample.objectID(9))) == nil)
    }
}
