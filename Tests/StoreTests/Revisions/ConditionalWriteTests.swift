import MovieBag
import Testing

@Suite("Writes that are limited to versions of a movie")
struct ConditionalWriteTests {
    private static let owner = AccountID(Sample.objectID(1))
    private static let other = AccountID(Sample.objectID(2))
    private static let movie = MovieID(Sample.objectID(1))

    /// Two accounts; "Movie 1" and "Movie 2" belong to the first.
    private static func storage(_ backend: Backend) throws -> any TestedStorage {
        let storage = try backend.open()
        let store = storage.makeStore()
        for number in 1...2 { try store.add(Sample.account(number)) }
        for number in 1...2 { try store.add(Sample.movie(number, owner: 1)) }
        return storage
    }

    private static func revision(_ store: any MovieStore) throws -> Revision {
        try #require(try store.movie(movie)).revision
    }

    @Test(arguments: Backend.allCases) func aVersionIsGoodForOneChange(backend: Backend) throws {
        let store = try Self.storage(backend).makeStore()
        let read = try Self.revision(store)
        try store.change(Self.movie, by: Self.owner, to: Sample.change(name: "New"), ifRevisionIn: [read])
        #expect(throws: MovieError.revisionMismatch) {
            try store.change(Self.movie, by: Self.owner, to: Sample.change(name: "Newer"), ifRevisionIn: [read])
        }
        #expect(try store.movie(Self.movie)?.movie == Sample.movie(1, owner: 1, name: "New"))
        #expect(throws: MovieError.revisionMismatch) {
            try store.remove(Self.movie, by: Self.owner, ifRevisionIn: [read])
        }
        try store.remove(Self.movie, by: Self.owner, ifRevisionIn: [try Self.revision(store)])
        #expect(try store.movie(Self.movie) == nil)
    }

    @Test(arguments: Backend.allCases) func oneOfSeveralVersionsIsEnoughAndNoneIsNot(backend: Backend) throws {
        let store = try Self.storage(backend).makeStore()
        let current = try Self.revision(store)
        let others = [
            Revision(0), Revision(-1), Revision(.max), Revision(current.number + 1), Revision(current.number - 1),
        ]
        for revisions in [[], others] {
            #expect(throws: MovieError.revisionMismatch) {
                try store.change(Self.movie, by: Self.owner, to: Sample.change(name: "New"), ifRevisionIn: revisions)
            }
            #expect(throws: MovieError.revisionMismatch) {
                try store.remove(Self.movie, by: Self.owner, ifRevisionIn: revisions)
            }
        }
        #expect(try Self.revision(store) == current)
        try store.change(
            Self.movie, by: Self.owner, to: Sample.change(name: "New"), ifRevisionIn: others + [current])
        #expect(try Self.revision(store) != current)
    }

    @Test(arguments: Backend.allCases) func anAccountThatMayNotWriteLearnsNothingOfVersions(backend: Backend) throws {
        let store = try Self.storage(backend).makeStore()
        let unknown = MovieID(Sample.objectID(9))
        for revisions in [[], [try Self.revision(store)]] {
            for (id, account) in [(Self.movie, Self.other), (unknown, Self.owner)] {
                #expect(throws: MovieError.changeForbidden) {
                    try store.change(id, by: account, to: Sample.change(name: "Movie 2"), ifRevisionIn: revisions)
                }
                #expect(throws: MovieError.removalForbidden) {
                    try store.remove(id, by: account, ifRevisionIn: revisions)
                }
            }
        }
    }

    @Test(arguments: Backend.allCases) func aVersionIsLookedAtBeforeTheName(backend: Backend) throws {
        let store = try Self.storage(backend).makeStore()
        let taken = try Sample.change(name: "Movie 2")
        #expect(throws: MovieError.revisionMismatch) {
            try store.change(Self.movie, by: Self.owner, to: taken, ifRevisionIn: [])
        }
        #expect(throws: MovieError.nameTaken) {
            try store.change(Self.movie, by: Self.owner, to: taken, ifRevisionIn: [try Self.revision(store)])
        }
    }

    @Test(arguments: Backend.allCases) func aFailedWriteLeavesEveryVersionAsItWas(backend: Backend) throws {
        let store = try Self.storage(backend).makeStore()
        let (movie, collection) = (try Self.revision(store), try store.collectionRevision())
        let (taken, free) = (try Sample.change(name: "Movie 2"), try Sample.change(name: "Free"))
        let writes: [() throws -> Void] = [
            { try store.add(Sample.movie(3, owner: 1, name: "Movie 1")) },
            { try store.add(Sample.movie(3, owner: 7)) },
            { try store.change(Self.movie, by: Self.owner, to: taken) },
            { try store.change(Self.movie, by: Self.other, to: free) },
            { try store.remove(Self.movie, by: Self.other) },
            { try store.change(Self.movie, by: Self.owner, to: free, ifRevisionIn: []) },
            { try store.remove(Self.movie, by: Self.owner, ifRevisionIn: []) },
        ]
        for (number, write) in writes.enumerated() {
            #expect(throws: (any Error).self, "\(number)") { try write() }
            #expect(try Self.revision(store) == movie, "\(number)")
            #expect(try store.collectionRevision() == collection, "\(number)")
        }
    }

    @Test(arguments: Backend.allCases) func ofManyWritesToOneVersionOneWins(backend: Backend) throws {
        let storage = try Self.storage(backend)
        for round in 0..<10 {
            let read = try Self.revision(storage.makeStore())
            let results = try Race.run(8) { thread in
                let store = thread.isMultiple(of: 2) ? storage.makeStore() : try storage.makeForeignStore()
                let change = try Sample.change(name: "\(round) \(thread)")
                try store.change(Self.movie, by: Self.owner, to: change, ifRevisionIn: [read])
            }
            #expect(results.filter { $0 == nil }.count == 1)
            #expect(results.compactMap { $0 as? MovieError } == Array(repeating: .revisionMismatch, count: 7))
            let winner = try #require(results.firstIndex { $0 == nil })
            #expect(try storage.makeStore().movie(Self.movie)?.movie.name.utf8 == Array("\(round) \(winner)".utf8))
        }
    }
}
