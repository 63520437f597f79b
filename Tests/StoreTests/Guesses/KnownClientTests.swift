import MovieBag
import Testing

/// Which clients count as known to an account, as rows.
@Suite struct KnownClientTests {
    private let storage: SQLiteStorage
    private let store: any Store
    private let account: Account

    init() throws {
        storage = try SQLiteStorage()
        store = storage.makeStore()
        account = try Sample.account(1)
        try store.add(account)
    }

    private func logIn(from number: UInt8?, at seconds: Int64) throws {
        let network = number.flatMap { ClientNetwork(bytes: Array(repeating: $0, count: 16)) }
        try store.open(
            LogIn(
                session: Sample.session("\(seconds)", account: 1, opened: seconds, expires: seconds + 60),
                provenBy: account.password, from: network ?? .unknown, mostSessions: 50,
                guess: Guess(
                    own: nil, common: nil, client: nil, account: account.id, isOfAccount: true, network: network,
                    mostBuckets: 9),
                recording: Sample.entry(.loggedIn)))
    }

    private func known() throws -> [Int64] {
        [
            try storage.number("SELECT count(*) FROM known_clients"),
            try storage.number("SELECT max(last) - 1800000000 FROM known_clients"),
        ]
    }

    @Test func aLogInIsNotedOnceADay() throws {
        try logIn(from: 1, at: 0)
        #expect(try known() == [1, 0])
        try logIn(from: 1, at: 24 * 3600 - 1)
        #expect(try known() == [1, 0])
        try logIn(from: 1, at: 24 * 3600)
        #expect(try known() == [1, 24 * 3600])
        try logIn(from: 2, at: 24 * 3600 + 1)
        #expect(try known() == [2, 24 * 3600 + 1])
    }

    @Test func aClientThatIsNotIdentifiedIsNone() throws {
        try logIn(from: nil, at: 0)
        #expect(try known() == [0, 0])
    }

    @Test func aHundredAreKeptAndTheOneThatLoggedInFirstGoes() throws {
        for number in 1...120 as ClosedRange<UInt8> { try logIn(from: number, at: Int64(number)) }
        #expect(try known() == [100, 120])
        #expect(try storage.number("SELECT min(last) - 1800000000 FROM known_clients") == 21)
    }

    @Test func whoSetsAPasswordThroughALinkIsKnownFromThenOn() throws {
        let reset = Sample.reset("r", account: 1, mail: 1)
        try store.begin(reset)
        let completion = Sample.completion(of: reset, password: "new", mail: 2)
        try store.complete(
            CompletedReset(
                fingerprint: completion.fingerprint, account: completion.account, password: completion.password,
                mail: completion.mail, time: completion.time,
                from: ClientNetwork(bytes: Array(repeating: 5, count: 16)), recording: completion.entry))
        #expect(try known() == [1, 0])
    }

    /// A time of the future is from before the clock was set right.
    @Test func aTimeOfTheFutureIsReplaced() throws {
        try logIn(from: 1, at: 10 * 24 * 3600)
        try logIn(from: 1, at: 0)
        #expect(try known() == [1, 0])
    }
}
