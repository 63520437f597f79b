import MovieBag
import Testing

/// Which removed movies are listed and kept.
@Suite struct KeptMovieTests {
    private static func account(_ number: Int) -> AccountID { AccountID(Sample.objectID(number)) }
    private static func id(_ number: Int) -> MovieID { MovieID(Sample.objectID(number)) }
    private static let before = Sample.now + .seconds(-1)

    private static func store(_ storage: any TestedStorage, accounts: Int = 2) throws -> any Store {
        let store = storage.makeStore()
        for number in 1...accounts { try store.add(Sample.account(number)) }
        return store
    }

    /// Adds movies and removes them again, a second later each.
    private static func addAndRemove(
        _ numbers: ClosedRange<Int>, owner: Int, from store: any Store, cast: Labels? = nil
    ) throws {
        for number in numbers {
            let movie = try Sample.movie(number, owner: owner)
            try store.add(
                Movie(
                    id: movie.id, name: movie.name, cast: cast ?? movie.cast, genres: movie.genres, owner: movie.owner))
            try store.remove(
                id(number), by: .owner(account(owner)), if: .none,
                as: Sample.removal(of: id(number), after: Int64(number)))
        }
    }

    private static func list(
        _ store: any Store, _ owner: Int?, before position: RemovalID? = nil, limit: Int = 2_000
    ) throws -> RemovedMoviePage {
        try store.removedMovies(
            of: owner.map(account), after: before, before: position, limit: limit)
    }

    private static func ids(_ numbers: some Sequence<Int>) -> [MovieID] { numbers.map(id) }

    @Test(arguments: Backend.allCases) func pagesHaveTheLatestFirst(backend: Backend) throws {
        let store = try Self.store(try backend.open())
        try Self.addAndRemove(1...5, owner: 1, from: store)
        try Self.addAndRemove(6...8, owner: 2, from: store)
        #expect(try Self.list(store, 1).movies.map(\.movie.id) == Self.ids((1...5).reversed()))
        #expect(try Self.list(store, 2).movies.map(\.movie.id) == Self.ids((6...8).reversed()))
        for (owner, all) in [(nil, 8), (1, 5)] as [(Int?, Int)] {
            for limit in 1...9 {
                var (found, position): ([MovieID], RemovalID?) = ([], nil)
                repeat {
                    let page = try Self.list(store, owner, before: position, limit: limit)
                    #expect(page.movies.count <= limit && !page.movies.isEmpty)
                    found += page.movies.map(\.movie.id)
                    position = page.next
                } while position != nil
                #expect(found == Self.ids((1...all).reversed()))
            }
        }
        let latest = try #require(try Self.list(store, nil).movies.first)
        #expect(latest.movie == (try Sample.movie(8, owner: 2)) && latest.remover == Self.account(2))
        #expect(latest.removed == Sample.now + .seconds(8))
    }

    /// 64 KB that are few words.
    private static var largeCast: Labels {
        get throws {
            let text = String(repeating: "\u{1f600}", count: 198)
            return try Labels((10..<90).map { Array("\($0)\(text)".utf8) }, field: "casts")
        }
    }

    @Test(arguments: Backend.allCases) func aPageEndsBeforeItIsTooLarge(backend: Backend) throws {
        let store = try Self.store(try backend.open())
        try Self.addAndRemove(1...40, owner: 1, from: store, cast: try Self.largeCast)
        let page = try Self.list(store, 1)
        #expect(14...16 ~= page.movies.count && page.next == page.movies.last?.id, "\(page.movies.count)")
        let second = try Self.list(store, 1, before: page.next)
        let third = try Self.list(store, 1, before: second.next)
        #expect((page.movies + second.movies + third.movies).map(\.movie.id) == Self.ids((1...40).reversed()))
        #expect(third.next == nil)
    }

    /// Who adds and removes in a loop fills no disk.
    @Test(arguments: Backend.allCases) func anAccountHasAThousandAndNoMore(backend: Backend) throws {
        let store = try Self.store(try backend.open())
        try Self.addAndRemove(1...3, owner: 2, from: store)
        try Self.addAndRemove(10...1_009, owner: 1, from: store)
        #expect(try Self.list(store, 1).movies.count == 1_000)
        try store.add(Sample.movie(2_000, owner: 1))
        try store.mark(Self.id(2_000), by: Self.account(2), as: .wanted, within: .unlimited)
        try Self.addAndRemove(1_010...1_012, owner: 1, from: store)
        #expect(try Self.list(store, 1).movies.map(\.movie.id) == Self.ids((13...1_012).reversed()))
        #expect(throws: NoSuchThing()) {
            try store.restore(Self.id(12), by: .owner(Self.account(1)), removedAfter: Self.before, within: .unlimited)
        }
        #expect(try Self.list(store, 2).movies.count == 3)
    }

    @Test(arguments: Backend.allCases) func anAccountHasItsBytesAndNoMore(backend: Backend) throws {
        let storage = try backend.open()
        let store = try Self.store(storage)
        // The oldest, which is marked, goes for good, and so do its marks.
        try store.add(Sample.movie(1, owner: 1))
        try store.mark(Self.id(1), by: Self.account(2), as: .wanted, within: .unlimited)
        try store.remove(Self.id(1), by: Self.account(1))
        try Self.addAndRemove(2...290, owner: 1, from: store, cast: try Self.largeCast)
        var (movies, position): ([RemovedMovie], RemovalID?) = ([], nil)
        repeat {
            let page = try Self.list(store, 1, before: position)
            (movies, position) = (movies + page.movies, page.next)
        } while position != nil
        let bytes = movies.map(\.movie).reduce(0) {
            $0 + $1.name.utf8.count + $1.cast.json.count + $1.genres.json.count
        }
        // One more would be too much.
        #expect((16 << 20) - 64_500...16 << 20 ~= bytes, "\(bytes)")
        #expect(movies.map(\.movie.id) == Self.ids((290 - movies.count + 1...290).reversed()))
        #expect(try !store.removeMarksOfRemovedMovies(limit: 9, within: .seconds(60)))
        try store.add(Sample.movie(1, owner: 1))
        #expect(try store.marks(of: Self.id(1), after: nil, limit: 9).marks.isEmpty)
    }

    @Test(arguments: Backend.allCases) func theyGoForGoodInParts(backend: Backend) throws {
        let store = try Self.store(try backend.open())
        try Self.addAndRemove(1...60, owner: 1, from: store)
        let end = Sample.now + .seconds(50)
        #expect(try store.removeForGood(removedUntil: end, limit: 20, within: .seconds(60)))
        #expect(try Self.list(store, 1).movies.count == 40)
        var parts = 1
        while try store.removeForGood(removedUntil: end, limit: 500, within: .zero) { parts += 1 }
        #expect(4...10 ~= parts, "\(parts) parts of a few movies each")
        #expect(try Self.list(store, 1).movies.map(\.movie.id) == Self.ids((51...60).reversed()))
        #expect(try !store.removeForGood(removedUntil: end, limit: 500, within: .seconds(60)))
    }
}

extension Mark {
    fileprivate static let wanted = Mark(rating: nil, watched: .none, isWanted: true, note: .none)
}
