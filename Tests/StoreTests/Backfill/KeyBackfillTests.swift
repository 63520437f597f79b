import MovieBag
import MovieBagSQLite
import Testing
import Threads

/// A database from before names were compared in Unicode NFC.
@Suite("Keys for the movies of an older database")
struct KeyBackfillTests {
    private static let owner = AccountID(Sample.objectID(1))
    private static let composed = "Am\u{E9}lie"
    private static let decomposed = "Ame\u{301}lie"

    private static func id(_ number: Int) -> MovieID { MovieID(Sample.objectID(number)) }

    /// Movies of these names, numbered from 1, each with its name as its key, as they are after the upgrade.
    private static func storage(_ names: String...) throws -> SQLiteStorage {
        let storage = try SQLiteStorage()
        let store = storage.makeStore()
        try store.add(Sample.account(1))
        for (index, name) in names.enumerated() {
            try store.add(Sample.movie(index + 1, owner: 1))
            try storage.execute(
                "UPDATE movies SET key = '\(name)', name = NULL WHERE id = x'\(id(index + 1))'")
        }
        try storage.execute("UPDATE collection SET filled = x''")
        return storage
    }

    private static func fill(_ storage: SQLiteStorage) throws {
        while try storage.makeStore().backfill(.keys, atMost: 2, within: .seconds(60)).isMoreLeft {}
    }

    private static func names(_ storage: SQLiteStorage) throws -> [String] {
        try storage.makeStore().page(after: nil, limit: 20).names
    }

    @Test func oneNameInOtherScalarsIsTakenAfterwards() throws {
        let storage = try Self.storage("Alien", Self.decomposed, "Dune\n1984")
        try Self.fill(storage)
        let store = storage.makeStore()
        for name in [Self.composed, Self.decomposed, "Alien", "Dune\n1984"] {
            #expect(throws: MovieError.nameTaken, "\(name)") { try store.add(Sample.movie(9, owner: 1, name: name)) }
        }
        try store.add(Sample.movie(9, owner: 1, name: "Dune", year: 1984))
        #expect(try Self.names(storage) == ["Alien", Self.decomposed, "Dune\n1984", "Dune"])
    }

    @Test func meanwhileTheSameScalarsAreTaken() throws {
        let storage = try Self.storage(Self.decomposed, "A\nB")
        let store = storage.makeStore()
        for name in [Self.decomposed, "A\nB"] {
            #expect(throws: MovieError.nameTaken) { try store.add(Sample.movie(9, owner: 1, name: name)) }
        }
    }

    @Test func twinsStay() throws {
        let storage = try Self.storage(Self.decomposed, Self.composed)
        try Self.fill(storage)
        let store = storage.makeStore()
        #expect(try Self.names(storage) == [Self.decomposed, Self.composed])
        let cast = try Labels([], field: "casts")
        for (number, name) in [(1, Self.decomposed), (2, Self.composed)] {
            // A client that sends back what it read, but for the cast.
            let change = MovieChange(name: try MovieName(Array(name.utf8)), cast: cast)
            #expect(try store.change(Self.id(number), by: Self.owner, to: change).movie.cast == cast)
        }
        // The first has the key of its own: the second was there with the right one. Any other name of it is another's.
        #expect(throws: MovieError.nameTaken) {
            try store.change(Self.id(1), by: Self.owner, to: Sample.change(name: Self.composed))
        }
        let year = MovieChange(year: .value(try MovieYear(2001)))
        try store.change(Self.id(1), by: Self.owner, to: year)
        try store.remove(Self.id(2), by: Self.owner)
        try store.add(Sample.movie(3, owner: 1, name: Self.composed))
        #expect(try Self.names(storage) == [Self.decomposed, Self.composed])
    }

    @Test func twinsThatWereMadeMeanwhileStayToo() throws {
        let storage = try Self.storage("Alien", Self.decomposed)
        try storage.makeStore().add(Sample.movie(9, owner: 1, name: Self.composed))
        try Self.fill(storage)
        #expect(try Self.names(storage) == ["Alien", Self.decomposed, Self.composed])
        #expect(
            try SQLiteMaintenance(path: storage.path).legacyMovies(within: .seconds(60))[.name].first == [Self.id(2)])
    }

    @Test func aNewDatabaseHasNothingToDo() throws {
        let storage = try SQLiteStorage()
        #expect(
            try storage.makeStore().backfill(.keys, atMost: 9, within: .seconds(60))
                == BackfilledMovies(movies: 0, isMoreLeft: false))
    }

    @Test func whatIsLeftIsTold() throws {
        let storage = try Self.storage("A", "B", "C")
        #expect(try DatabaseInspection.moviesLeft(for: .keys, in: storage.path) == 3)
        #expect(try storage.makeStore().backfill(.keys, atMost: 2, within: .seconds(60)).isMoreLeft)
        #expect(try DatabaseInspection.moviesLeft(for: .keys, in: storage.path) == 1)
        try Self.fill(storage)
        #expect(try DatabaseInspection.moviesLeft(for: .keys, in: storage.path) == 0)
    }

    @Test func theThreadDoesItAfterCounting() throws {
        let storage = try Self.storage(Self.decomposed)
        try storage.execute("UPDATE collection SET counted = x''")
        let events = Monitor([String]())
        let backfill = MovieBackfill(makeStore: { storage.makeStore() }, rest: .zero) { event in
            events.withLock { $0.append("\(event)".replacing("MovieBag.BackfillTask.", with: "")) }
        }
        try backfill.start().join()
        #expect(
            events.withLock { $0 } == ["began(counts)", "ended(counts, 1)", "began(keys)", "ended(keys, 1)"])
    }
}
