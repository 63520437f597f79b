import MovieBag
import Testing

@Suite struct ResetStoreTests {
    private static func storage(_ backend: Backend) throws -> any TestedStorage {
        let storage = try backend.open()
        try storage.makeStore().add(Sample.account(1))
        return storage
    }

    @Test(arguments: Backend.allCases) func aResetIsPendingUntilItExpires(backend: Backend) throws {
        let store = try Self.storage(backend).makeStore()
        let reset = Sample.reset("r", account: 1, mail: 1, expires: 10)
        try store.begin(reset)
        let (fingerprint, account) = (reset.claims.fingerprint, reset.claims.account)
        #expect(try store.isPending(fingerprint, of: account, at: Sample.now + .seconds(9)))
        #expect(try !store.isPending(fingerprint, of: account, at: Sample.now + .seconds(10)))
        #expect(try !store.isPending(fingerprint, of: AccountID(Sample.objectID(2)), at: Sample.now))
        #expect(try !store.isPending(TokenFingerprint(tokenID: "other"), of: account, at: Sample.now))
    }

    @Test(arguments: Backend.allCases) func aWithdrawnResetIsVoidAtEveryTime(backend: Backend) throws {
        let store = try Self.storage(backend).makeStore()
        let (first, second) = (Sample.reset("a", account: 1, mail: 1), Sample.reset("b", account: 1, mail: 2))
        for reset in [first, second] { try store.begin(reset) }
        for _ in 0..<2 { try store.withdraw(first.claims.fingerprint) }
        #expect(try !store.isPending(first.claims.fingerprint, of: first.claims.account, at: Sample.now))
        #expect(throws: TokenError.invalid) {
            try store.complete(Sample.completion(of: first, password: "new hash", mail: 3))
        }
        #expect(try store.isPending(second.claims.fingerprint, of: second.claims.account, at: Sample.now))
    }

    @Test(arguments: Backend.allCases) func aResetSetsThePasswordAndEndsEverythingOlder(backend: Backend) throws {
        let store = try Self.storage(backend).makeStore()
        let account = try Sample.account(1)
        try store.open(Sample.session("s", account: 1), provenBy: account.password)
        let (first, second) = (Sample.reset("a", account: 1, mail: 1), Sample.reset("b", account: 1, mail: 2))
        try store.begin(first)
        try store.begin(second)
        try store.complete(Sample.completion(of: first, password: "new hash", mail: 3))

        #expect(try store.account(withEmail: account.email)?.password == PasswordHash(phcString: "new hash"))
        #expect(try !store.hasSession(TokenFingerprint(tokenID: "s"), of: account.id, at: Sample.now))
        #expect(try !store.isPending(first.claims.fingerprint, of: account.id, at: Sample.now))
        #expect(try !store.isPending(second.claims.fingerprint, of: account.id, at: Sample.now))
        for used in [first, second] {
            #expect(throws: TokenError.invalid) {
                try store.complete(Sample.completion(of: used, password: "newer hash", mail: 4))
            }
        }
        #expect(try store.account(withEmail: account.email)?.password == PasswordHash(phcString: "new hash"))
        let mails = try store.leaseDue(at: Sample.now, limit: 9, leaseEnd: Sample.now + .seconds(60))
        #expect(mails.map(\.mail.content) == [.notice(.passwordReset)], "links that are void are not mailed")
    }

    @Test(arguments: Backend.allCases) func aUsedResetMayBeRepeatedAFewTimesForAWhile(backend: Backend) throws {
        let storage = try Self.storage(backend)
        let store = storage.makeStore()
        let reset = Sample.reset("r", account: 1, mail: 1)
        let (fingerprint, account) = (reset.claims.fingerprint, reset.claims.account)
        func password(_ seconds: Int64) throws -> PasswordHash? {
            try store.passwordSet(by: fingerprint, of: account, at: Sample.now + .seconds(seconds))
        }
        try store.begin(reset)
        #expect(try password(0) == nil, "it is not used yet")
        #expect(try !store.takeRepetition(of: fingerprint, at: Sample.now))
        try store.complete(Sample.completion(of: reset, password: "new hash", mail: 2))

        for seconds in [0, 1, 599] as [Int64] { #expect(try password(seconds) == PasswordHash(phcString: "new hash")) }
        // Ten minutes later, or with a clock that was set back.
        for seconds in [600, 601, -1] as [Int64] { #expect(try password(seconds) == nil, "\(seconds)") }
        #expect(try store.passwordSet(by: fingerprint, of: AccountID(Sample.objectID(2)), at: Sample.now) == nil)
        #expect(try !store.takeRepetition(of: fingerprint, at: Sample.now + .seconds(600)))
        let taken = try Race.run(8) { _ in
            guard try storage.makeForeignStore().takeRepetition(of: fingerprint, at: Sample.now) else {
                throw TokenError.invalid
            }
        }
        #expect(taken.filter { $0 == nil }.count == 3)
        #expect(try password(0) == nil, "none is left")
    }

    @Test(arguments: Backend.allCases) func aUsedResetIsForgottenWithItsPasswordAndAfterItsTime(backend: Backend) throws
    {
        let store = try Self.storage(backend).makeStore()
        let (first, second) = (Sample.reset("a", account: 1, mail: 1), Sample.reset("b", account: 1, mail: 2))
        try store.begin(first)
        try store.complete(Sample.completion(of: first, password: "new hash", mail: 3))
        try store.begin(second)
        try store.complete(Sample.completion(of: second, password: "newer hash", mail: 4))
        #expect(try store.passwordSet(by: first.claims.fingerprint, of: first.claims.account, at: Sample.now) == nil)
        let later = Sample.now + .seconds(599)
        #expect(try !store.removeExpired(at: later, limit: 5))
        #expect(try store.passwordSet(by: second.claims.fingerprint, of: second.claims.account, at: later) != nil)
        #expect(try !store.removeExpired(at: Sample.now + .seconds(600), limit: 5))
        #expect(try store.passwordSet(by: second.claims.fingerprint, of: second.claims.account, at: later) == nil)
    }

    @Test(arguments: Backend.allCases) func anAccountHasItsAddress(backend: Backend) throws {
        let store = try Self.storage(backend).makeStore()
        let account = try Sample.account(1)
        #expect(try store.emailAddress(of: account.id) == account.email)
        #expect(try store.emailAddress(of: AccountID(Sample.objectID(2))) == nil)
    }

    @Test(arguments: Backend.allCases) func ofManyUsesOfOneResetASingleOneSucceeds(backend: Backend) throws {
        let storage = try Self.storage(backend)
        for round in 0..<20 {
            let reset = Sample.reset("r\(round)", account: 1, mail: 1000 + round)
            try storage.makeStore().begin(reset)
            let results = try Race.run(16) { number in
                let store = number.isMultiple(of: 4) ? try storage.makeForeignStore() : storage.makeStore()
                try store.complete(
                    Sample.completion(of: reset, password: "\(round) \(number)", mail: 2000 + round * 16 + number))
            }
            #expect(results.filter { $0 == nil }.count == 1)
            #expect(results.compactMap { $0 as? TokenError } == Array(repeating: .invalid, count: 15))
        }
    }
}
