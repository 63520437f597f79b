import MovieBag
import Testing

/// Movies that were removed and are brought back.
@Suite struct RemovedMovieStoreTests {
    private static func account(_ number: Int) -> AccountID { AccountID(Sample.objectID(number)) }
    private static func id(_ number: Int) -> MovieID { MovieID(Sample.objectID(number)) }
    private static let before = Sample.now + .seconds(-1)

    /// Three accounts, of which the third is an administrator, and a movie of the first that all have marked, besides another one.
    private static func store(_ backend: Backend) throws -> any Store {
        let store = try backend.open().makeStore()
        for number in 1...3 { try store.add(Sample.account(number)) }
        try store.change(account(3), to: AccountChange(role: .administrator), by: nil, at: Sample.now)
        try store.add(Sample.movie(1, owner: 1, name: "Dune", year: 1984, imdb: "tt0087182"))
        try store.add(Sample.movie(2, owner: 2))
        for number in 1...3 { try store.mark(id(1), by: account(number), as: mark(number), within: .unlimited) }
        return store
    }

    private static func mark(_ number: Int) throws -> Mark {
        Mark(
            rating: Rating(stored: Int64(number)), watched: .none, isWanted: number == 2,
            note: try Note(Array("Note \(number)".utf8)))
    }

    private static func restore(
        _ store: any Store, _ number: Int = 1, by editor: MovieEditor = .owner(account(1)),
        after time: UnixTime = before, within quota: MovieQuota = .unlimited
    ) throws -> RevisedMovie {
        try store.restore(id(number), by: editor, removedAfter: time, within: quota)
    }

    /// What is seen of movies, marks and labels.
    private static func sight(_ store: any Store) throws -> [String] {
        var lines = try store.page(after: nil, limit: 50).movies.map { "\($0)" }
        lines += try ["q=dune", "q=somebody"].flatMap { text in
            try store.search(MovieQuery(text: Array(text.dropFirst(2).utf8)), counting: true).movies.map(
                \.id.description)
        }
        for kind in OwnMarkCondition.Kind.allCases {
            let query = try MovieQuery(mark: OwnMarkCondition(kind, of: account(2)))
            let found = try store.search(query, counting: true)
            lines.append("\(kind) \(found.movies.map(\.id)) \(found.found.total ?? -1)")
        }
        lines += try store.labels(.cast) + store.labels(.genre) + ["\(try store.movieCount())"]
        lines.append("\(String(describing: try store.movie(id(1))?.movie))")
        for number in 1...3 { lines.append(String(describing: try? store.mark(of: id(1), by: account(number)))) }
        lines.append("\(String(describing: (try? store.marks(of: id(1), after: nil, limit: 9))?.marks))")
        return lines
    }

    @Test(arguments: Backend.allCases) func aMovieComesBackAsItWasWithAllMarks(backend: Backend) throws {
        let store = try Self.store(backend)
        let (before, old) = (try Self.sight(store), try #require(try store.movie(Self.id(1))))
        for _ in 1...3 {
            try store.remove(Self.id(1), by: Self.account(1))
            let removed = try store.collectionRevision()
            let without = try Self.sight(store)
            // As if it had never been there: one movie, found once, in no list of marks but that of what is not watched.
            #expect(without.filter { $0.contains("Dune") || $0.contains(Self.id(1).description) }.isEmpty, "\(without)")
            #expect(without.contains("unwatched [\(Self.id(2))] 1") && without.contains("rated [] 0"), "\(without)")
            #expect(without.contains("Somebody 1") && without.contains("1"), "\(without)")
            #expect(throws: MovieError.unknown) { try store.marks(of: Self.id(1), after: nil, limit: 9) }
            #expect(throws: MovieError.unknown) { try store.mark(of: Self.id(1), by: Self.account(2)) }
            #expect(throws: MovieError.unknown) {
                try store.mark(Self.id(1), by: Self.account(2), as: Self.mark(3), within: .unlimited)
            }
            let restored = try Self.restore(store)
            #expect(restored.movie == old.movie)
            // No client takes what it had before the removal, or what others had meanwhile, for what there is now.
            #expect(restored.revision.number > removed.number && removed.number > old.revision.number)
            #expect(try store.movie(Self.id(1))?.revision == restored.revision)
            #expect(try Self.sight(store) == before)
        }
        #expect(throws: NoSuchThing()) { try Self.restore(store) }
    }

