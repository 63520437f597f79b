import MovieBag
import Testing

/// The table `restorable_movies`: what becomes of it with accounts, in exports and by an upgrade.
@Suite struct RestorableMovieTests {
    private static func account(_ number: Int) -> AccountID { AccountID(Sample.objectID(number)) }
    private static func id(_ number: Int) -> MovieID { MovieID(Sample.objectID(number)) }
    private static let before = Sample.now + .seconds(-1)
    private static let mark = Mark(rating: Rating(stored: 7), watched: .none, isWanted: false, note: .none)

    /// Two accounts, of which the second is an administrator, and five removed movies of the first, of which the last is marked.
    private static func store(_ storage: any TestedStorage) throws -> any Store {
        let store = storage.makeStore()
        for number in 1...2 { try store.add(Sample.account(number)) }
        try store.change(account(2), to: AccountChange(role: .administrator), by: nil, at: Sample.now)
        for number in 1...6 { try store.add(Sample.movie(number, owner: 1)) }
        try store.mark(id(5), by: account(2), as: mark, within: .unlimited)
        for number in 1...5 { try store.remove(id(number), by: account(1)) }
        return store
    }

    private static func restore(_ number: Int, _ store: any Store) throws {
        _ = try store.restore(id(number), by: .administrator(account(2)), removedAfter: before, within: .unlimited)
    }

    /// Also where its movies are left: what it had removed is no part of them.
    @Test(arguments: [Departure.Movies.delete, .leave])
    func theyGoWithTheAccountThatHadThem(movies: Departure.Movies) throws {
        let storage = try SQLiteStorage()
        let store = try Self.store(storage)
        let account = try Sample.account(1)
        try store.begin(
            Departure(
                account: account.id, email: account.email, movies: movies,
                mail: OutboxMail(
                    id: OutboxMailID(Sample.objectID(90)), account: nil, to: account.email,
                    content: .notice(.accountDeleted), written: Sample.now),
                time: Sample.now))
        // Unseen from the first moment on.
        #expect(try store.removedMovies(of: nil, after: Self.before, before: nil, limit: 9).movies.isEmpty)
        #expect(throws: NoSuchThing()) { try Self.restore(5, store) }
        #expect(try storage.number("SELECT count(*) FROM restorable_movies") == 5)
        while try store.continueDepartures(limit: 2, within: .zero) {}
        #expect(try storage.number("SELECT count(*) FROM restorable_movies") == 0)
        #expect(try storage.number("SELECT count(*) FROM movies") == (movies == .leave ? 1 : 0))
        #expect(try !store.removeMarksOfRemovedMovies(limit: 9, within: .seconds(60)))
        #expect(try storage.number("SELECT count(*) FROM marks") == 0)
        #expect(try storage.number("SELECT count(*) FROM removed_movies") == 0)
    }

    @Test func theyGoWithARowOfAccounts() throws {
        let storage = try SQLiteStorage()
        let store = try Self.store(storage)
        try storage.removeAccount(Self.account(1))
        #expect(try storage.number("SELECT count(*) FROM restorable_movies") == 0)
        while try store.removeMarksOfRemovedMovies(limit: 9, within: .seconds(60)) {}
        #expect(try storage.number("SELECT count(*) FROM marks") == 0)
    }

    @Test(arguments: Backend.allCases) func theExportHasThemAndTheirMarks(backend: Backend) throws {
        let store = try Self.store(try backend.open())
        let own = try store.movies(of: Self.account(1), after: nil)
        #expect(own.movies.map(\.id) == [Self.id(6)] && own.marks.isEmpty && own.next == nil)
        #expect(own.removed.map(\.movie.id) == (1...5).map(Self.id))
        let rest = try store.movies(of: Self.account(1), after: Self.id(3))
        #expect(rest.removed.map(\.movie.id) == [4, 5].map(Self.id) && rest.movies.count == 1)
        // All that is kept of an account, so its mark of a movie that another had removed, until that is gone for good.
        let others = try store.movies(of: Self.account(2), after: nil)
        #expect(others.removed.isEmpty && others.marks == [OwnMark(movie: Self.id(5), mark: Self.mark)])
        _ = try store.removeForGood(removedUntil: Sample.now, limit: 9, within: .seconds(60))
        #expect(try store.movies(of: Self.account(2), after: nil).marks.isEmpty)
        #expect(try store.movies(of: Self.account(1), after: nil).removed.isEmpty)
    }

