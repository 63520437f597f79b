import MovieBag
import Testing

/// What no two movies have alike.
@Suite struct UniqueMovieTests {
    private static let owner = AccountID(Sample.objectID(1))

    private static func store(_ backend: Backend) throws -> any Store {
        let store = try backend.open().makeStore()
        for number in 1...2 { try store.add(Sample.account(number)) }
        return store
    }

    private static func id(_ number: Int) -> MovieID { MovieID(Sample.objectID(number)) }

    @Test(arguments: Backend.allCases, ["Am\u{E9}lie", "Ame\u{301}lie"])
    func aNameBelongsToOneMovieInNFC(backend: Backend, name: String) throws {
        let store = try Self.store(backend)
        try store.add(Sample.movie(1, owner: 1, name: name))
        for other in ["Am\u{E9}lie", "Ame\u{301}lie"] {
            #expect(throws: MovieError.nameTaken) { try store.add(Sample.movie(2, owner: 2, name: other)) }
        }
        try store.add(Sample.movie(3, owner: 2, name: "amélie"))
        // Read as it was sent.
        #expect(try store.movie(Self.id(1))?.movie.name.utf8 == Array(name.utf8))
        #expect(try store.page(after: nil, limit: 1).movies[0].name.utf8 == Array(name.utf8))
    }

    @Test(arguments: Backend.allCases) func aNameIsFreeInAnotherYear(backend: Backend) throws {
        let store = try Self.store(backend)
        for (number, year) in [(1, nil), (2, 1984), (3, 2021)] as [(Int, Int64?)] {
            let movie = try Sample.movie(number, owner: 1, name: "Dune", year: year)
            try store.add(movie)
            #expect(try store.movie(movie.id)?.movie == movie)
            #expect(throws: MovieError.nameTaken) { try store.add(Sample.movie(9, owner: 1, name: "Dune", year: year)) }
        }
        #expect(try store.page(after: nil, limit: 5).movies.map(\.year?.number) == [nil, 1984, 2021])
        #expect(try store.page(after: nil, limit: 5).names == ["Dune", "Dune", "Dune"])
    }

    /// Names that look like the key of another movie.
    @Test(arguments: Backend.allCases) func aNameWithALineFeedIsItsOwn(backend: Backend) throws {
        let store = try Self.store(backend)
        let names = ["Dune", "Dune\n", "Dune\n1984", "Dune\n\n", "Dune\n000000000000000000000001"]
        for (index, name) in names.enumerated() { try store.add(Sample.movie(index + 1, owner: 1, name: name)) }
        try store.add(Sample.movie(10, owner: 1, name: "Dune", year: 1984))
        for (index, name) in names.enumerated() {
            #expect(throws: MovieError.nameTaken) { try store.add(Sample.movie(index + 20, owner: 1, name: name)) }
        }
        #expect(try store.page(after: nil, limit: 10).names == names + ["Dune"])
    }

    @Test(arguments: Backend.allCases) func aChangeOfNameOrYearKeepsTheOther(backend: Backend) throws {
        let store = try Self.store(backend)
        let movie = try Sample.movie(1, owner: 1, name: "Dune", year: 1984)
        try store.add(movie)
        try store.add(Sample.movie(2, owner: 1, name: "Dune", year: 2021))
        try store.add(Sample.movie(3, owner: 1, name: "Solaris", year: 1972))
        let year = MovieChange(year: .value(try MovieYear(2021)))
        #expect(throws: MovieError.nameTaken) { try store.change(movie.id, by: Self.owner, to: year) }
        try store.change(movie.id, by: Self.owner, to: Sample.change(name: "Solaris"))
        #expect(try store.movie(movie.id)?.movie == Sample.movie(1, owner: 1, name: "Solaris", year: 1984))
        try store.change(movie.id, by: Self.owner, to: MovieChange(year: .nothing))
        #expect(try store.movie(movie.id)?.movie == Sample.movie(1, owner: 1, name: "Solaris"))
        try store.add(Sample.movie(4, owner: 1, name: "Solaris", year: 1984))
        #expect(throws: MovieError.nameTaken) { try store.add(Sample.movie(5, owner: 1, name: "Solaris")) }
    }

