import MovieBag
import Testing

@Suite("Versions of movies and of the collection")
struct MovieRevisionTests {
    private static let owner = AccountID(Sample.objectID(1))

    private static func storage(_ backend: Backend) throws -> any TestedStorage {
        let storage = try backend.open()
        try storage.makeStore().add(Sample.account(1))
        return storage
    }

    @Test(arguments: Backend.allCases) func everyKindOfChangeRaisesTheCollectionsVersion(backend: Backend) throws {
        let store = try Self.storage(backend).makeStore()
        var revisions = [try store.collectionRevision().number]
        let movie = try Sample.movie(1, owner: 1)
        try store.add(movie)
        revisions.append(try store.collectionRevision().number)
        try store.change(movie.id, by: Self.owner, to: Sample.change(name: "New"))
        revisions.append(try store.collectionRevision().number)
        // A change to what there is already is a change still.
        try store.change(movie.id, by: Self.owner, to: Sample.change(name: "New"))
        revisions.append(try store.collectionRevision().number)
        try store.remove(movie.id, by: Self.owner)
        revisions.append(try store.collectionRevision().number)
        try store.add(movie)
        revisions.append(try store.collectionRevision().number)
        #expect(revisions == revisions.sorted())
        #expect(Set(revisions).count == 6)
    }

    @Test(arguments: Backend.allCases) func aMoviesVersionIsTheCollectionsAtItsLastChange(backend: Backend) throws {
        let store = try Self.storage(backend).makeStore()
        let (first, second) = (try Sample.movie(1, owner: 1), try Sample.movie(2, owner: 1))
        try store.add(first)
        let added = try store.collectionRevision()
        #expect(try store.movie(first.id) == RevisedMovie(first, revision: added))
        try store.add(second)
        try store.change(second.id, by: Self.owner, to: Sample.change(name: "New"))
        #expect(try store.movie(second.id)?.revision == store.collectionRevision())
        try store.remove(second.id, by: Self.owner)
        #expect(try store.movie(first.id)?.revision == added)
        try store.change(first.id, by: Self.owner, to: Sample.change(name: "New"))
        #expect(try store.movie(first.id)?.revision == store.collectionRevision())
    }

    @Test(arguments: Backend.allCases) func aPageHasTheVersionOfTheWholeCollection(backend: Backend) throws {
        let store = try Self.storage(backend).makeStore()
        #expect(try store.page(after: nil, limit: 2).revision == store.collectionRevision())
        for number in 1...3 { try store.add(Sample.movie(number, owner: 1)) }
        let revision = try store.collectionRevision()
        let first = try store.page(after: nil, limit: 2)
        #expect(first.revision == revision)
        // Neither the part that is shown nor reading it makes a difference.
        #expect(try store.page(after: first.next, limit: 2).revision == revision)
        #expect(try store.page(after: MovieID(Sample.objectID(9)), limit: 1).revision == revision)
        #expect(try store.collectionRevision() == revision)
    }

    @Test(arguments: Backend.allCases) func removingAnAccountWithItsMoviesRaisesTheVersion(backend: Backend) throws {
        let storage = try Self.storage(backend)
        let store = storage.makeStore()
        try store.add(Sample.movie(1, owner: 1))
        let before = try store.collectionRevision()
        try storage.removeAccount(Self.owner)
        #expect(try store.page(after: nil, limit: 2).movies.isEmpty)
        #expect(try store.collectionRevision().number > before.number)
    }

    @Test(arguments: Backend.allCases) func whatAnotherProcessChangesIsSeenHere(backend: Backend) throws {
        let storage = try Self.storage(backend)
        let (store, other) = (storage.makeStore(), try storage.makeForeignStore())
        let movie = try Sample.movie(1, owner: 1)
        try store.add(movie)
        let before = try store.collectionRevision()
        #expect(try other.collectionRevision() == before)
        try other.change(movie.id, by: Self.owner, to: Sample.change(name: "New"))
        #expect(try store.collectionRevision().number > before.number)
        #expect(try store.movie(movie.id)?.revision == store.collectionRevision())
    }

    @Test(arguments: Backend.allCases) func noTwoChangesAtOnceGetOneVersion(backend: Backend) throws {
        let storage = try Self.storage(backend)
        let results = try Race.run(8) { thread in
            let store = thread.isMultiple(of: 2) ? storage.makeStore() : try storage.makeForeignStore()
            for number in 0..<10 { try store.add(Sample.movie(100 * thread + number + 1, owner: 1)) }
        }
        #expect(results.allSatisfy { $0 == nil })
        let store = storage.makeStore()
        let revisions = try (0..<8).flatMap { thread in
            try (0..<10).compactMap { try store.movie(MovieID(Sample.objectID(100 * thread + $0 + 1)))?.revision }
        }
        #expect(revisions.count == 80)
        #expect(Set(revisions).count == 80)
        #expect(try store.collectionRevision().number == revisions.map(\.number).max())
    }
}
