import Cryptography
import MovieBag
import SQLite
import Testing

/// How many guesses a storage lets through, and what it forgets when there are too many.
@Suite struct GuessStoreTests {
    private let now = Sample.now

    private func bucket(_ number: UInt8, _ burst: Int, isOfAccount: Bool = true) -> GuessBucket {
        GuessBucket(
            key: Array(repeating: number, count: 16), burst: burst, interval: 60_000, isOfAccount: isOfAccount)
    }

    private func guess(
        own: GuessBucket? = nil, common: GuessBucket? = nil, client: GuessBucket? = nil, isOfAccount: Bool = true,
        most: Int = 1_000_000
    ) -> Guess {
        Guess(
            own: own, common: common, client: client, account: AccountID(Sample.objectID(1)), isOfAccount: isOfAccount,
            network: network, mostBuckets: most)
    }

    private let network = ClientNetwork(bytes: Array(repeating: 7, count: 16))

    private func isCounted(_ guess: Guess, _ store: any Store, at now: UnixTime = Sample.now) throws -> Bool {
        do {
            try store.count(guess, at: now, recording: Sample.entry(.logInFailed))
            return true
        } catch is LimitReached {
            return false
        }
    }

    private func isRefusedNow(_ guess: Guess, _ store: any Store, at now: UnixTime) throws -> Bool {
        do {
            try store.requireRoom(for: guess, at: now)
            return false
        } catch is LimitReached {
            return true
        }
    }

    @Test(arguments: Backend.allCases) func theFullestBucketDecidesAndSaysWhen(backend: Backend) throws {
        let store = try backend.open().makeStore()
        let guess = guess(own: bucket(1, 2), common: bucket(2, 3), client: bucket(3, 4))
        for _ in 0..<2 { #expect(try isCounted(guess, store)) }
        #expect(throws: LimitReached(retryAfter: 60, account: AccountID(Sample.objectID(1)))) {
            try store.requireRoom(for: guess, at: now)
        }
        #expect(try !isCounted(guess, store))
        try store.requireRoom(for: guess, at: now + .seconds(60))
        // What was refused counted nowhere.
        for expected in [true, false] { #expect(try isCounted(self.guess(common: bucket(2, 3)), store) == expected) }
        // A log keeps apart whose account it is.
        #expect(throws: LimitReached(retryAfter: 60)) {
            try store.requireRoom(for: self.guess(own: bucket(1, 2), isOfAccount: false), at: now)
        }
    }

    @Test(arguments: Backend.allCases) func ofManyAtOnceInTwoProcessesExactlyAsManyAreCounted(backend: Backend) throws {
        let storage = try backend.open()
        let guess = guess(own: bucket(1, 10))
        let errors = try Race.run(64) { number in
            let store = try number % 2 == 0 ? storage.makeStore() : storage.makeForeignStore()
            try store.count(guess, at: Sample.now, recording: Sample.entry(.logInFailed, number: number + 1))
        }
        #expect(errors.count { $0 == nil } == 10)
        #expect(errors.allSatisfy { $0 == nil || $0 is LimitReached })
        #expect(try storage.makeStore().records(AuditQuery(limit: 100)).count == 10)
    }

    @Test(arguments: Backend.allCases) func aWrongPasswordIsRecordedExactlyWhenItIsCounted(backend: Backend) throws {
        let store = try backend.open().makeStore()
        let guess = guess(own: bucket(1, 3))
        for number in 1...5 {
            try? store.count(guess, at: now, recording: Sample.entry(.logInFailed, number: number))
        }
        #expect(try store.records(AuditQuery(limit: 100)).map { Int($0.id.bytes[11]) } == [3, 2, 1])
    }

