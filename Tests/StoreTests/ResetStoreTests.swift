import MovieBag
import Testing

@Suite struct ResetStoreTests {
    private static func storage(_ backend: Backend) throws -> any Storage {
        let storage = try backend.open()
        try storage.makeStore().add(Sample.account(1))
        return storage
    }

    @Test(arguments: Backend.allCases) func aResetIsPendingUntilItExpires(backend: Backend) throws {
        let store = try Self.storage(backend).makeStore()
        let reset = Sample.reset("r", account: 1, letter: 1, expires: 10)
        try store.begin(reset)
        let (fingerprint, account) = (reset.claims.fingerprint, reset.claims.account)
        #expect(try store.isPending(fingerprint, of: account, at: Sample.now + .seconds(9)))
        #expect(try !store.isPending(fingerprint, of: account, at: Sample.now + .seconds(10)))
        #expect(try !store.isPending(fingerprint, of: AccountID(Sample.objectID(2)), at: Sample.now))
        #expect(try !store.isPending(TokenFingerprint(tokenID: "other"), of: account, at: Sample.now))
    }

    @Test(arguments: Backend.allCases) func aWithdrawnResetIsVoidAtEveryTime(backend: Backend) throws {
        let store = try Self.storage(backend).makeStore()
        let (first, second) = (Sample.reset("a", account: 1, letter: 1), Sample.reset("b", account: 1, letter: 2))
        for reset in [first, second] { try store.begin(reset) }
        for _ in 0..<2 { try store.withdraw(first.claims.fingerprint) }
        #expect(try !store.isPending(first.claims.fingerprint, of: first.claims.account, at: Sample.now))
        #expect(throws: TokenError.invalid) {
            try store.complete(Sample.completion(of: first, password: "new hash", letter: 3))
        }
        #expect(try store.isPending(second.claims.fingerprint, of: second.claims.account, at: Sample.now))
    }

    @Test(arguments: Backend.allCases) func aResetSetsThePasswordAndEndsEverythingOlder(backend: Backend) throws {
        let store = try Self.storage(backend).makeStore()
        let account = try Sample.account(1)
        try store.open(Sample.session("s", account: 1), provenBy: account.password)
        let (first, second) = (Sample.reset("a", account: 1, letter: 1), Sample.reset("b", account: 1, letter: 2))
        try store.begin(first)
        try store.begin(second)
        try store.complete(Sample.completion(of: first, password: "new hash", letter: 3))

        #expect(try store.account(withEmail: account.email)?.password == PasswordHash(phcString: "new hash"))
        #expect(try !store.hasSession(TokenFingerprint(tokenID: "s"), of: account.id, at: Sample.now))
        #expect(try !store.isPending(first.claims.fingerprint, of: account.id, at: Sample.now))
        #expect(try !store.isPending(second.claims.fingerprint, of: account.id, at: Sample.now))
        for used in [first, second] {
            #expect(throws: TokenError.invalid) {
                try store.complete(Sample.completion(of: used, password: "newer hash", letter: 4))
            }
        }
        #expect(try store.account(withEmail: account.email)?.password == PasswordHash(phcString: "new hash"))
        let letters = try store.claimDue(at: Sample.now, limit: 9, leaseEnd: Sample.now + .seconds(60))
        #expect(letters.count == 3)
        #expect(letters.contains { $0.letter.content == .passwordChanged })
    }

    @Test(arguments: Backend.allCases) func ofManyUsesOfOneResetASingleOneSucceeds(backend: Backend) throws {
        let storage = try Self.storage(backend)
        for round in 0..<20 {
            let reset = Sample.reset("r\(round)", account: 1, letter: 1000 + round)
            try storage.makeStore().begin(reset)
            let results = try Race.run(16) { number in
                let store = number.isMultiple(of: 4) ? try storage.makeForeignStore() : storage.makeStore()
                try store.complete(
                    Sample.completion(of: reset, password: "\(round) \(number)", letter: 2000 + round * 16 + number))
            }
            #expect(results.filter { $0 == nil }.count == 1)
            #expect(results.compactMap { $0 as? TokenError } == Array(repeating: .invalid, count: 15))
        }
    }
}
