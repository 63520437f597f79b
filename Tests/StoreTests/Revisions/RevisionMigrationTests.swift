import MovieBag
import Testing

/// A database that was made before movies had revisions.
@Suite("Versions for the movies of an older database")
struct RevisionMigrationTests {
    private static let owner = AccountID(Sample.objectID(1))

    /// A database of the first revision, which holds an account and as many movies and mails.
    private static func olderStorage(movies: Int, mails: Int = 0) throws -> SQLiteStorage {
        let storage = try SQLiteStorage()
        let store = storage.makeStore()
        try store.add(Sample.account(1))
        for number in 0..<mails { try store.begin(Sample.reset("\(number)", account: 1, mail: number + 1)) }
        for number in 0..<movies { try store.add(Sample.movie(number + 1, owner: 1)) }
        try storage.execute(
            """
            \(OlderSchema.two)
            DROP TRIGGER movies_added;
            DROP TRIGGER movies_changed;
            DROP TRIGGER movies_removed;
            DROP VIEW next_version;
            DROP TABLE collection;
            ALTER TABLE movies DROP COLUMN version;
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
        let read = try #require(try store.movie(movie.id)).revision
        #expect(throws: MovieError.revisionMismatch) {
            try store.change(movie.id, by: Self.owner, to: Sample.change(name: "New"), ifRevisionIn: [])
        }
        try store.change(movie.id, by: Self.owner, to: Sample.change(name: "New"), ifRevisionIn: [read])
        let changed = try #require(try store.movie(movie.id))
        #expect(changed.movie == (try Sample.movie(1, owner: 1, name: "New")))
        #expect(changed.revision.number > read.number)
        #expect(throws: MovieError.revisionMismatch) {
            try store.remove(movie.id, by: Self.owner, ifRevisionIn: [read])
        }
        try store.remove(movie.id, by: Self.owner, ifRevisionIn: [changed.revision])
        #expect(try store.movie(movie.id) == nil)
    }

    @Test func itsCollectionHasAVersionThatRises() throws {
        let store = try Self.olderStorage(movies: 1).makeForeignStore()
        var revisions = [try store.collectionRevision().number]
        #expect(revisions[0] > 0)
        #expect(try store.page(after: nil, limit: 5).revision == Revision(revisions[0]))
        try store.add(Sample.movie(2, owner: 1))
        revisions.append(try store.collectionRevision().number)
        #expect(try store.movie(MovieID(Sample.objectID(2)))?.revision == Revision(revisions[1]))
        try store.remove(MovieID(Sample.objectID(1)), by: Self.owner)
        revisions.append(try store.collectionRevision().number)
        #expect(revisions == revisions.sorted())
        #expect(Set(revisions).count == 3)
    }

    @Test func itsMoviesDoNotHaveTheVersionThatAnotherOlderDatabaseWouldGive() throws {
        let store = try Self.olderStorage(movies: 1).makeForeignStore()
        #expect(try store.movie(MovieID(Sample.objectID(1)))?.revision == store.collectionRevision())
    }

    @Test func itsMailsGoOnBeingDeliveredInTurn() throws {
        let store = try Self.olderStorage(movies: 0, mails: 40).makeForeignStore()
        var limits = Limits.none
        limits.outboxMails = 40
        let asked = LinkRequest(from: .unidentified, at: Sample.now, link: nil)
        #expect(throws: Overloaded.self) { try store.requireRoom(for: asked, within: limits) }
        try store.add(Sample.account(2))
        try store.begin(Sample.reset("of another", account: 2, mail: 2000))
        var delivered: [OutboxMailID] = []
        while let mail = try store.leaseDue(
            at: Sample.now, limit: 1, leaseEnd: Sample.now + .seconds(60)
        ).first {
            try store.remove(mail)
            delivered.append(mail.mail.id)
        }
        #expect(delivered.count == 41)
        #expect(delivered.prefix(3).contains(OutboxMailID(Sample.objectID(2000))))
        try store.requireRoom(for: asked, within: limits)
    }

    @Test func itsLinksAreGoodAndTheFirstToGo() throws {
        let storage = try Self.olderStorage(movies: 0, mails: 5)
        let store = try storage.makeForeignStore()
        let account = AccountID(Sample.objectID(1))
        func good() throws -> [String] {
            try ["0", "1", "2", "3", "4", "5"].filter {
                try store.isPending(TokenFingerprint(tokenID: $0), of: account, at: Sample.now)
            }
        }
        #expect(try good().count == 5)
        let next = LinkRequest(
            from: .unidentified, at: Sample.now, link: Sample.reset("5", account: 1, mail: 6))
        #expect(try store.begin(next, within: Limits()))
        #expect(try good().count == 3 && good().contains("5"))
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
