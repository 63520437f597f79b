import MovieBag
import MovieBagSQLite
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
            INSERT INTO movies (id, key, casts, genres, added_by) VALUES (zeroblob(12), 'x', '[]', '[]', zeroblob(12))
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
        let counting = MovieBackfill(makeStore: { storage.makeStore() }, report: { _ in })
        try counting.start().join()
        #expect(try Self.additions(200...210, to: storage.makeStore()) == 2)
    }

    /// Whatever the time is, each part has one, so it comes to an end.
    @Test func aPartEndsWhenItsTimeIsUp() throws {
        let storage = try Self.storage()
        let store = storage.makeStore()
        for left in (0...8).reversed() {
            #expect(
                try store.backfill(.counts, atMost: 100, within: .zero) == BackfilledMovies(movies: 1, isMoreLeft: true)
            )
            #expect(try storage.uncounted == left)
        }
        #expect(
            try store.backfill(.counts, atMost: 100, within: .zero) == BackfilledMovies(movies: 0, isMoreLeft: false))
        #expect(try Self.additions(200...210, to: store) == 2)
    }

    /// What the thread reports.
    private static func events(_ storage: SQLiteStorage) throws -> [String] {
        let events = Monitor([String]())
        let counting = MovieBackfill(makeStore: { Slow(store: storage.makeStore()) }, rest: .zero, reportEvery: .zero) {
            event in
            events.withLock { $0.append("\(event)".replacing("MovieBag.BackfillTask.", with: "")) }
        }
        try counting.start().join()
        return events.withLock { $0 }
    }

    @Test func itsProgressIsReported() throws {
        let storage = try Self.storage()
        #expect(
            try Self.events(storage) == [
                "began(counts)", "continued(counts, 4)", "continued(counts, 8)", "ended(counts, 9)",
            ])
        #expect(try Self.events(storage) == [])
        #expect(try Self.events(SQLiteStorage()) == [])
    }

    /// Goes on where another process has ended.
    @Test func whatIsLeftIsCountedAfterARestart() throws {
        let storage = try Self.storage()
        #expect(try storage.makeStore().countMovies(atMost: 5))
        #expect(try Self.events(storage) == ["began(counts)", "continued(counts, 4)", "ended(counts, 4)"])
        #expect(try Self.additions(200...210, to: storage.makeStore()) == 2)
    }
}

/// A store of few movies at once.
private struct Slow: BackfillStore {
    let store: any Store

    func backfill(_ task: BackfillTask, atMost limit: Int, within time: Duration) throws -> BackfilledMovies {
        try store.backfill(task, atMost: 4, within: .seconds(60))
    }
}

extension BackfillStore {
    /// Counts so many however long it takes, and returns whether there may be more.
    fileprivate func countMovies(atMost limit: Int) throws -> Bool {
        try backfill(.counts, atMost: limit, within: .seconds(60)).isMoreLeft
    }
}

extension SQLiteStorage {
    fileprivate var uncounted: Int { get throws { try DatabaseInspection.moviesLeft(for: .counts, in: path) } }
}
