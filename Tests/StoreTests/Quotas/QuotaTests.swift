import MovieBag
import Testing

@Suite("What an account may have and write")
struct QuotaTests {
    private static let owner = AccountID(Sample.objectID(1))
    private static let midnight = UnixTime(seconds: 20_000 * 86_400)

    private static func store(_ backend: Backend) throws -> any MovieStore {
        let store = try backend.open().makeStore()
        for number in 1...2 { try store.add(Sample.account(number)) }
        return store
    }

    private static func quota(
        movies: Int = .max, bytes: Int = .max, at time: UnixTime = midnight
    ) -> MovieQuota {
        MovieQuota(movies: movies, bytesPerDay: bytes, at: time)
    }

    /// "Movie 1", ["Somebody"] and ["Drama","Horror"].
    private static let size = 7 + 12 + 18

    @Test(arguments: Backend.allCases) func moviesAreCountedUntilTheyAreRemoved(backend: Backend) throws {
        let store = try Self.store(backend)
        let quota = Self.quota(movies: 2)
        for number in 1...2 { try store.add(Sample.movie(number, owner: 1), within: quota) }
        for _ in 1...3 {
            #expect(throws: LimitReached(retryAfter: 86_400, account: Self.owner, isOfMovies: true)) {
                try store.add(Sample.movie(3, owner: 1), within: quota)
            }
        }
        #expect(try store.movie(MovieID(Sample.objectID(3))) == nil)
        // Another account has a quota of its own, and a change needs no place.
        try store.add(Sample.movie(4, owner: 2), within: quota)
        try store.change(
            MovieID(Sample.objectID(1)), by: Self.owner, to: Sample.change(name: "New"), ifRevisionIn: nil,
            within: quota
        )
        try store.remove(MovieID(Sample.objectID(1)), by: Self.owner, ifRevisionIn: nil)
        try store.add(Sample.movie(3, owner: 1), within: quota)
        #expect(throws: LimitReached.self) { try store.add(Sample.movie(5, owner: 1), within: quota) }
    }

    @Test(arguments: Backend.allCases) func whatIsRefusedOtherwiseIsNotCounted(backend: Backend) throws {
        let store = try Self.store(backend)
        let quota = Self.quota(movies: 2, bytes: 2 * Self.size)
        try store.add(Sample.movie(1, owner: 1), within: quota)
        for _ in 1...3 {
            #expect(throws: MovieError.nameTaken) {
                try store.add(Sample.movie(2, owner: 1, name: "Movie 1"), within: quota)
            }
        }
        #expect(throws: MovieError.removalForbidden) {
            try store.remove(MovieID(Sample.objectID(1)), by: AccountID(Sample.objectID(2)), ifRevisionIn: nil)
        }
        try store.add(Sample.movie(2, owner: 1), within: quota)
        #expect(throws: LimitReached.self) { try store.add(Sample.movie(3, owner: 1), within: quota) }
    }

    @Test(arguments: Backend.allCases) func bytesAreCountedUntilTheDayIsOver(backend: Backend) throws {
        let store = try Self.store(backend)
        let evening = Self.midnight + .seconds(86_400 - 100)
        let quota = Self.quota(bytes: 3 * Self.size, at: evening)
        for number in 1...3 { try store.add(Sample.movie(number, owner: 1), within: quota) }
        #expect(throws: LimitReached(retryAfter: 100, account: Self.owner)) {
            try store.add(Sample.movie(4, owner: 1), within: quota)
        }
        // Removing gives nothing back: it was written.
        try store.remove(MovieID(Sample.objectID(3)), by: Self.owner, ifRevisionIn: nil)
        #expect(throws: LimitReached.self) { try store.add(Sample.movie(4, owner: 1), within: quota) }
        try store.add(Sample.movie(5, owner: 2), within: quota)

        // The Retry-After was true, to the second.
        let last = Self.quota(bytes: 3 * Self.size, at: evening + .seconds(99))
        #expect(throws: LimitReached(retryAfter: 1, account: Self.owner)) {
            try store.add(Sample.movie(4, owner: 1), within: last)
        }
        let next = Self.quota(bytes: 3 * Self.size, at: evening + .seconds(100))
        for number in [4, 6, 7] { try store.add(Sample.movie(number, owner: 1), within: next) }
        #expect(throws: LimitReached(retryAfter: 86_400, account: Self.owner)) {
            try store.add(Sample.movie(8, owner: 1), within: next)
        }
    }

    @Test(arguments: Backend.allCases) func aChangeCountsAsTheWholeMovie(backend: Backend) throws {
        let store = try Self.store(backend)
        let quota = Self.quota(bytes: 3 * Self.size)
        let id = MovieID(Sample.objectID(1))
        try store.add(Sample.movie(1, owner: 1), within: quota)
        // As long as before.
        for name in ["Movie 2", "Movie 3"] {
            try store.change(id, by: Self.owner, to: Sample.change(name: name), ifRevisionIn: nil, within: quota)
        }
        #expect(throws: LimitReached(retryAfter: 86_400, account: Self.owner)) {
            try store.change(id, by: Self.owner, to: Sample.change(name: "x"), ifRevisionIn: nil, within: quota)
        }
        #expect(try store.movie(id)?.movie.name.utf8 == Array("Movie 3".utf8))
        // Refused for another reason first.
        #expect(throws: MovieError.changeForbidden) {
            try store.change(
                id, by: AccountID(Sample.objectID(2)), to: Sample.change(name: "x"), ifRevisionIn: nil, within: quota)
        }
    }

    @Test(arguments: Backend.allCases) func aClockThatWasSetBackKeepsNoAccountOut(backend: Backend) throws {
        let store = try Self.store(backend)
        let ahead = Self.quota(bytes: Self.size, at: Self.midnight + .seconds(30 * 86_400))
        try store.add(Sample.movie(1, owner: 1), within: ahead)
        #expect(throws: LimitReached.self) { try store.add(Sample.movie(2, owner: 1), within: ahead) }
        try store.add(Sample.movie(2, owner: 1), within: Self.quota(bytes: Self.size))
    }

    @Test(arguments: Backend.allCases) func noAccountGetsMoreByAskingManyTimesAtOnce(backend: Backend) throws {
        let storage = try backend.open()
        try storage.makeStore().add(Sample.account(1))
        let results = try Race.run(8) { thread in
            let store = thread.isMultiple(of: 2) ? storage.makeStore() : try storage.makeForeignStore()
            for number in 0..<10 {
                do {
                    try store.add(Sample.movie(100 * thread + number + 1, owner: 1), within: Self.quota(movies: 15))
                } catch is LimitReached {}
            }
        }
        #expect(results.allSatisfy { $0 == nil })
        #expect(try storage.makeStore().page(after: nil, limit: 100).movies.count == 15)
    }
}
