import MovieBag
import Testing

@Suite("Genres and casts with their numbers of movies") struct LabelStoreTests {
    private static let owner = AccountID(Sample.objectID(1))

    private static func movie(_ number: Int, owner: Int = 1, _ genres: String..., cast: [String] = []) throws -> Movie {
        try LinearSearch.Entry(
            id: MovieID(Sample.objectID(number)), name: "Movie \(number)", cast: cast, genres: genres,
            owner: AccountID(Sample.objectID(owner))
        ).movie
    }

    private static func store(_ backend: Backend) throws -> any Store {
        let store = try backend.open().makeStore()
        for number in 1...3 { try store.add(Sample.account(number)) }
        return store
    }

    private static func change(_ genres: String...) throws -> MovieChange {
        MovieChange(genres: try Labels(genres.map { Array($0.utf8) }, field: "genres"))
    }

    @Test(arguments: Backend.allCases) func theFirstSpellingStays(backend: Backend) throws {
        let store = try Self.store(backend)
        try store.add(Self.movie(1, "Drama", "war"))
        try store.add(Self.movie(2, "DRAMA", "\u{C9}pop\u{E9}e", cast: ["Drama"]))
        #expect(try store.labels(.genre) == ["Drama 2", "\u{C9}pop\u{E9}e 1", "war 1"])
        #expect(try store.labels(.cast) == ["Drama 1"])
        // It is the only one, and stays as it was spelled when another member changes.
        try store.remove(MovieID(Sample.objectID(1)), by: Self.owner)
        try store.change(MovieID(Sample.objectID(2)), by: Self.owner, to: Self.change("dr\u{E4}ma", "Noir"))
        #expect(try store.labels(.genre) == ["Drama 1", "Noir 1"])
        try store.remove(MovieID(Sample.objectID(2)), by: Self.owner)
        #expect(try store.labels(.genre).isEmpty && store.labels(.cast).isEmpty)
        try store.add(Self.movie(3, "DRAMA"))
        #expect(try store.labels(.genre) == ["DRAMA 1"])
    }

    @Test(arguments: Backend.allCases) func textsOfEveryKindAreCountedNoMore(backend: Backend) throws {
        let store = try Self.store(backend)
        let genres = ["a\\b", "\"", "\\\"", "','", "%", "x\u{1D}y", "\t", " pad ", "[\"", "\u{1F600}", "0 a", "\u{7F}"]
        for (index, genre) in genres.enumerated() { try store.add(Self.movie(index + 1, genre, cast: [genre])) }
        #expect(try store.labels(.genre).count == genres.count && store.labels(.cast).count == genres.count)
        for index in genres.indices {
            try store.remove(MovieID(Sample.objectID(index + 1)), by: Self.owner)
            #expect(try store.labels(.genre).count == genres.count - index - 1, "\(genres[index])")
        }
        #expect(try store.labels(.cast).isEmpty)
    }

    /// It is folded to nothing, and the first.
    @Test(arguments: Backend.allCases) func aTextOfWhichNothingIsLeftIsListed(backend: Backend) throws {
        let store = try Self.store(backend)
        try store.add(Self.movie(1, "\u{301}", "Drama"))
        #expect(try store.labels(.genre).count == 2 && store.labels(.genre).last == "Drama 1")
        let first = try store.labels(LabelQuery(.genre, limit: 1))
        #expect(first.labels.map(\.name) == [Array("\u{301}".utf8)])
        let next = try store.labels(LabelQuery(.genre, after: first.next, limit: 1))
        #expect(next.labels.map(\.name) == [Array("Drama".utf8)] && next.next == nil)
        #expect(try store.search(LinearSearch.Wish(genres: ["\u{301}"]).query).movies.count == 1)
    }

