import MovieBag
import Testing

@Suite("Movies that administrators change and hand over")
struct EditorTests {
    private static let administrator = MovieEditor.administrator(AccountID(Sample.objectID(3)))
    private static let movie = MovieID(Sample.objectID(1))

    private static func id(_ number: Int) -> AccountID { AccountID(Sample.objectID(number)) }

    /// "Movie 1" and "Movie 2" of account 1; account 3 is an administrator.
    private static func store(_ backend: Backend) throws -> any Store {
        let store = try backend.open().makeStore()
        for number in 1...3 { try store.add(Sample.account(number)) }
        for number in 1...2 { try store.add(Sample.movie(number, owner: 1)) }
        try store.change(id(3), to: AccountChange(role: .administrator), by: nil, at: Sample.now)
        return store
    }

    private static func handOver(to number: Int) throws -> MovieChange {
        MovieChange(owner: id(number))
    }

    private static func change(
        _ store: any Store, _ id: MovieID = movie, by editor: MovieEditor, to change: MovieChange,
        ifRevisionIn revisions: [Revision]? = nil, quota: MovieQuota = .unlimited
    ) throws {
        try store.change(id, by: editor, to: change, if: .wanting(revisions), within: quota)
    }

    @Test(arguments: Backend.allCases) func anAdministratorChangesAndRemovesWhatOthersAdded(backend: Backend) throws {
        let store = try Self.store(backend)
        try Self.change(store, by: Self.administrator, to: Sample.change(name: "New"))
        #expect(try store.movie(Self.movie)?.movie == Sample.movie(1, owner: 1, name: "New"))
        #expect(throws: MovieError.revisionMismatch) {
            try Self.change(store, by: Self.administrator, to: Sample.change(name: "x"), ifRevisionIn: [])
        }
        #expect(throws: MovieError.nameTaken) {
            try Self.change(store, by: Self.administrator, to: Sample.change(name: "Movie 2"))
        }
        #expect(throws: MovieError.revisionMismatch) {
            try store.remove(Self.movie, by: Self.administrator, ifRevisionIn: [])
        }
        try store.remove(Self.movie, by: Self.administrator, ifRevisionIn: nil)
        #expect(try store.movie(Self.movie) == nil)
        #expect(throws: MovieError.removalForbidden) {
            try store.remove(Self.movie, by: Self.administrator, ifRevisionIn: nil)
        }
        #expect(throws: MovieError.changeForbidden) {
            try Self.change(store, by: Self.administrator, to: Sample.change(name: "x"))
        }
    }

    /// What the domain has asked before may have changed meanwhile.
    @Test(arguments: Backend.allCases) func theRoleIsAskedInTheTransaction(backend: Backend) throws {
        let store = try Self.store(backend)
        try store.change(Self.id(2), to: AccountChange(role: .administrator), by: nil, at: Sample.now)
        func refuses() throws {
            #expect(throws: MovieError.changeForbidden) {
                try Self.change(store, by: Self.administrator, to: Sample.change(name: "x"))
            }
            #expect(throws: MovieError.changeForbidden) {
                try Self.change(store, by: Self.administrator, to: Self.handOver(to: 2))
            }
            #expect(throws: MovieError.removalForbidden) {
                try store.remove(Self.movie, by: Self.administrator, ifRevisionIn: nil)
            }
        }
        try store.change(Self.id(3), to: AccountChange(isDisabled: true), by: nil, at: Sample.now)
        try refuses()
        try store.change(Self.id(3), to: AccountChange(role: .member, isDisabled: false), by: nil, at: Sample.now)
        try refuses()
        #expect(try store.movie(Self.movie)?.movie == Sample.movie(1, owner: 1))
    }

    @Test(arguments: Backend.allCases) func bytesCountOnWhoWrites(backend: Backend) throws {
        let store = try Self.store(backend)
        let quota = MovieQuota(movies: .max, bytesPerDay: 60, at: Sample.now)
        // Some 35 bytes each: the administrator may write one, and then the owner one as well.
        try Self.change(store, by: Self.administrator, to: Sample.change(name: "a"), quota: quota)
        #expect(throws: LimitReached.self) {
            try Self.change(store, by: Self.administrator, to: Sample.change(name: "b"), quota: quota)
        }
        try Self.change(
            store, by: .owner(Self.id(1)), to: Sample.change(name: "c"),
            quota: MovieQuota(movies: .max, bytesPerDay: 140, at: Sample.now))
    }

    @Test(arguments: Backend.allCases) func aMovieThatIsHandedOverCountsOnItsNewOwner(backend: Backend) throws {
        let store = try Self.store(backend)
        let before = try store.collectionRevision()
        try Self.change(store, by: Self.administrator, to: Self.handOver(to: 2))
        let movie = try #require(try store.movie(Self.movie))
        #expect(try movie.movie == Sample.movie(1, owner: 2))
        #expect(movie.revision.number > before.number)
        #expect(try store.collectionRevision() == movie.revision)
        #expect(throws: MovieError.changeForbidden) {
            try Self.change(store, by: .owner(Self.id(1)), to: Sample.change(name: "x"))
        }
        // Each has one movie now, so a second one is one too many.
        let quota = MovieQuota(movies: 1, bytesPerDay: .max, at: Sample.now)
        for owner in 1...2 {
            #expect(throws: LimitReached.self) { try store.add(Sample.movie(9, owner: owner), within: quota) }
        }
        try store.remove(Self.movie, by: .owner(Self.id(2)), ifRevisionIn: nil)
        try store.add(Sample.movie(9, owner: 2), within: quota)
    }

    @Test(arguments: Backend.allCases) func onlyAnAdministratorHandsOverAndOnlyToAnAccount(backend: Backend) throws {
        let store = try Self.store(backend)
        let refusal = InvalidValue("added_by", "may be changed by administrators alone")
        #expect(throws: refusal) { try Self.change(store, by: .owner(Self.id(1)), to: Self.handOver(to: 2)) }
        #expect(throws: MovieError.changeForbidden) {
            try Self.change(store, by: .owner(Self.id(2)), to: Self.handOver(to: 3))
        }
        #expect(throws: MovieError.changeForbidden) {
            try Self.change(store, MovieID(Sample.objectID(9)), by: .owner(Self.id(1)), to: Self.handOver(to: 2))
        }
        #expect(throws: InvalidValue("added_by", "must be the id of an account")) {
            try Self.change(store, by: Self.administrator, to: Self.handOver(to: 9))
        }
        // What the movie has already changes nothing and is for its owner too.
        try Self.change(store, by: .owner(Self.id(1)), to: Self.handOver(to: 1))
        try Self.change(store, by: Self.administrator, to: Self.handOver(to: 1))
        #expect(try store.movie(Self.movie)?.movie == Sample.movie(1, owner: 1))
        // Before the revision is looked at.
        #expect(throws: refusal) {
            try Self.change(store, by: .owner(Self.id(1)), to: Self.handOver(to: 2), ifRevisionIn: [])
        }
    }
}