    @Test(arguments: Backend.allCases) func anExportHasEachOnceOnPagesThatAreNotTooLarge(backend: Backend) throws {
        let store = try Self.store(try backend.open())
        let cast = try Labels(
            (10..<90).map { Array("\($0)\(String(repeating: "\u{1f600}", count: 198))".utf8) }, field: "casts")
        for number in 10...49 {
            let movie = try Sample.movie(number, owner: 1)
            try store.add(
                Movie(id: movie.id, name: movie.name, cast: cast, genres: movie.genres, owner: movie.owner))
            if number % 2 == 0 { try store.remove(movie.id, by: movie.owner) }
        }
        var (live, removed, position, pages): ([MovieID], [MovieID], MovieID?, Int) = ([], [], nil, 0)
        repeat {
            let page = try store.movies(of: Self.account(1), after: position)
            live += page.movies.map(\.id)
            removed += page.removed.map(\.movie.id)
            position = page.next
            pages += 1
        } while position != nil
        #expect(live == [Self.id(6)] + stride(from: 11, through: 49, by: 2).map(Self.id))
        #expect(removed == (1...5).map(Self.id) + stride(from: 10, through: 48, by: 2).map(Self.id))
        #expect(pages == 3)
    }

    /// Its key is unlike any other, so it comes back beside the movie whose name it has.
    @Test func aTwinComesBackAsOne() throws {
        let storage = try SQLiteStorage()
        let store = storage.makeStore()
        try store.add(Sample.account(1))
        let movie = try Sample.movie(1, owner: 1, name: "Ame\u{301}lie")
        try store.add(movie)
        try storage.execute("UPDATE movies SET key = 'Am\u{e9}lie' || char(10) || '\(movie.id)'")
        try store.add(Sample.movie(2, owner: 1, name: "Am\u{e9}lie"))
        try store.remove(movie.id, by: Self.account(1))
        let restored = try store.restore(
            movie.id, by: .owner(Self.account(1)), removedAfter: Self.before, within: .unlimited)
        #expect(restored.movie == movie)
        #expect(try store.movie(movie.id)?.movie == movie && store.movieCount() == 2)
        #expect(try storage.number("SELECT count(*) FROM movies WHERE length(key) = 31") == 1)
    }

    /// Of a database from before there were keys, the row has its name as its key until its turn comes.
    @Test func aMovieWithoutAKeyComesBackWithOne() throws {
        let storage = try SQLiteStorage()
        let store = storage.makeStore()
        try store.add(Sample.account(1))
        let movie = try Sample.movie(1, owner: 1, name: "Ame\u{301}lie")
        try store.add(movie)
        try storage.execute("UPDATE movies SET key = name, name = NULL; UPDATE collection SET filled = x''")
        try store.remove(movie.id, by: Self.account(1))
        _ = try store.restore(movie.id, by: .owner(Self.account(1)), removedAfter: Self.before, within: .unlimited)
        #expect(try store.movie(movie.id)?.movie == movie)
        #expect(try storage.number("SELECT count(*) FROM movies WHERE key = 'Am\u{e9}lie'") == 1)
    }

    @Test func whatWasRemovedBeforeTheUpgradeStaysRemoved() throws {
        let storage = try SQLiteStorage()
        var store = storage.makeStore()
        for number in 1...130 { try store.add(Sample.account(number)) }
        for number in 1...2 {
            try store.add(Sample.movie(number, owner: 1))
            for account in 1...130 {
                try store.mark(Self.id(number), by: Self.account(account), as: Self.mark, within: .unlimited)
            }
        }
        try storage.execute(OlderSchema.nineteen)
        try storage.execute("DELETE FROM movies WHERE key = 'Movie 1'")
        #expect(try storage.number("SELECT count(*) FROM marks") == 130 + 30)
        store = try storage.makeForeignStore()
        #expect(try storage.number("PRAGMA user_version") == 20)
        while try store.removeMarksOfRemovedMovies(limit: 9, within: .seconds(60)) {}
        #expect(try storage.number("SELECT count(*) FROM marks") == 130)
        try store.remove(Self.id(2), by: Self.account(1))
        _ = try store.restore(Self.id(2), by: .owner(Self.account(1)), removedAfter: Self.before, within: .unlimited)
        #expect(try store.marks(of: Self.id(2), after: nil, limit: 200).marks.count == 130)
        #expect(try storage.number("SELECT count(*) FROM pragma_foreign_key_check") == 0)
    }
}
