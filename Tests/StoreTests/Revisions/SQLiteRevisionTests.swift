import FoundationEssentials
import MovieBag
import Testing

/// What triggers and a clock do for revisions, whoever writes.
@Suite("Versions in SQLite")
struct SQLiteRevisionTests {
    private static let owner = AccountID(Sample.objectID(1))

    /// An account and the movies 1 and 2.
    private static func storage() throws -> SQLiteStorage {
        let storage = try SQLiteStorage()
        let store = storage.makeStore()
        try store.add(Sample.account(1))
        for number in 1...2 { try store.add(Sample.movie(number, owner: 1)) }
        return storage
    }

    @Test(arguments: [
        "UPDATE movies SET key = 'Other' WHERE key = 'Movie 1'",
        "UPDATE movies SET casts = '[]'",
        "UPDATE movies SET version = 0",
        "DELETE FROM movies WHERE key = 'Movie 2'",
        "DELETE FROM movies",
        "INSERT INTO movies (id, key, casts, genres, added_by) SELECT zeroblob(12), 'x', '[]', '[]', id FROM accounts",
        "REPLACE INTO movies (id, key, casts, genres, added_by) SELECT id, 'x', '[]', '[]', added_by FROM movies",
        "DELETE FROM accounts",
    ])
    func noWayOfWritingForgetsTheCollectionsVersion(sql: String) throws {
        let storage = try Self.storage()
        let store = storage.makeStore()
        let before = try store.collectionRevision()
        try storage.execute(sql)
        #expect(try store.collectionRevision().number > before.number)
    }

    @Test(arguments: [
        "UPDATE movies SET key = 'Other' WHERE key = 'Movie 1'",
        "UPDATE movies SET version = 0 WHERE key = 'Movie 1'",
        "REPLACE INTO movies (id, key, casts, genres, added_by) SELECT id, 'x', '[]', '[]', added_by FROM movies LIMIT 1",
    ])
    func aMovieThatIsWrittenWithoutAVersionIsGivenOne(sql: String) throws {
        let storage = try Self.storage()
        let store = storage.makeStore()
        let before = try [1, 2].map { try #require(try store.movie(MovieID(Sample.objectID($0)))).revision.number }
        try storage.execute(sql)
        let after = try [1, 2].map { try #require(try store.movie(MovieID(Sample.objectID($0)))).revision.number }
        #expect(after[0] > before[1])
        #expect(after[1] == before[1])
        #expect(try store.collectionRevision() == Revision(after[0]))
    }

    @Test func aWriteThatTouchesNoMovieLeavesTheVersion() throws {
        let storage = try Self.storage()
        let store = storage.makeStore()
        let before = try store.collectionRevision()
        try storage.execute("UPDATE movies SET key = 'x' WHERE key = 'no such'; UPDATE accounts SET password = 'x'")
        #expect(try store.collectionRevision() == before)
    }

    /// The ways in which a store draws a revision.
    enum Change: CaseIterable {
        case add, change, remove

        func make(in store: any MovieStore) throws {
            switch self {
            case .add: try store.add(Sample.movie(3, owner: 1))
            case .change: try store.change(MovieID(Sample.objectID(1)), by: owner, to: Sample.change(name: "New"))
            case .remove: try store.remove(MovieID(Sample.objectID(1)), by: owner)
            }
        }
    }

    @Test(arguments: Change.allCases)
    func afterAnOlderCopyTookItsPlaceNoVersionComesTwice(change: Change) throws {
        let storage = try Self.storage()
        let store = storage.makeStore()
        let now = Int64(Date().timeIntervalSince1970)
        // As a copy that was made a minute ago holds it. What the database that is lost has handed out since then was
        // drawn in seconds before this one, so it is smaller than any revision of this second.
        let copied = (now - 60) * 1_048_576 + 5
        try storage.execute("UPDATE movies SET version = \(copied); UPDATE collection SET version = \(copied)")
        #expect(try store.collectionRevision() == Revision(copied))
        try change.make(in: store)
        #expect(try store.collectionRevision().number >= now * 1_048_576)
        let drawn = try [1, 3].compactMap { try store.movie(MovieID(Sample.objectID($0)))?.revision.number }
        #expect(drawn.allSatisfy { $0 == copied || $0 >= now * 1_048_576 })
        #expect(try drawn.contains(store.collectionRevision().number) == (change != .remove))
    }

    @Test(arguments: Change.allCases)
    func aClockThatWasSetBackLowersNoVersion(change: Change) throws {
        let storage = try Self.storage()
        let store = storage.makeStore()
        // Drawn by a clock that was a day ahead.
        let ahead = (Int64(Date().timeIntervalSince1970) + 86_400) * 1_048_576 + 5
        try storage.execute("UPDATE collection SET version = \(ahead)")
        try change.make(in: store)
        #expect(try store.collectionRevision() == Revision(ahead + 1))
    }

    @Test func aDatabaseWithoutAVersionIsUnavailable() throws {
        let storage = try Self.storage()
        try storage.execute("DELETE FROM collection")
        #expect(throws: StorageUnavailable.self) { try storage.makeStore().collectionRevision() }
        #expect(throws: StorageUnavailable.self) { try storage.makeStore().page(after: nil, limit: 1) }
    }
}
