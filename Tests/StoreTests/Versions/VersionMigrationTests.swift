import MovieBag
import Testing

/// A database that was made before movies had versions.
@Suite("Versions for the movies of an older database")
struct VersionMigrationTests {
    private static let owner = AccountID(Sample.objectID(1))

    /// A database of the first version, which holds an account and as many movies.
    private static func olderStorage(movies: Int) throws -> SQLiteStorage {
        let storage = try SQLiteStorage()
        let store = storage.makeStore()
        try store.add(Sample.account(1))
        for number in 0..<movies { try store.add(Sample.movie(number + 1, owner: 1)) }
        try storage.execute(
            """
            DROP TRIGGER accounts_password_changed;
            DROP TABLE used_resets;
            DROP TABLE log_in_origins;
            ALTER TABLE sessions DROP COLUMN kind;
            ALTER TABLE sessions DROP COLUMN opened;
            ALTER TABLE sessions DROP COLUMN used;
            ALTER TABLE accounts DROP COLUMN rehashes;
            DROP TRIGGER movies_added;
            DROP TRIGGER movies_changed;
            DROP TRIGGER movies_removed;
            DROP VIEW next_version;
            DROP TABLE collection;
            ALTER TABLE movies DROP COLUMN version;
            ALTER TABLE outbox DROP COLUMN claimed;
            PRAGMA user_version = 1;
            """)
        return storage
    }

    @Test func itKeepsItsMovies() throws {
        let store = try Self.olderStorage(movies: 30).makeForeignStore()
        for number in 1...30 {
            let movie = try Sample.movie(number, owner: 1)
            #expect(try store.movie(movie.id)?.movie == movie)
        }
        #expect(try store.page(after: nil, limit: 100).movies.count == 30)
        #expect(try store.account(withEmail: Sample.account(1).email) != nil)
    }

    @Test func itsMoviesGetVersionsThatLimitAWriteLikeOthers() throws {
        let store = try Self.olderStorage(movies: 2).makeForeignStore()
        let movie = try Sample.movie(1, owner: 1)
        let read = try #require(try store.movie(movie.id)).version
        #expect(throws: MovieError.versionMismatch) {
            try store.change(movie.id, by: Self.owner, to: Sample.change(name: "New"), ifVersionIn: [])
        }
        try store.change(movie.id, by: Self.owner, to: Sample.change(name: "New"), ifVersionIn: [read])
        let changed = try #require(try store.movie(movie.id))
        #expect(changed.movie == (try Sample.movie(1, owner: 1, name: "New")))
        #expect(changed.version.number > read.number)
        #expect(throws: MovieError.versionMismatch) {
            try store.remove(movie.id, by: Self.owner, ifVersionIn: [read])
        }
        try store.remove(movie.id, by: Self.owner, ifVersionIn: [changed.version])
        #expect(try store.movie(movie.id) == nil)
    }

    @Test func itsCollectionHasAVersionThatRises() throws {
        let store = try Self.olderStorage(movies: 1).makeForeignStore()
        var versions = [try store.collectionVersion().number]
        #expect(versions[0] > 0)
        #expect(try store.page(after: nil, limit: 5).version == Version(versions[0]))
        try store.add(Sample.movie(2, owner: 1))
        versions.append(try store.collectionVersion().number)
        #expect(try store.movie(MovieID(Sample.objectID(2)))?.version == Version(versions[1]))
        try store.remove(MovieID(Sample.objectID(1)), by: Self.owner)
        versions.append(try store.collectionVersion().number)
        #expect(versions == versions.sorted())
        #expect(Set(versions).count == 3)
    }

    @Test func itsMoviesDoNotHaveTheVersionThatAnotherOlderDatabaseWouldGive() throws {
        let store = try Self.olderStorage(movies: 1).makeForeignStore()
        #expect(try store.movie(MovieID(Sample.objectID(1)))?.version == store.collectionVersion())
    }

    @Test func itIsChangedOnceHoweverManyProcessesStart() throws {
        let storage = try Self.olderStorage(movies: 3)
        let results = try Race.run(4) { _ in
            let store = try storage.makeForeignStore()
            guard try store.page(after: nil, limit: 5).movies.count == 3 else { throw MovieError.unknown }
        }
        #expect(results.allSatisfy { $0 == nil })
    }
}
