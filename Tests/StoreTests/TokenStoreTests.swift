import MovieBag
import Testing

@Suite struct TokenStoreTests {
    @Test(arguments: Backend.allCases) func whatExpiredIsGoneAtEveryTimeAndNothingElse(backend: Backend) throws {
        let store = try backend.open().makeStore()
        let account = try Sample.account(1)
        try store.add(account)
        try store.open(Sample.session("short", account: 1, expires: 10), provenBy: account.password)
        try store.open(Sample.session("long", account: 1, expires: 11), provenBy: account.password)
        let (short, long) = (
            Sample.reset("short", account: 1, mail: 1, expires: 10),
            Sample.reset("long", account: 1, mail: 2, expires: 11)
        )
        for reset in [short, long] { try store.begin(reset) }

        #expect(try !store.removeExpired(at: Sample.now + .seconds(9), limit: 5))
        #expect(try store.hasSession(TokenFingerprint(tokenID: "short"), of: account.id, at: Sample.now))
        #expect(try !store.removeExpired(at: Sample.now + .seconds(10), limit: 5))
        #expect(try !store.hasSession(TokenFingerprint(tokenID: "short"), of: account.id, at: Sample.now))
        #expect(try store.hasSession(TokenFingerprint(tokenID: "long"), of: account.id, at: Sample.now))
        #expect(try !store.isPending(short.claims.fingerprint, of: account.id, at: Sample.now))
        #expect(try store.isPending(long.claims.fingerprint, of: account.id, at: Sample.now))
    }

    @Test(arguments: Backend.allCases) func noMoreGoAtOnceThanAllowed(backend: Backend) throws {
        let store = try backend.open().makeStore()
        let account = try Sample.account(1)
        try store.add(account)
        for number in 0..<5 {
            try store.open(Sample.session("s\(number)", account: 1, expires: 10), provenBy: account.password)
            try store.begin(Sample.reset("r\(number)", account: 1, mail: number + 1, expires: 10))
        }
        let end = Sample.now + .seconds(10)
        #expect(try store.removeExpired(at: end, limit: 2))
        #expect(try store.removeExpired(at: end, limit: 2))
        #expect(try !store.removeExpired(at: end, limit: 2))
        for number in 0..<5 {
            #expect(try !store.hasSession(TokenFingerprint(tokenID: "s\(number)"), of: account.id, at: Sample.now))
        }
    }
}
