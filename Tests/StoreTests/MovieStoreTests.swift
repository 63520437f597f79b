import MovieBag
import Testing

@Suite struct MovieStoreTests {
    private static func store(_ backend: Backend) throws -> any Store {
        let store = try backend.open().makeStore()
        try store.add(Sample.account(1))
        try store.add(Sample.account(2))
        return store
    }

    @Test(arguments: Backend.allCases) func aMovieComesBackAsItWasAdded(backend: Backend) throws {
        let store = try Self.store(backend)
        let movie = try Sample.movie(1, owner: 1, name: " \"Äpfel\"\\\u{1}🎬 ")
        try store.add(movie)
        #expect(try store.movie(movie.id)?.movie == movie)
        #expect(try store.movie(MovieID(Sample.objectID(2))) == nil)
    }

    @Test(arguments: Backend.allCases) func ofManyMoviesOfOneNameOneWins(backend: Backend) throws {
        let storage = try backend.open()
        try storage.makeStore().add(Sample.account(1))
        let results = try Race.run(8) { number in
            let store = number.isMultiple(of: 2) ? storage.makeStore() : try storage.makeForeignStore()
            try store.add(Sample.movie(number + 1, owner: 1, name: "Alien"))
        }
        #expect(results.filter { $0 == nil }.count == 1)
        #expect(results.compactMap { $0 as? MovieError } == Array(repeating: .nameTaken, count: 7))
    }

    /// ASVS 8.3.1
    @Test(arguments: Backend.allCases) func onlyTheOwnerChangesAMovie(backend: Backend) throws {
        let store = try Self.store(backend)
        let movie = try Sample.movie(1, owner: 1)
        try store.add(movie)
        let change = try Sample.change(name: "New")
        #expect(throws: MovieError.changeForbidden) {
            try store.change(movie.id, by: AccountID(Sample.objectID(2)), to: change)
        }
        #expect(throws: MovieError.changeForbidden) {
            try store.change(MovieID(Sample.objectID(9)), by: movie.owner, to: change)
        }
        #expect(try store.movie(movie.id)?.movie == movie)
        try store.change(movie.id, by: movie.owner, to: change)
        #expect(try store.movie(movie.id)?.movie == Sample.movie(1, owner: 1, name: "New"))
    }

    @Test(arguments: Backend.allCases) func aChangeKeepsWhatItDoesNotName(backend: Backend) throws {
        let store = try Self.store(backend)
        let movie = try Sample.movie(1, owner: 1)
        try store.add(movie)
        let cast = try Labels([Array("Another".utf8)], field: "casts")
        try store.change(movie.id, by: movie.owner, to: MovieChange(cast: cast))
        let changed = try #require(try store.movie(movie.id)).movie
        #expect(changed.cast == cast)
        #expect((changed.name, changed.genres) == (movie.name, movie.genres))
    }

    @Test(arguments: Backend.allCases) func aChangeToATakenNameChangesNothing(backend: Backend) throws {
        let store = try Self.store(backend)
        try store.add(Sample.movie(1, owner: 1, name: "Alien"))
        try store.add(Sample.movie(2, owner: 1, name: "Aliens"))
        let change = try Sample.change(name: "Alien")
        let owner = AccountID(Sample.objectID(1))
        #expect(throws: MovieError.nameTaken) { try store.change(MovieID(Sample.objectID(2)), by: owner, to: change) }
        #expect(try store.movie(MovieID(Sample.objectID(2)))?.movie == Sample.movie(2, owner: 1, name: "Aliens"))
        // A movie may keep the name it has.
        try store.change(MovieID(Sample.objectID(1)), by: owner, to: change)
    }

    @Test(arguments: Backend.allCases) func onlyTheOwnerRemovesAMovie(backend: Backend) throws {
        let store = try Self.store(backend)
        let movie = try Sample.movie(1, owner: 1)
        try store.add(movie)
        #expect(throws: MovieError.removalForbidden) { try store.remove(movie.id, by: AccountID(Sample.objectID(2))) }
        try store.remove(movie.id, by: movie.owner)
        #expect(throws: MovieError.removalForbidden) { try store.remove(movie.id, by: movie.owner) }
        #expect(try store.movie(movie.id) == nil)
    }

    @Test(arguments: Backend.allCases) func pagesFollowEachOtherInTheOrderOfIdentifiers(backend: Backend) throws {
        let store = try Self.store(backend)
        for number in (1...25).shuffled() { try store.add(Sample.movie(number, owner: 1)) }
        var position: MovieID?
        var sizes: [Int] = []
        var names: [String] = []
        repeat {
            let page = try store.page(after: position, limit: 10)
            sizes.append(page.movies.count)
            names += page.names
            position = page.next
        } while position != nil && sizes.count < 10
        #expect(sizes == [10, 10, 5])
        #expect(names == (1...25).map { "Movie \($0)" })
    }

    @Test(arguments: Backend.allCases) func aPageHoldsItsMoviesByteForByte(backend: Backend) throws {
        let store = try Self.store(backend)
        try store.add(Sample.movie(1, owner: 1))
        let page = try store.page(after: nil, limit: 5)
        #expect(page.movies == [try Sample.movie(1, owner: 1)])
        #expect(page.next == nil)
    }

    @Test(arguments: Backend.allCases) func aPositionNeedNotExist(backend: Backend) throws {
        let store = try Self.store(backend)
        for number in [1, 3, 5] { try store.add(Sample.movie(number, owner: 1)) }
        let page = try store.page(after: MovieID(Sample.objectID(2)), limit: 5)
        #expect(page.names == ["Movie 3", "Movie 5"])
        #expect(try store.page(after: MovieID(Sample.objectID(9)), limit: 5).movies.isEmpty)
        #expect(try store.page(after: nil, limit: 3).next == nil)
    }

    @Test(arguments: Backend.allCases) func aPageOfLargeMoviesEndsEarlyAndTheNextGoesOn(backend: Backend) throws {
        let store = try Self.store(backend)
        let large = try Labels(
            Array(repeating: Array(String(repeating: "🎬", count: 200).utf8), count: 200), field: "casts")
        for number in 1...60 {
            try store.add(
                Movie(
                    id: MovieID(Sample.objectID(number)), name: MovieName(Array("\(number)".utf8)), cast: large,
                    genres: large, owner: AccountID(Sample.objectID(1))))
        }
        // Each takes 320 kB and a little, and a page 1 MiB at most.
        var position: MovieID?
        for first in stride(from: 1, through: 58, by: 3) {
            let page = try store.page(after: position, limit: 60)
            #expect(page.names == (first..<first + 3).map { "\($0)" })
            #expect(page.byteCount < MoviePage.fullAt)
            #expect(page.next == (first < 58 ? page.movies.last?.id : nil))
            position = page.next
        }
    }

    @Test(arguments: Backend.allCases) func aStorageThatCanBeReadIsHealthy(backend: Backend) throws {
        try Self.store(backend).checkHealth()
    }
}