    @Test(arguments: Backend.allCases) func movedAndRemovedWithTheirAccountsTheyStayCounted(backend: Backend) throws {
        let storage = try backend.open()
        let store = storage.makeStore()
        for number in 1...3 { try store.add(Sample.account(number)) }
        for number in 1...30 {
            try store.add(Self.movie(number, owner: number % 3 + 1, "Genre \(number % 4)", "Drama"))
        }
        try storage.removeAccount(AccountID(Sample.objectID(1)))
        #expect(try store.labels(.genre).first == "Drama 20" && store.movieCount() == 20)
        try store.begin(
            Departure(
                account: AccountID(Sample.objectID(2)), email: Sample.account(2).email, movies: .delete,
                mail: OutboxMail(
                    id: OutboxMailID(Sample.objectID(90)), account: nil, to: Sample.account(2).email,
                    content: .notice(.accountDeleted), written: Sample.now), time: Sample.now))
        let query = try LinearSearch.Wish(genres: ["drama"]).query
        // Not shown and not counted from now on, though it takes a while until all are removed.
        repeat {
            #expect(try store.movieCount() == 10)
            #expect(try store.search(query, counting: true).found.total == 10)
            #expect(try store.all(query, limit: 3).count == 10)
        } while try store.continueDepartures(limit: 4, within: .seconds(60))
        #expect(try store.movieCount() == 10)
        #expect(try store.labels(.genre) == ["Drama 10", "Genre 0 2", "Genre 1 3", "Genre 2 3", "Genre 3 2"])
    }

    @Test(arguments: Backend.allCases) func pagesAndWords(backend: Backend) throws {
        let store = try Self.store(backend)
        for number in 1...9 { try store.add(Self.movie(number, cast: ["Ann \(number)", "Jean-Luc \(number)"])) }
        var names: [String] = []
        var after: [UInt8]?
        repeat {
            let page = try store.labels(LabelQuery(.cast, after: after, limit: 4))
            names += page.labels.map { String(decoding: $0.name, as: UTF8.self) }
            after = page.next
        } while after != nil
        #expect(names == (1...9).map { "Ann \($0)" } + (1...9).map { "Jean-Luc \($0)" })
        func count(_ text: String) throws -> Int {
            try store.labels(LabelQuery(.cast, text: Array(text.utf8), limit: 100)).labels.count
        }
        #expect(try count("LUC") == 9 && count("3") == 2 && count("an 3") == 1 && count("uc") == 0)
        // As it may be spelled otherwise.
        #expect(try store.labels(LabelQuery(.cast, after: Array("JEAN-LUC 8".utf8), limit: 4)).labels.count == 1)
    }

    /// A recount of the movies that are there, after many changes at random.
    @Test(arguments: Backend.allCases) func countsAreThoseOfARecount(backend: Backend) throws {
        let seed = UInt64.random(in: 0..<1_000_000_000)
        var random = RandomMovies(numbers: SeededNumbers(seed: seed))
        let store = try Self.store(backend)
        var entries: [Int: LinearSearch.Entry] = [:]
        for step in 1...400 {
            let number = Int.random(in: 1...40, using: &random.numbers)
            let new = random.entry(step + 1_000, owners: 3)
            let (id, movie) = (MovieID(Sample.objectID(number)), try new.movie)
            var entry = LinearSearch.Entry(
                id: id, name: new.name, year: nil, cast: new.cast, genres: new.genres, owner: new.owner)
            if let old = entries[number] {
                if Bool.random(using: &random.numbers) {
                    try store.remove(id, by: old.owner)
                    entries[number] = nil
                    continue
                }
                entry.owner = old.owner
                try store.change(
                    id, by: old.owner, to: MovieChange(name: movie.name, cast: movie.cast, genres: movie.genres))
            } else {
                try store.add(entry.movie)
            }
            entries[number] = entry
        }
        for (kind, texts) in [(LabelKind.cast, \LinearSearch.Entry.cast), (.genre, \.genres)] {
            var counts: [[UInt8]: Int] = [:]
            for text in entries.values.flatMap({ $0[keyPath: texts] }) {
                counts[MovieLabel.key(of: Array(text.utf8)), default: 0] += 1
            }
            let found = try store.labels(LabelQuery(kind, limit: 1_000)).labels
            #expect(
                found.map { MovieLabel.key(of: $0.name) } == counts.keys.sorted { $0.lexicographicallyPrecedes($1) },
                "seed \(seed)")
            for label in found { #expect(counts[MovieLabel.key(of: label.name)] == label.movies, "seed \(seed)") }
        }
    }
}
