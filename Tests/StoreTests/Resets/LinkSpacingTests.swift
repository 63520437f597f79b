import MovieBag
import Testing

/// How many good links an account has, and how far apart they are made.
@Suite struct LinkSpacingTests {
    /// A quarter of it is a minute and a half.
    private static let lifetime: Int64 = 360

    private static func storage(_ backend: Backend) throws -> any TestedStorage {
        let storage = try backend.open()
        for number in 1...2 { try storage.makeStore().add(Sample.account(number)) }
        return storage
    }

    private static func reset(_ number: Int, seconds: Int64 = 0, account: Int = 1) -> PendingLink {
        let (account, now) = (AccountID(Sample.objectID(account)), Sample.now + .seconds(seconds))
        let claims = TokenClaims(
            account: account, purpose: .reset, issued: now.seconds, expires: now.seconds + lifetime, id: "\(number)")
        return PendingLink(
            claims: claims,
            mail: OutboxMail(
                id: OutboxMailID(Sample.objectID(number)), account: account, content: .reset(claims), written: now))
    }

    /// Asks for the link of a number.
    private static func ask(_ number: Int, seconds: Int64 = 0, account: Int = 1, _ store: any Store)
        throws
        -> Bool
    {
        let reset = reset(number, seconds: seconds, account: account)
        return try store.begin(
            LinkRequest(from: .unidentified, at: reset.mail.written, link: reset), within: Limits())
    }

    /// The numbers of the links that are good.
    private static func good(
        seconds: Int64 = 0, among numbers: ClosedRange<Int> = 1...9, _ store: any Store
    )
        throws
        -> [Int]
    {
        try numbers.filter {
            try store.isPending(
                TokenFingerprint(tokenID: "\($0)"), of: AccountID(Sample.objectID(1)),
                at: Sample.now + .seconds(seconds))
        }
    }

    /// The numbers of the mails that wait, in order.
    private static func mails(_ store: any Store) throws -> [OutboxMailID] {
        var ids: [OutboxMailID] = []
        try store.forEachMail { ids.append($0.id) }
        return ids
    }

    @Test(arguments: Backend.allCases) func threeAreMadeAtOnceAndNoMore(backend: Backend) throws {
        let store = try Self.storage(backend).makeStore()
        #expect(try (1...5).map { try Self.ask($0, store) } == [true, true, true, false, false])
        #expect(try Self.good(store) == [1, 2, 3])
        #expect(try Self.mails(store) == [1, 2, 3].map { OutboxMailID(Sample.objectID($0)) })
        #expect(try Self.ask(6, account: 2, store), "another account has its own")
    }

    /// ASVS 2.4.2
    @Test(arguments: Backend.allCases) func oneMoreIsMadeWhenTheNewestIsOldAndMakesTheOldestVoid(backend: Backend)
        throws
    {
        let store = try Self.storage(backend).makeStore()
        for number in 1...3 { #expect(try Self.ask(number, seconds: Int64(number), store)) }
        #expect(try !Self.ask(4, seconds: 92, store))
        #expect(try Self.ask(5, seconds: 93, store))
        #expect(try Self.good(seconds: 93, store) == [2, 3, 5])
        #expect(try !Self.ask(6, seconds: 94, store))
        #expect(try Self.ask(7, seconds: 183, store))
        #expect(try Self.good(seconds: 183, store) == [3, 5, 7])
        // Void links are not mailed, and refused like used ones.
        #expect(try Self.mails(store) == [3, 5, 7].map { OutboxMailID(Sample.objectID($0)) })
        #expect(throws: TokenError.invalid) {
            try store.complete(Sample.completion(of: Self.reset(1), password: "new hash", mail: 8))
        }
    }

    @Test(arguments: Backend.allCases) func usedAndExpiredLinksDoNotCount(backend: Backend) throws {
        let store = try Self.storage(backend).makeStore()
        for number in 1...3 { #expect(try Self.ask(number, store)) }
        #expect(try (4...7).map { try Self.ask($0, seconds: Self.lifetime, store) } == [true, true, true, false])
        #expect(try Self.good(seconds: Self.lifetime, store) == [4, 5, 6])
        try store.complete(Sample.completion(of: Self.reset(4), password: "new hash", mail: 8))
        #expect(try Self.mails(store) == [OutboxMailID(Sample.objectID(8))])
        #expect(try Self.ask(9, seconds: Self.lifetime, store))
    }

    @Test(arguments: Backend.allCases) func linksOfAClockThatWasAheadAreTheFirstToGo(backend: Backend) throws {
        let store = try Self.storage(backend).makeStore()
        let year: Int64 = 365 * 24 * 3600
        for number in 1...3 { #expect(try Self.ask(number, seconds: year, store)) }
        for number in 4...6 { #expect(try Self.ask(number, seconds: Int64(number) * 90, store), "\(number)") }
        #expect(try !Self.ask(7, seconds: 6 * 90, store))
        #expect(try Self.good(seconds: 6 * 90, store) == [4, 5, 6])
    }

    @Test(arguments: Backend.allCases) func howeverManyAskAtOnceThreeAreMade(backend: Backend) throws {
        let storage = try Self.storage(backend)
        let refused = try Race.run(16) { number in
            let store = number.isMultiple(of: 2) ? storage.makeStore() : try storage.makeForeignStore()
            guard try Self.ask(number + 1, store) else { throw TokenError.invalid }
        }
        #expect(refused.filter { $0 == nil }.count == 3)
        #expect(refused.compactMap { $0 as? TokenError }.count == 13)
        let store = storage.makeStore()
        #expect(try Self.good(among: 1...16, store).count == 3)
        #expect(try Self.mails(store).count == 3)
    }

    @Test func theSpacingIsAQuarterOfTheLifetimeAndAtMostOfAnHour() {
        #expect([1, 3, 8, 3600, 7200, 86_400].map { Limits.linkSpacing(lifetime: $0) } == [1, 1, 2, 900, 900, 900])
    }
}
