import MovieBag
import Testing

/// How many mails with links a client and all may ask for in an hour, and how many may wait.
@Suite struct LinkBudgetTests {
    private static func limits(perClient: Int = .max, perHour: Int = .max, mails: Int = .max) -> Limits {
        var limits = Limits.none
        (limits.linksPerClient, limits.linksPerHour, limits.outboxMails) = (perClient, perHour, mails)
        return limits
    }

    private static func client(_ number: Int) throws -> Client {
        Client(address: try #require(ClientAddress("10.\(number >> 16).\(number >> 8 & 255).\(number & 255)".utf8)))
    }

    private static func storage(_ backend: Backend) throws -> any TestedStorage {
        let storage = try backend.open()
        try storage.makeStore().add(Sample.account(1))
        return storage
    }

    /// Asks for a link from an address, for the account or, without a number, for none.
    private static func ask(
        _ number: Int?, from client: Client, seconds: Int64 = 0, _ limits: Limits, _ store: any Store
    ) throws -> Bool {
        let now = Sample.now + .seconds(seconds)
        let reset = number.map { Sample.reset("\($0)", account: 1, mail: $0, expires: 86_400) }
        try store.requireRoom(for: LinkRequest(from: client, at: now, link: nil), within: limits)
        return try store.begin(LinkRequest(from: client, at: now, link: reset), within: limits)
    }

    @Test(arguments: Backend.allCases) func aClientHasItsBudgetForAnHourFromItsFirstRequest(backend: Backend) throws {
        let storage = try Self.storage(backend)
        let (store, other) = (storage.makeStore(), try storage.makeForeignStore())
        let (limits, ann) = (Self.limits(perClient: 2), try Self.client(1))
        #expect(try Self.ask(1, from: ann, limits, store))
        // What is asked for in vain counts as well.
        #expect(try !Self.ask(nil, from: ann, seconds: 10, limits, other))
        for (seconds, wait) in [(10, 3590), (3599, 1)] as [(Int64, Int64)] {
            for number in [nil, 2] {
                #expect(throws: LimitReached(retryAfter: wait)) {
                    try Self.ask(number, from: ann, seconds: seconds, limits, other)
                }
            }
        }
        #expect(try Self.ask(3, from: Self.client(2), seconds: 10, limits, store))
        #expect(try Self.ask(4, from: ann, seconds: 3600, limits, store))
        #expect(try Self.ask(5, from: ann, seconds: 3600, limits, store))
        #expect(throws: LimitReached(retryAfter: 3600)) { try Self.ask(6, from: ann, seconds: 3600, limits, store) }
    }

    @Test(arguments: Backend.allCases) func aNetworkIsOneClientAndAProxyIsNone(backend: Backend) throws {
        let store = try Self.storage(backend).makeStore()
        let limits = Self.limits(perClient: 1)
        func address(_ text: String) throws -> ClientAddress { try #require(ClientAddress(text.utf8)) }
        #expect(try Self.ask(1, from: Client(address: address("2001:db8::1")), limits, store))
        #expect(throws: LimitReached.self) {
            try Self.ask(2, from: Client(address: address("2001:db8::2")), limits, store)
        }
        #expect(try Self.ask(3, from: Client(address: address("2001:db8:0:1::1")), limits, store))
        let proxy = Client(address: try address("10.0.0.5"), isIdentified: false)
        for number in 4...9 { #expect(try Self.ask(number, from: number < 7 ? proxy : .unidentified, limits, store)) }
    }

    @Test(arguments: Backend.allCases) func allTogetherHaveABudgetOfTheLinksThatAreMade(backend: Backend) throws {
        let store = try Self.storage(backend).makeStore()
        let limits = Self.limits(perHour: 2)
        for number in 1...5 { #expect(try !Self.ask(nil, from: Self.client(number), limits, store)) }
        #expect(try Self.ask(1, from: Self.client(1), seconds: 1, limits, store))
        #expect(try Self.ask(2, from: .unidentified, seconds: 2, limits, store))
        for number in [nil, 3] {
            #expect(throws: LimitReached(retryAfter: 3500)) {
                try Self.ask(number, from: Self.client(7), seconds: 100, limits, store)
            }
        }
        #expect(try Self.ask(4, from: Self.client(1), seconds: 3600, limits, store))
    }

    @Test(arguments: Backend.allCases) func theLongerWaitIsTheTrueOne(backend: Backend) throws {
        let store = try Self.storage(backend).makeStore()
        let limits = Self.limits(perClient: 1, perHour: 2)
        #expect(try Self.ask(1, from: Self.client(1), limits, store))
        #expect(try Self.ask(2, from: Self.client(2), seconds: 60, limits, store))
        #expect(throws: LimitReached(retryAfter: 3600)) {
            try Self.ask(3, from: Self.client(2), seconds: 60, limits, store)
        }
    }

