import MovieBag
import Testing
import Threads

/// A database from before movies were counted.
@Suite("Counting the movies of an older database")
struct MovieCountTests {
    private static let quota = MovieQuota(movies: 10, bytesPerDay: .max, at: Sample.now)

    /// Two accounts with eight movies and one, which are not counted.
    private static func storage() throws -> SQLiteStorage {
        let storage = try SQLiteStorage()
        let store = storage.makeStore()
        for number in 1...2 { try store.add(Sample.account(number)) }
        for number in 1...8 { try store.add(Sample.movie(2 * number, owner: 1)) }
        try store.add(Sample.movie(101, owner: 2))
        try storage.execute("UPDATE accounts SET movies = 0; UPDATE collection SET counted = x''")
        return storage
    }

    /// How many of `numbers` the first account may still add.
    private static func additions(_ numbers: ClosedRange<Int>, to store: any MovieStore) throws -> Int {
        try numbers.count { number in
            do {
                try store.add(Sample.movie(number, owner: 1), within: quota)
                return true
            } catch is LimitReached {
                return false
            }
        }
    }

    @Test(arguments: [1, 3, 9, 10]) func allOfThemAreCountedOnce(atMost: Int) throws {
        let store = try Self.storage().makeStore()
        var steps = 1
        while try store.countMovies(atMost: atMost) { steps += 1 }
        #expect(steps == 9 / atMost + 1)
        #expect(try !store.countMovies(atMost: atMost))
        #expect(try Self.additions(200...210, to: store) == 2)
    }

    @Test func whatIsAddedAndRemovedMeanwhileIsCountedOnceToo() throws {
        let storage = try Self.storage()
        let (store, other) = (storage.makeStore(), try storage.makeForeignStore())
        let owner = AccountID(Sample.objectID(1))
        #expect(try store.countMovies(atMost: 4))
        // On either side of the fourth, which has the number 8.
        try store.add(Sample.movie(3, owner: 1), within: Self.quota)
        try store.add(Sample.movie(13, owner: 1), within: Self.quota)
        try store.remove(MovieID(Sample.objectID(4)), by: owner)
        try store.remove(MovieID(Sample.objectID(14)), by: owner)
        #expect(try other.countMovies(atMost: 2))
        try store.remove(MovieID(Sample.objectID(16)), by: owner)
        while try store.countMovies(atMost: 2) {}
        // Eight and two less three.
        #expect(try Self.additions(200...210, to: store) == 3)
    }

    @Test func moviesOfNoAccountHarmNothing() throws {
        let storage = try Self.storage()
        try storage.execute(
            """
            PRAGMA foreign_keys = OFF;
            INSERT INTO movies (id, name, casts, genres, added_by) VALUES (zeroblob(12), 'x', '[]', '[]', zeroblob(12))
            """)
        let store = storage.makeStore()
        #expect(try !store.countMovies(atMost: 100))
        #expect(try Self.additions(200...210, to: store) == 2)
    }

    @Test func aNewDatabaseHasNothingToCount() throws {
        let storage = try SQLiteStorage()
        let store = storage.makeStore()
        try store.add(Sample.account(1))
        for number in 1...8 { try store.add(Sample.movie(number, owner: 1)) }
        #expect(try !store.countMovies(atMost: 1))
        #expect(try Self.additions(200...210, to: store) == 2)
    }

    @Test func theThreadCountsAllAndEnds() throws {
        let storage = try Self.storage()
        let counting = MovieCounting(makeStore: { storage.makeStore() }, report: { _ in })
        try counting.start().join()
        #expect(try Self.additions(200...210, to: storage.makeStore()) == 2)
    }
}