    @Test(arguments: Backend.allCases) func aKnownClientIsNotHeldUpByWhatOthersGuess(backend: Backend) throws {
        let storage = try backend.open()
        let store = storage.makeStore()
        let account = try Sample.account(1)
        try store.add(account)
        let guess = guess(own: bucket(1, 2), common: bucket(2, 1), client: bucket(3, 9, isOfAccount: false))
        func logIn(_ name: String, at seconds: Int64) throws {
            try store.open(
                LogIn(
                    session: Sample.session(name, account: 1, opened: seconds, expires: seconds + 9_000_000),
                    provenBy: account.password, from: .unknown, mostSessions: 50, guess: guess,
                    recording: Sample.entry(.loggedIn)))
        }
        try logIn("first", at: 0)
        #expect(try isCounted(self.guess(common: bucket(2, 1)), store))
        // Its own bucket holds two all the same.
        for expected in [true, true, false] { #expect(try isCounted(guess, store) == expected) }
        // So a right one is refused too, and nothing is done.
        #expect(throws: LimitReached.self) { try logIn("second", at: 1) }
        #expect(try store.session(TokenFingerprint(tokenID: "second"), of: account.id, at: now) == nil)

        // After 90 days without a log-in it is a stranger.
        let day: Int64 = 24 * 3600
        let strangers = self.guess(common: bucket(2, 1))
        for (days, isRefused) in [(90 * day - 1, false), (90 * day, true)] {
            let time = now + .seconds(days)
            _ = try isCounted(strangers, store, at: time)
            #expect(try isRefusedNow(guess, store, at: time) == isRefused)
        }
    }

    @Test(arguments: Backend.allCases) func bucketsWithoutAnAccountMakeRoomFirstTheEmptiestOfThem(backend: Backend)
        throws
    {
        let storage = try backend.open()
        let store = storage.makeStore()
        let most = 6
        // Two of accounts, then a flood of others.
        for number in 1...2 as ClosedRange<UInt8> {
            #expect(try isCounted(guess(own: bucket(number, 1), most: most), store))
        }
        for number in 3...200 as ClosedRange<UInt8> {
            let stranger = guess(common: bucket(number, 1, isOfAccount: false), isOfAccount: false, most: most)
            #expect(try isCounted(stranger, store, at: now + .milliseconds(Int(number))))
        }
        func isKept(_ number: UInt8) throws -> Bool {
            try isRefusedNow(guess(own: bucket(number, 1)), store, at: now + .milliseconds(300))
        }
        #expect(try (1...200).filter { try isKept($0) } == [1, 2, 197, 198, 199, 200])
        // Accounts make room when nothing else is left.
        for number in 201...210 as ClosedRange<UInt8> {
            #expect(
                try isCounted(guess(own: bucket(number, 1), most: most), store, at: now + .milliseconds(Int(number))))
        }
        #expect(try (1...210).filter { try isKept($0) } == [205, 206, 207, 208, 209, 210])
    }

    @Test(arguments: Backend.allCases) func emptyBucketsAndClientsThatStayedAwayAreRemovedInParts(backend: Backend)
        throws
    {
        let store = try backend.open().makeStore()
        let account = try Sample.account(1)
        try store.add(account)
        try store.open(
            LogIn(
                session: Sample.session("s", account: 1), provenBy: account.password, from: .unknown, mostSessions: 50,
                guess: guess(own: bucket(99, 1)), recording: Sample.entry(.loggedIn)))
        for number in 1...5 as ClosedRange<UInt8> {
            #expect(try isCounted(guess(own: bucket(number, 1, isOfAccount: number > 3), most: 5), store))
        }
        #expect(try !store.removeEmptyBuckets(at: now + .milliseconds(59_999), limit: 2))
        let end = now + .seconds(60)
        #expect(try store.removeEmptyBuckets(at: end, limit: 2))
        #expect(try !store.removeEmptyBuckets(at: end, limit: 2))
        #expect(try !store.removeEmptyBuckets(at: end, limit: 2))
        // So there is room again without anything that gives way.
        for number in 1...5 as ClosedRange<UInt8> {
            #expect(try isCounted(guess(own: bucket(number, 1), most: 5), store, at: end))
        }
        #expect(try (1...5).allSatisfy { try !isCounted(guess(own: bucket($0, 1), most: 5), store, at: end) })
        let later = now + KnownClients.keptFor
        #expect(try !store.removeEmptyBuckets(at: later, limit: 9))
        #expect(try !store.removeEmptyBuckets(at: later, limit: 9))
    }

    /// The number that bounds the table is kept beside it.
    @Test func theCountIsThatOfTheRows() throws {
        let storage = try SQLiteStorage()
        let store = storage.makeStore()
        for number in 1...9 as ClosedRange<UInt8> {
            for _ in 0..<2 { _ = try isCounted(guess(own: bucket(number, 2), most: 7), store) }
        }
        #expect(try storage.number("SELECT count(*) FROM guesses") == 7)
        #expect(try storage.number("SELECT buckets FROM guess_count") == 7)
        _ = try store.removeEmptyBuckets(at: now + .seconds(120), limit: 4)
        #expect(try storage.number("SELECT count(*) FROM guesses") == 3)
        #expect(try storage.number("SELECT buckets FROM guess_count") == 3)
    }
}