    @Test(arguments: Backend.allCases) func itIsRemovedForGoodAfterItsTimeOrNotAtAll(backend: Backend) throws {
        let store = try Self.store(backend)
        try store.remove(Self.id(1), by: Self.account(1))
        #expect(try !store.removeForGood(removedUntil: Self.before, limit: 9, within: .seconds(60)))
        for time in [Sample.now, Sample.now + .seconds(1)] {
            #expect(throws: NoSuchThing()) { try Self.restore(store, after: time) }
            #expect(try store.removedMovies(of: nil, after: time, before: nil, limit: 9).movies.isEmpty)
        }
        #expect(try store.removedMovies(of: nil, after: Self.before, before: nil, limit: 9).movies.count == 1)
        #expect(try !store.removeForGood(removedUntil: Sample.now, limit: 9, within: .seconds(60)))
        #expect(throws: NoSuchThing()) { try Self.restore(store) }
        while try store.removeMarksOfRemovedMovies(limit: 9, within: .seconds(60)) {}
        try store.add(Sample.movie(1, owner: 1))
        #expect(try store.marks(of: Self.id(1), after: nil, limit: 9).marks.isEmpty)
    }

    @Test(arguments: Backend.allCases) func onlyItsOwnerAndAdministratorsBringItBack(backend: Backend) throws {
        let store = try Self.store(backend)
        for editor in [MovieEditor.owner(Self.account(1)), .administrator(Self.account(3))] {
            try store.remove(Self.id(1), by: Self.account(1))
            for other in [MovieEditor.owner(Self.account(2)), .owner(Self.account(3)), .administrator(Self.account(1))]
            {
                #expect(throws: NoSuchThing()) { try Self.restore(store, by: other) }
            }
            #expect(throws: NoSuchThing()) { try Self.restore(store, 2, by: editor) }
            #expect(throws: NoSuchThing()) { try Self.restore(store, 9, by: editor) }
            #expect(try Self.restore(store, by: editor).movie.owner == Self.account(1))
        }
        // Whoever removed it.
        try store.remove(Self.id(1), by: .administrator(Self.account(3)), ifRevisionIn: nil)
        let listed = try store.removedMovies(of: Self.account(1), after: Self.before, before: nil, limit: 9).movies
        #expect(listed.map(\.remover) == [Self.account(3)])
        _ = try Self.restore(store)
        try store.remove(Self.id(1), by: Self.account(1))
        try store.change(Self.account(1), to: AccountChange(isDisabled: true), by: Self.account(3), at: Sample.now)
        _ = try Self.restore(store, by: .administrator(Self.account(3)))
    }

    @Test(arguments: Backend.allCases) func aRemovedMovieTakesNoNameAndGetsNoneThatIsTaken(backend: Backend) throws {
        let store = try Self.store(backend)
        try store.remove(Self.id(1), by: Self.account(1))
        try store.add(Sample.movie(3, owner: 2, name: "Dune", year: 1984))
        let sight = try Self.sight(store)
        #expect(throws: MovieError.nameTaken) { try Self.restore(store) }
        try store.change(Self.id(3), by: Self.account(2), to: Sample.change(name: "Dune Messiah"))
        try store.change(
            Self.id(2), by: Self.account(2), to: MovieChange(imdb: .value(try IMDbID(Array("tt0087182".utf8)))))
        #expect(throws: MovieError.imdbTaken) { try Self.restore(store) }
        try store.change(Self.id(2), by: Self.account(2), to: MovieChange(imdb: .nothing))
        try store.change(Self.id(3), by: Self.account(2), to: Sample.change(name: "Dune"))
        // What was refused has changed nothing.
        #expect(try Self.sight(store) == sight)
        try store.remove(Self.id(3), by: Self.account(2))
        _ = try Self.restore(store)
        #expect(throws: MovieError.nameTaken) { try Self.restore(store, 3, by: .owner(Self.account(2))) }
    }

    /// The movie counts on its owner's quota, its bytes on that of who brings it back.
    @Test(arguments: Backend.allCases) func itCountsOnQuotas(backend: Backend) throws {
        let store = try Self.store(backend)
        let (one, two) = (MovieQuota(movies: 1, bytesPerDay: .max, at: Sample.now), MovieQuota.unlimited)
        try store.remove(Self.id(1), by: Self.account(1))
        try store.add(Sample.movie(4, owner: 1))
        for editor in [MovieEditor.owner(Self.account(1)), .administrator(Self.account(3))] {
            #expect(throws: LimitReached(retryAfter: 86_400, account: Self.account(1), isOfMovies: true)) {
                try Self.restore(store, by: editor, within: one)
            }
        }
        // "Dune", ["Somebody"] and ["Drama","Horror"].
        // On the day of the marks, of which one is the administrator's.
        let few = MovieQuota(movies: .max, bytesPerDay: 34, at: Sample.now)
        #expect(throws: LimitReached(retryAfter: 57_600, account: Self.account(3))) {
            try Self.restore(store, by: .administrator(Self.account(3)), within: few)
        }
        _ = try Self.restore(
            store, by: .administrator(Self.account(3)),
            within: MovieQuota(movies: 2, bytesPerDay: 34, at: Sample.now + .seconds(86_400)))
        #expect(throws: LimitReached.self) {
            try store.add(Sample.movie(5, owner: 1), within: MovieQuota(movies: 2, bytesPerDay: .max, at: Sample.now))
        }
        try store.add(Sample.movie(5, owner: 1), within: two)
    }
}