    @Test(arguments: Backend.allCases) func afterTheClockWasSetBackNoClientWaitsLonger(backend: Backend) throws {
        let store = try Self.storage(backend).makeStore()
        let (limits, ann) = (Self.limits(perClient: 1), try Self.client(1))
        #expect(try Self.ask(1, from: ann, seconds: 1, limits, store))
        #expect(try Self.ask(2, from: ann, limits, store))
        #expect(throws: LimitReached(retryAfter: 3600)) { try Self.ask(3, from: ann, limits, store) }
    }

    @Test(arguments: Backend.allCases) func whatRacesForTheLastOneIsRefused(backend: Backend) throws {
        let storage = try Self.storage(backend)
        let (limits, ann) = (Self.limits(perClient: 5), try Self.client(1))
        let results = try Race.run(16) { number in
            let store = number.isMultiple(of: 2) ? storage.makeStore() : try storage.makeForeignStore()
            _ = try Self.ask(number + 1, from: ann, limits, store)
        }
        #expect(results.filter { $0 == nil }.count == 5)
        #expect(results.compactMap { $0 as? LimitReached }.count == 11)
    }

    /// Ten thousand clients are counted; the one with the fewest requests makes room for one more.
    @Test func noNumberOfAddressesFreesAClientThatHasUsedUpItsBudget() throws {
        let storage = try SQLiteStorage()
        let store = storage.makeStore()
        let (limits, ann) = (Self.limits(perClient: 2), try Self.client(1))
        for _ in 0..<2 { _ = try Self.ask(nil, from: ann, limits, store) }
        try storage.execute(
            """
            WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 9999)
            INSERT INTO link_budgets (client, ends, asked, made)
            SELECT CAST(printf('%016d', i) AS BLOB), \(Sample.now.seconds + 3600), 1, 0 FROM n
            """)
        for number in 2...30 { _ = try Self.ask(nil, from: Self.client(number), seconds: 1, limits, store) }
        #expect(throws: LimitReached(retryAfter: 3599)) { try Self.ask(nil, from: ann, seconds: 1, limits, store) }
        #expect(try storage.number("SELECT count(*) FROM link_budgets") == 10_001)
        // An hour later they are gone.
        _ = try Self.ask(nil, from: ann, seconds: 3601, limits, store)
        #expect(try storage.number("SELECT count(*) FROM link_budgets") == 2)
    }

    @Test(arguments: Backend.allCases) func aFullOutboxTakesNoLinkButNewsAndDeadLettersDoNotCount(backend: Backend)
        throws
    {
        let store = try Self.storage(backend).makeStore()
        let limits = Self.limits(mails: 2)
        for number in 1...2 { #expect(try Self.ask(number, from: .unidentified, limits, store)) }
        for number in [nil, 3] {
            #expect(throws: Overloaded("the outbox is full")) {
                try Self.ask(number, from: .unidentified, limits, store)
            }
        }
        let leased = try store.leaseDue(at: Sample.now, limit: 1, leaseEnd: Sample.now + .seconds(60))
        #expect(throws: Overloaded("the outbox is full")) { try Self.ask(4, from: .unidentified, limits, store) }
        try store.keepAsDeadLetter(leased[0], at: Sample.now, reason: "no such user")
        #expect(try Self.ask(5, from: .unidentified, limits, store))
        #expect(try store.retry(.allDead, at: Sample.now) == 1)
        #expect(throws: Overloaded.self) { try Self.ask(6, from: .unidentified, limits, store) }
        // A reset is done however full it is: its notice takes the place of links that are void now.
        let reset = Sample.reset("5", account: 1, mail: 5, expires: 86_400)
        try store.complete(Sample.completion(of: reset, password: "new hash", mail: 9))
        #expect(try Self.ask(7, from: .unidentified, limits, store))
        #expect(throws: Overloaded.self) { try Self.ask(8, from: .unidentified, limits, store) }
    }

    @Test(arguments: Backend.allCases) func mailsOfARemovedAccountDoNotCount(backend: Backend) throws {
        let storage = try Self.storage(backend)
        let (store, limits) = (storage.makeStore(), Self.limits(mails: 1))
        #expect(try Self.ask(1, from: .unidentified, limits, store))
        try storage.removeAccount(AccountID(Sample.objectID(1)))
        #expect(try !Self.ask(nil, from: .unidentified, limits, store))
    }

    @Test(arguments: Backend.allCases) func withoutLimitsNothingIsCounted(backend: Backend) throws {
        let store = try Self.storage(backend).makeStore()
        let ann = try Self.client(1)
        for number in 1...50 { #expect(try Self.ask(number, from: ann, .none, store)) }
        #expect(try Self.ask(51, from: ann, Self.limits(perClient: 1, perHour: 1), store))
    }
}