    @Test(arguments: Backend.allCases) func anIdentifierOfIMDbBelongsToOneMovie(backend: Backend) throws {
        let store = try Self.store(backend)
        let movie = try Sample.movie(1, owner: 1, imdb: "tt0087182")
        try store.add(movie)
        #expect(try store.movie(movie.id)?.movie == movie)
        #expect(try store.page(after: nil, limit: 5).movies == [movie])
        #expect(throws: MovieError.imdbTaken) { try store.add(Sample.movie(2, owner: 2, imdb: "tt0087182")) }
        // The name is said first.
        #expect(throws: MovieError.nameTaken) {
            try store.add(Sample.movie(2, owner: 2, name: "Movie 1", imdb: "tt0087182"))
        }
        try store.add(Sample.movie(2, owner: 1))
        let same = MovieChange(imdb: .value(try IMDbID(Array("tt0087182".utf8))))
        #expect(throws: MovieError.imdbTaken) { try store.change(Self.id(2), by: Self.owner, to: same) }
        try store.change(movie.id, by: Self.owner, to: same)
        try store.change(movie.id, by: Self.owner, to: MovieChange(imdb: .nothing))
        #expect(try store.movie(movie.id)?.movie == Sample.movie(1, owner: 1))
        try store.change(Self.id(2), by: Self.owner, to: same)
    }

    @Test(arguments: Backend.allCases) func theMovieInTheWayIsFound(backend: Backend) throws {
        let store = try Self.store(backend)
        try store.add(Sample.movie(1, owner: 1, name: "Am\u{E9}lie", year: 2001, imdb: "tt0211915"))
        func key(_ name: String, _ year: Int64?) throws -> MovieKey {
            MovieKey(try MovieName(Array(name.utf8)), try year.map { try MovieYear($0) })
        }
        #expect(try store.movie(withKey: key("Ame\u{301}lie", 2001)) == Self.id(1))
        #expect(try store.movie(withKey: key("Ame\u{301}lie", nil)) == nil)
        #expect(try store.movie(withIMDb: IMDbID(Array("tt0211915".utf8))) == Self.id(1))
        #expect(try store.movie(withIMDb: IMDbID(Array("tt0211916".utf8))) == nil)
    }

    @Test(arguments: Backend.allCases) func aChangeReturnsWhatIsStored(backend: Backend) throws {
        let store = try Self.store(backend)
        let added = try store.add(Sample.movie(1, owner: 1, name: "Dune", year: 1984))
        #expect(try store.movie(added.movie.id) == added)
        for change in [
            try Sample.change(name: "Ame\u{301}lie"), MovieChange(year: .nothing),
            MovieChange(cast: try Labels([], field: "casts"), genres: try Labels([Array("War".utf8)], field: "genres")),
        ] {
            let before = try store.movie(added.movie.id)
            let changed = try store.change(added.movie.id, by: Self.owner, to: change)
            #expect(try store.movie(added.movie.id) == changed)
            #expect(before != changed)
        }
    }

    @Test(arguments: Backend.allCases) func aChangeOfNothingKeepsTheRevision(backend: Backend) throws {
        let store = try Self.store(backend)
        let added = try store.add(Sample.movie(1, owner: 1))
        #expect(try store.change(added.movie.id, by: Self.owner, to: MovieChange()) == added)
        #expect(try store.movie(added.movie.id) == added)
        #expect(throws: MovieError.changeForbidden) {
            try store.change(added.movie.id, by: AccountID(Sample.objectID(2)), to: MovieChange())
        }
        #expect(throws: MovieError.revisionMismatch) {
            try store.change(added.movie.id, by: Self.owner, to: MovieChange(), ifRevisionIn: [])
        }
    }
}
