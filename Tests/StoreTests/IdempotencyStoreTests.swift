import MovieBag
import Testing

@Suite("Requests that are done once")
struct IdempotencyStoreTests {
    private static let owner = AccountID(Sample.objectID(1))

    private static func store(_ backend: Backend) throws -> any Store {
        let store = try backend.open().makeStore()
        for number in 1...2 { try store.add(Sample.account(number)) }
        return store
    }

    private static func request(
        _ key: Int, body: UInt8 = 1, at time: UnixTime = Sample.now
    ) -> IdempotentRequest {
        let code = (0..<32).map { UInt8(truncatingIfNeeded: $0 < 8 ? key >> (8 * $0) : 0) }
        return IdempotentRequest(code: code, body: Array(repeating: body, count: 32), time: time)
    }

    /// Adds a movie; the response is its number.
    @discardableResult
    private static func add(
        _ number: Int, owner: Int = 1, name: String? = nil, imdb: String? = nil, once request: IdempotentRequest,
        within quota: MovieQuota = .unlimited, to store: any IdempotencyStore
    ) throws -> StoredResponse {
        try store.add(
            Sample.movie(number, owner: owner, name: name, imdb: imdb), within: quota, once: request
        ) { Array("movie \($0.movie.id.bytes[11])".utf8) }
    }

    private static func response(_ number: Int, isReplayed: Bool) -> StoredResponse {
        StoredResponse(bytes: Array("movie \(number)".utf8), isReplayed: isReplayed)
    }

    @Test(arguments: Backend.allCases) func theFirstResponseIsGivenAgain(backend: Backend) throws {
        let store = try Self.store(backend)
        #expect(try Self.add(1, once: Self.request(1), to: store) == Self.response(1, isReplayed: false))
        // Whatever the movie would be now, and though it is gone.
        #expect(try Self.add(2, once: Self.request(1), to: store) == Self.response(1, isReplayed: true))
        try store.remove(MovieID(Sample.objectID(1)), by: Self.owner)
        #expect(try Self.add(3, once: Self.request(1), to: store) == Self.response(1, isReplayed: true))
        #expect(try store.page(after: nil, limit: 9).movies.isEmpty)
        #expect(try Self.add(4, once: Self.request(2), to: store) == Self.response(4, isReplayed: false))
    }

    @Test(arguments: Backend.allCases) func anotherBodyIsRefused(backend: Backend) throws {
        let store = try Self.store(backend)
        try Self.add(1, once: Self.request(1), to: store)
        #expect(throws: IdempotencyKeyReused()) { try Self.add(2, once: Self.request(1, body: 2), to: store) }
        #expect(try store.page(after: nil, limit: 9).movies.count == 1)
        #expect(try Self.add(2, once: Self.request(1), to: store) == Self.response(1, isReplayed: true))
    }

