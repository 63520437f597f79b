import MovieBag
import Testing

/// What is kept of where log-ins come from.
@Suite struct LogInOriginTests {
    private func network(_ number: Int) throws -> ClientNetwork {
        try #require(ClientAddress("192.0.2.\(number)".utf8)).network
    }

    /// Logs an account in.
    private func logIn(
        _ account: Int, from network: Int, in store: any AccountStore, seconds: Int64 = 0, session: Int = 0
    ) throws {
        try store.open(
            LogIn(
                session: Sample.session(
                    "\(account) \(network) \(seconds) \(session)", account: account, opened: seconds),
                provenBy: PasswordHash(phcString: "hash \(account)"), from: try self.network(network),
                mostSessions: 50, recording: Sample.entry(.loggedIn)))
    }

    /// The last numbers of the networks and how many log-ins count for each, in order.
    private func origins(in store: any AccountStore, seconds: Int64 = 0) throws -> [[Int]] {
        try store.logInOrigins(at: Sample.now + .seconds(seconds))
            .map { [Int($0.network.bytes[15]), $0.logIns] }.sorted { $0.lexicographicallyPrecedes($1) }
    }

    @Test(arguments: Backend.allCases) func theLogInsOfAnAccountCountAsLongAsTheyComeFromOnePlace(backend: Backend)
        throws
    {
        let storage = try backend.open()
        let store = storage.makeStore()
        for account in 1...2 { try store.add(Sample.account(account)) }
        for session in 1...3 { try logIn(1, from: 1, in: store, session: session) }
        try logIn(2, from: 1, in: store)
        #expect(try origins(in: store) == [[1, 1], [1, 3]])
        #expect(try origins(in: storage.makeForeignStore()) == [[1, 1], [1, 3]])
        try logIn(1, from: 2, in: store)
        #expect(try origins(in: store) == [[1, 1], [2, 1]])
    }

    @Test(arguments: Backend.allCases) func aLogInThatOpensNoSessionDoesNotCount(backend: Backend) throws {
        let store = try backend.open().makeStore()
        try store.add(Sample.account(1))
        #expect(throws: AccountError.wrongCredentials) {
            try store.open(
                LogIn(
                    session: Sample.session("s", account: 1), provenBy: PasswordHash(phcString: "an older hash"),
                    from: try network(1), mostSessions: 50, recording: Sample.entry(.loggedIn)))
        }
        #expect(try origins(in: store) == [])
    }

    @Test(arguments: Backend.allCases) func sixteenAccountsHaveSeatsAndKeepThem(backend: Backend) throws {
        let store = try backend.open().makeStore()
        for account in 1...40 { try store.add(Sample.account(account)) }
        for account in 1...16 { try logIn(account, from: account == 1 ? 1 : 2, in: store) }
        // Others count for those who came from the same place, and from elsewhere for nothing.
        for account in 17...40 { try logIn(account, from: 2, in: store) }
        for account in 17...40 { try logIn(account, from: 3, in: store) }
        #expect(try origins(in: store) == [[1, 1]] + Array(repeating: [2, 1], count: 14) + [[2, 25]])
    }

    /// Beyond what the judgement asks for nothing is written, until there is something new to note.
    @Test(arguments: Backend.allCases) func fiftyLogInsFromOnePlaceAreEnough(backend: Backend) throws {
        let storage = try backend.open()
        let store = storage.makeStore()
        let day: Int64 = 24 * 3600
        for account in 1...17 { try store.add(Sample.account(account)) }
        for account in 2...16 { try logIn(account, from: 2, in: store) }
        for session in 1...60 { try logIn(1, from: 1, in: store, session: session) }
        try logIn(17, from: 1, in: store)
        let others = Array(repeating: [2, 1], count: 15)
        #expect(try origins(in: store) == [[1, 50]] + others)
        // A day later it is noted that the account still comes, else its seat would be given up in spite of that.
        try logIn(1, from: 1, in: store, seconds: day)
        #expect(try origins(in: store, seconds: day) == [[1, 51]] + others)
        #expect(try origins(in: store, seconds: 30 * day) == [[1, 51]])
        // One that comes when others have given their seats up takes one of those.
        try logIn(17, from: 1, in: store, seconds: 30 * day)
        #expect(try origins(in: store, seconds: 30 * day) == [[1, 1], [1, 51]])
        // Another place is noted at once.
        try logIn(1, from: 3, in: store, seconds: 30 * day)
        #expect(try origins(in: store, seconds: 30 * day) == [[1, 1], [3, 1]])
    }

    @Test(arguments: Backend.allCases) func aSeatIsGivenUpAfterThirtyDaysWithoutALogIn(backend: Backend) throws {
        let store = try backend.open().makeStore()
        let day: Int64 = 24 * 3600
        for account in 1...17 { try store.add(Sample.account(account)) }
        for account in 1...16 { try logIn(account, from: 1, in: store) }
        try logIn(1, from: 1, in: store, seconds: 10 * day)
        #expect(try origins(in: store, seconds: 30 * day - 1).count == 16)
        #expect(try origins(in: store, seconds: 30 * day) == [[1, 2]])
        try logIn(17, from: 2, in: store, seconds: 30 * day)
        #expect(try origins(in: store, seconds: 30 * day) == [[1, 2], [2, 1]])
    }

    @Test(arguments: Backend.allCases) func aLogInOfAClockThatWasAheadHoldsNoSeat(backend: Backend) throws {
        let store = try backend.open().makeStore()
        for account in 1...2 { try store.add(Sample.account(account)) }
        try logIn(1, from: 1, in: store, seconds: 10 * 365 * 24 * 3600)
        try logIn(2, from: 2, in: store)
        #expect(try origins(in: store) == [[2, 1]])
    }

    @Test(arguments: Backend.allCases) func anAccountThatIsRemovedGivesItsSeatUp(backend: Backend) throws {
        let storage = try backend.open()
        let store = storage.makeStore()
        try store.add(Sample.account(1))
        try logIn(1, from: 1, in: store)
        try storage.removeAccount(AccountID(Sample.objectID(1)))
        #expect(try origins(in: store) == [])
    }
}
