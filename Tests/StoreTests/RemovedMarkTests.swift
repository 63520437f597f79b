import MovieBag
import Testing

/// Marks of a movie that many accounts have marked and that is gone for good, which go in parts.
@Suite struct RemovedMarkTests {
    private static func account(_ number: Int) -> AccountID { AccountID(Sample.objectID(number)) }
    private static func movie(_ number: Int) -> MovieID { MovieID(Sample.objectID(number)) }
    private static let mark = Mark(rating: Rating(stored: 7), watched: .none, isWanted: false, note: .none)

    /// Two movies that as many accounts have marked.
    private static func store(_ storage: any TestedStorage, accounts: Int) throws -> any Store {
        let store = storage.makeStore()
        for number in 1...accounts { try store.add(Sample.account(number)) }
        for number in 1...2 {
            try store.add(Sample.movie(number, owner: 1))
            for account in 1...accounts {
                try store.mark(Self.movie(number), by: Self.account(account), as: mark, within: .unlimited)
            }
        }
        return store
    }

    /// Removes the first movie, and then for good.
    private static func removeForGood(_ store: any Store) throws {
        try store.remove(Self.movie(1), by: Self.account(1))
        #expect(try !store.removeMarksOfRemovedMovies(limit: 5000, within: .seconds(60)), "it may come back")
        #expect(try !store.removeForGood(removedUntil: Sample.now, limit: 10, within: .seconds(60)))
    }

    @Test(arguments: Backend.allCases) func theyGoInPartsAndAreNotSeenMeanwhile(backend: Backend) throws {
        let store = try Self.store(try backend.open(), accounts: 150)
        try Self.removeForGood(store)
        #expect(throws: MovieError.unknown) { try store.marks(of: Self.movie(1), after: nil, limit: 9) }
        #expect(throws: MovieError.unknown) { try store.mark(of: Self.movie(1), by: Self.account(150)) }
        let exported = try Set((1...150).map { try store.movies(of: Self.account($0), after: nil).marks.map(\.movie) })
        #expect(exported == [[Self.movie(2)]])
        // So many more that an index for searches has none of the removed movie any more.
        for number in 10...50 { try store.add(Sample.movie(number, owner: 1)) }
        let query = try MovieQuery(mark: OwnMarkCondition(.rated, of: Self.account(150)))
        let found = try store.search(query, limit: 9, counting: true)
        #expect(found.movies.map(\.id) == [Self.movie(2)] && found.found.total == 1)
        var parts = 1
        while try store.removeMarksOfRemovedMovies(limit: 7, within: .seconds(60)) { parts += 1 }
        #expect(parts > 50 / 7)
        #expect(try !store.removeMarksOfRemovedMovies(limit: 7, within: .seconds(60)))
        // None is left for a movie that takes its place.
        try store.add(Sample.movie(1, owner: 1))
        #expect(try store.marks(of: Self.movie(1), after: nil, limit: 9).marks.isEmpty)
        #expect(try store.marks(of: Self.movie(2), after: nil, limit: 1000).marks.count == 150)
    }

    @Test(arguments: Backend.allCases) func aPartEndsWithItsTime(backend: Backend) throws {
        let store = try Self.store(try backend.open(), accounts: 160)
        try Self.removeForGood(store)
        var parts = 1
        while try store.removeMarksOfRemovedMovies(limit: 5000, within: .zero) { parts += 1 }
        #expect(30...60 ~= parts, "\(parts) parts of a few marks each")
    }

    /// Where it cannot be brought back, as with an account that goes, a removal that leaves nothing costs no other write.
    @Test func aHundredGoWithTheirMovie() throws {
        let storage = try SQLiteStorage()
        let store = try Self.store(storage, accounts: 100)
        try storage.execute("DELETE FROM movies WHERE name IS NULL AND key = 'Movie 1'")
        #expect(try !store.removeMarksOfRemovedMovies(limit: 5000, within: .seconds(60)))
        try store.add(Sample.movie(1, owner: 1))
        #expect(try store.marks(of: Self.movie(1), after: nil, limit: 9).marks.isEmpty)
    }

    @Test func anAccountThatGoesTakesThoseThatAreLeft() throws {
        let storage = try SQLiteStorage()
        let store = try Self.store(storage, accounts: 130)
        try Self.removeForGood(store)
        #expect(try storage.number("SELECT count(*) FROM marks") == 130 + 130)
        try storage.removeAccount(Self.account(130))
        #expect(try storage.number("SELECT count(*) FROM marks") == 129 + 129)
        while try store.removeMarksOfRemovedMovies(limit: 7, within: .seconds(60)) {}
        #expect(try storage.number("SELECT count(*) FROM marks") == 129)
        #expect(try storage.number("SELECT count(*) FROM removed_movies") == 0)
    }

    @Test func theUpgradeKeepsAllMarks() throws {
        let storage = try SQLiteStorage()
        _ = try Self.store(storage, accounts: 3)
        let before = try storage.number("SELECT sum(rating) FROM marks")
        try storage.execute(OlderSchema.eighteen)
        let store = try storage.makeForeignStore()
        #expect(try storage.number("SELECT sum(rating) FROM marks") == before && before == 42)
        #expect(try store.mark(of: Self.movie(2), by: Self.account(3)) == Self.mark)
        #expect(try storage.number("SELECT count(*) FROM pragma_foreign_key_check") == 0)
    }
}