    @Test(arguments: Backend.allCases) func aNameThatWasTakenStaysSo(backend: Backend) throws {
        let store = try Self.store(backend)
        try store.add(Sample.movie(1, owner: 1, imdb: "tt0000001"))
        #expect(throws: MovieError.nameTaken) {
            try Self.add(2, name: "Movie 1", once: Self.request(1), to: store)
        }
        #expect(throws: MovieError.imdbTaken) {
            try Self.add(2, imdb: "tt0000001", once: Self.request(2), to: store)
        }
        try store.remove(MovieID(Sample.objectID(1)), by: Self.owner)
        for (key, reason) in [(1, MovieError.nameTaken), (2, .imdbTaken)] {
            #expect(throws: RepeatedRefusal(reason)) { try Self.add(2, once: Self.request(key), to: store) }
        }
        #expect(try store.page(after: nil, limit: 9).movies.isEmpty)
    }

    /// 401 and 429: the same request may be done later.
    @Test(arguments: Backend.allCases) func otherRefusalsAreNotKept(backend: Backend) throws {
        let store = try Self.store(backend)
        let none = MovieQuota(movies: 0, bytesPerDay: .max, at: Sample.now)
        #expect(throws: LimitReached.self) { try Self.add(1, once: Self.request(1), within: none, to: store) }
        #expect(throws: TokenError.invalid) { try Self.add(1, owner: 9, once: Self.request(2), to: store) }
        #expect(try store.page(after: nil, limit: 9).movies.isEmpty)
        #expect(try Self.add(1, once: Self.request(1), to: store) == Self.response(1, isReplayed: false))
        #expect(try Self.add(2, once: Self.request(2), to: store) == Self.response(2, isReplayed: false))
    }

    @Test(arguments: Backend.allCases) func afterADayTheRequestIsANewOne(backend: Backend) throws {
        let store = try Self.store(backend)
        let day = Duration.seconds(86_400)
        try Self.add(1, once: Self.request(1), to: store)
        let last = Self.request(1, at: Sample.now + day + .seconds(-1))
        #expect(try Self.add(2, once: last, to: store) == Self.response(1, isReplayed: true))
        // Not swept yet.
        let next = Self.request(1, body: 2, at: Sample.now + day)
        #expect(try Self.add(2, once: next, to: store) == Self.response(2, isReplayed: false))
        #expect(try Self.add(3, once: next, to: store) == Self.response(2, isReplayed: true))
    }

    @Test(arguments: Backend.allCases) func thoseThatAreTooOldAreSwept(backend: Backend) throws {
        let store = try Self.store(backend)
        let end = Sample.now + .seconds(86_400)
        for key in 1...5 { try Self.add(key, once: Self.request(key), to: store) }
        #expect(try !store.removeExpired(at: end + .seconds(-1), limit: 2))
        #expect(try store.removeExpired(at: end, limit: 2))
        #expect(try store.removeExpired(at: end, limit: 2))
        #expect(try !store.removeExpired(at: end, limit: 2))
        // By a clock that was set back they are new ones, so they are gone.
        for key in 1...5 {
            #expect(throws: MovieError.nameTaken) { try Self.add(key, once: Self.request(key), to: store) }
        }
    }

    @Test(arguments: Backend.allCases) func anAccountHasTheLatestTenThousand(backend: Backend) throws {
        let store = try Self.store(backend)
        try Self.add(1, owner: 2, once: Self.request(20_000), to: store)
        for key in 1...10_002 {
            _ = try? Self.add(2, name: "Movie 1", once: Self.request(key), to: store)
        }
        for key in [3, 10_002] {
            #expect(throws: RepeatedRefusal(.nameTaken)) { try Self.add(2, once: Self.request(key), to: store) }
        }
        #expect(throws: MovieError.nameTaken) { try Self.add(2, name: "Movie 1", once: Self.request(2), to: store) }
        // Another account keeps what it has.
        let other = try Self.add(3, owner: 2, once: Self.request(20_000), to: store)
        #expect(other == Self.response(1, isReplayed: true))
    }

    @Test(arguments: Backend.allCases) func theyGoWithTheirAccount(backend: Backend) throws {
        let store = try Self.store(backend)
        for key in 1...40 { try Self.add(key, once: Self.request(key), to: store) }
        try Self.add(50, owner: 2, once: Self.request(50), to: store)
        let account = try Sample.account(1)
        try store.begin(
            Departure(
                account: account.id, email: account.email, movies: .delete, confirmedBy: nil, notices: nil,
                time: Sample.now,
                notice: { address in
                    OutboxMail(
                        id: OutboxMailID(Sample.objectID(90)), account: nil, to: address,
                        content: .notice(.accountDeleted), written: Sample.now)
                }, recording: Sample.entry(.accountDeleted, number: 90)))
        // Not given any more, and nothing is kept of an account that is gone.
        for key in [1, 60] {
            #expect(throws: TokenError.invalid) { try Self.add(key, once: Self.request(key), to: store) }
        }
        while try store.continueDepartures(limit: 7, within: .seconds(60)) {}
        // Codes that another account could not have show that no row is left.
        for key in 1...40 {
            let added = try Self.add(key, owner: 2, once: Self.request(key, body: 2), to: store)
            #expect(added == Self.response(key, isReplayed: false))
        }
        #expect(try Self.add(51, owner: 2, once: Self.request(50), to: store) == Self.response(50, isReplayed: true))
    }

    /// ASVS 2.3.4
    @Test(arguments: Backend.allCases) func oneOfManyAtOnceIsDone(backend: Backend) throws {
        let storage = try backend.open()
        try storage.makeStore().add(Sample.account(1))
        let errors = try Race.run(16) { number in
            let store = number % 2 == 0 ? storage.makeStore() : try storage.makeForeignStore()
            for key in 1...20 {
                // Each would be a movie of its own.
                let added = try Self.add(100 * key + number, once: Self.request(key), to: store)
                let again = try Self.add(100 * key + number + 50, once: Self.request(key), to: store)
                guard again == StoredResponse(bytes: added.bytes, isReplayed: true) else { throw NotTheSame() }
            }
        }
        #expect(errors.allSatisfy { $0 == nil }, "\(errors)")
        #expect(try storage.makeStore().page(after: nil, limit: 100).movies.count == 20)
    }

    private struct NotTheSame: Error {}
}
