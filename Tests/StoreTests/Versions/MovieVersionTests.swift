import MovieBag
import Testing

@Suite("Versions of movies and of the collection")
struct MovieVersionTests {
    private static let owner = AccountID(Sample.objectID(1))

    private static func storage(_ backend: Backend) throws -> any Storage {
        let storage = try backend.open()
        try storage.makeStore().add(Sample.account(1))
        return storage
    }

    @Test(arguments: Backend.allCases) func everyKindOfChangeRaisesTheCollectionsVersion(backend: Backend) throws {
        let store = try Self.storage(backend).makeStore()
        var versions = [try store.collectionVersion().number]
        let movie = try Sample.movie(1, owner: 1)
        try store.add(movie)
        versions.append(try store.collectionVersion().number)
        try store.change(movie.id, by: Self.owner, to: Sample.change(name: "New"))
        versions.append(try store.collectionVersion().number)
        // A change to what there is already is a change still.
        try store.change(movie.id, by: Self.owner, to: Sample.change(name: "New"))
        versions.append(try store.collectionVersion().number)
        try store.remove(movie.id, by: Self.owner)
        versions.append(try store.collectionVersion().number)
        try store.add(movie)
        versions.append(try store.collectionVersion().number)
        #expect(versions == versions.sorted())
        #expect(Set(versions).count == 6)
    }

    @Test(arguments: Backend.allCases) func aMoviesVersionIsTheCollectionsAtItsLastChange(backend: Backend) throws {
        let store = try Self.storage(backend).makeStore()
        let (first, second) = (try Sample.movie(1, owner: 1), try Sample.movie(2, owner: 1))
        try store.add(first)
        let added = try store.collectionVersion()
        #expect(try store.movie(first.id) == VersionedMovie(first, version: added))
        try store.add(second)
        try store.change(second.id, by: Self.owner, to: Sample.change(name: "New"))
        #expect(try store.movie(second.id)?.version == store.collectionVersion())
        try store.remove(second.id, by: Self.owner)
        #expect(try store.movie(first.id)?.version == added)
        try store.change(first.id, by: Self.owner, to: Sample.change(name: "New"))
        #expect(try store.movie(first.id)?.version == store.collectionVersion())
    }

    @Test(arguments: Backend.allCases) func aPageHasTheVersionOfTheWholeCollection(backend: Backend) throws {
        let store = try Self.storage(backend).makeStore()
        #expect(try store.page(after: nil, limit: 2).version == store.collectionVersion())
        for number in 1...3 { try store.add(Sample.movie(number, owner: 1)) }
        let version = try store.collectionVersion()
        let first = try store.page(after: nil, limit: 2)
        #expect(first.version == version)
        // Neither the part that is shown nor reading it makes a difference.
        #expect(try store.page(after: first.next, limit: 2).version == version)
        #expect(try store.page(after: MovieID(Sample.objectID(9)), limit: 1).version == version)
        #expect(try store.collectionVersion() == version)
    }

    @Test(arguments: Backend.allCases) func removingAnAccountWithItsMoviesRaisesTheVersion(backend: Backend) throws {
        let storage = try Self.storage(backend)
        let store = storage.makeStore()
        try store.add(Sample.movie(1, owner: 1))
        let before = try store.collectionVersion()
        try storage.removeAccount(Self.owner)
        #expect(try store.page(after: nil, limit: 2).movies.isEmpty)
        #expect(try store.collectionVersion().number > before.number)
    }

    @Test(arguments: Backend.allCases) func whatAnotherProcessChangesIsSeenHere(backend: Backend) throws {
        let storage = try Self.storage(backend)
        let (store, other) = (storage.makeStore(), try storage.makeForeignStore())
        let movie = try Sample.movie(1, owner: 1)
        try store.add(movie)
        let before = try store.collectionVersion()
        #expect(try other.collectionVersion() == before)
        try other.change(movie.id, by: Self.owner, to: Sample.change(name: "New"))
        #expect(try store.collectionVersion().number > before.number)
        #expect(try store.movie(movie.id)?.version == store.collectionVersion())
    }

    @Test(arguments: Backend.allCases) func noTwoChangesAtOnceGetOneVersion(backend: Backend) throws {
        let storage = try Self.storage(backend)
        let results = try Race.run(8) { thread in
            let store = thread.isMultiple(of: 2) ? storage.makeStore() : try storage.makeForeignStore()
            for number in 0..<10 { try store.add(Sample.movie(100 * thread + number + 1, owner: 1)) }
        }
        #expect(results.allSatisfy { $0 == nil })
        let store = storage.makeStore()
        let versions = try (0..<8).flatMap { thread in
            try (0..<10).compactMap { try store.movie(MovieID(Sample.objectID(100 * thread + $0 + 1)))?.version }
        }
        #expect(versions.count == 80)
        #expect(Set(versions).count == 80)
        #expect(try store.collectionVersion().number == versions.map(\.number).max())
    }
}
