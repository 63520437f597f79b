import MovieBag
import MovieBagSQLite
import Testing
import Threads

/// A database from before movies could be searched.
@Suite("Documents for the movies of an older database") struct DocumentBackfillTests {
    private static let owner = AccountID(Sample.objectID(1))

    /// Movies 1 to `count`, none of which has a document, as they are after the upgrade.
    private static func storage(_ count: Int) throws -> SQLiteStorage {
        let storage = try SQLiteStorage()
        let store = storage.makeStore()
        try store.add(Sample.account(1))
        for number in 1...count { try store.add(Sample.movie(number, owner: 1)) }
        try storage.execute("DELETE FROM documents; UPDATE collection SET documented = x'';")
        return storage
    }

    private static func query(_ text: String) throws -> MovieQuery { try LinearSearch.Wish(text: text).query }

    @Test func nothingIsFoundUntilAllAreDone() throws {
        let storage = try Self.storage(5)
        let store = storage.makeStore()
        func expectRefused() throws {
            #expect(throws: SearchNotReady.self) { try store.search(Self.query("movie")) }
            #expect(throws: SearchNotReady.self) { try store.labels(.genre) }
            #expect(throws: SearchNotReady.self) { try store.movieCount() }
            #expect(try store.page(after: nil, limit: 9).movies.count > 3)
        }
        try expectRefused()
        #expect(try store.backfill(.documents, atMost: 2, within: .seconds(60)).isMoreLeft)
        try expectRefused()
        // Changed, removed and added meanwhile, on both sides of where it is.
        try store.change(MovieID(Sample.objectID(1)), by: Self.owner, to: Sample.change(name: "Changed 1"))
        try store.change(MovieID(Sample.objectID(5)), by: Self.owner, to: Sample.change(name: "Changed 5"))
        try store.remove(MovieID(Sample.objectID(2)), by: Self.owner)
        try store.remove(MovieID(Sample.objectID(4)), by: Self.owner)
        try store.add(Sample.movie(7, owner: 1))
        try expectRefused()
        while try store.backfill(.documents, atMost: 1, within: .seconds(60)).isMoreLeft {}
        #expect(try store.names(Self.query("!")) == ["Changed 1", "Movie 3", "Changed 5", "Movie 7"])
        #expect(try store.labels(.genre) == ["Drama 4", "Horror 4"])
        #expect(try store.movieCount() == 4)
    }

    @Test func whatIsLeftIsTold() throws {
        let storage = try Self.storage(3)
        #expect(try DatabaseInspection.moviesLeft(for: .documents, in: storage.path) == 3)
        #expect(try storage.makeStore().backfill(.documents, atMost: 2, within: .seconds(60)).movies == 2)
        #expect(try DatabaseInspection.moviesLeft(for: .documents, in: storage.path) == 1)
    }

    @Test func partsAreBoundedInTime() throws {
        let storage = try Self.storage(50)
        #expect(
            try storage.makeStore().backfill(.documents, atMost: 50, within: .zero)
                == BackfilledMovies(movies: 1, isMoreLeft: true))
    }

    @Test func theUpgradeLeavesThemToTheThread() throws {
        let storage = try Self.storage(4)
        try storage.execute(OlderSchema.fourteen)
        let path = storage.path
        try Database(path: path) { _ in }.close()
        #expect(try DatabaseInspection.moviesLeft(for: .documents, in: path) == 4)
        let store = storage.makeStore()
        let events = Monitor([String]())
        let backfill = MovieBackfill(makeStore: { storage.makeStore() }, rest: .zero) { event in
            events.withLock { $0.append("\(event)".replacing("MovieBag.BackfillTask.", with: "")) }
        }
        try backfill.start().join()
        #expect(events.withLock { $0 } == ["began(documents)", "ended(documents, 4)"])
        #expect(try store.names(Self.query("mov dra")).count == 4)
    }

    /// Names with a list that repeats a text are legal in an older database, and count it once.
    @Test func repeatedTextsCountOnce() throws {
        let storage = try Self.storage(1)
        try storage.execute(#"UPDATE movies SET genres = '["Drama","DRAMA","War"]'"#)
        let store = storage.makeStore()
        while try store.backfill(.documents, atMost: 9, within: .seconds(60)).isMoreLeft {}
        #expect(try store.labels(.genre) == ["Drama 1", "War 1"])
        try store.remove(MovieID(Sample.objectID(1)), by: Self.owner)
        #expect(try store.labels(.genre).isEmpty)
    }
}
