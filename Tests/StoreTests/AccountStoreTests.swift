import Mail
import MovieBag
import Testing

@Suite struct AccountStoreTests {
    @Test(arguments: Backend.allCases) func anAccountIsFoundWithoutRegardToCase(backend: Backend) throws {
        let store = try backend.open().makeStore()
        try store.add(Sample.account(1, email: "Ann.O'Neil@Example.org"))
        let found = try store.account(withEmail: #require(EmailAddress("ann.o'neil@example.ORG")))
        #expect(found?.id == AccountID(Sample.objectID(1)))
        #expect(found?.email.text == "Ann.O'Neil@Example.org")
        #expect(found?.password == PasswordHash(phcString: "hash 1"))
        let password = try store.password(ofEmail: #require(EmailAddress("ann.o'neil@example.ORG")))
        #expect(password?.account == found?.id)
        #expect(password?.hash == found?.password)
        #expect(try store.password(ofEmail: #require(EmailAddress("ann@example.org")))?.account == nil)
        #expect(try store.account(withEmail: #require(EmailAddress("ann@example.org"))) == nil)
    }

    @Test(arguments: Backend.allCases) func anAddressBelongsToOneAccountWhateverItsCase(backend: Backend) throws {
        let store = try backend.open().makeStore()
        try store.add(Sample.account(1, email: "ann@example.org"))
        #expect(throws: AccountError.emailTaken) { try store.add(Sample.account(2, email: "ANN@example.org")) }
    }

    @Test(arguments: Backend.allCases) func ofManySignUpsAtOnceOneWins(backend: Backend) throws {
        let storage = try backend.open()
        let results = try Race.run(8) { number in
            let store = number.isMultiple(of: 2) ? storage.makeStore() : try storage.makeForeignStore()
            try store.add(Sample.account(number + 1, email: number < 4 ? "ann@example.org" : "ANN@EXAMPLE.ORG"))
        }
        #expect(results.filter { $0 == nil }.count == 1)
        #expect(results.compactMap { $0 as? AccountError } == Array(repeating: .emailTaken, count: 7))
    }

    @Test(arguments: Backend.allCases) func aSessionIsThereUntilItExpires(backend: Backend) throws {
        let store = try backend.open().makeStore()
        let account = try Sample.account(1)
        try store.add(account)
        try store.add(Sample.account(2))
        try store.open(Sample.session("s", account: 1, expires: 10), provenBy: account.password)
        let fingerprint = TokenFingerprint(tokenID: "s")
        #expect(try store.hasSession(fingerprint, of: account.id, at: Sample.now + .seconds(9)))
        #expect(try !store.hasSession(fingerprint, of: account.id, at: Sample.now + .seconds(10)))
        #expect(try !store.hasSession(fingerprint, of: AccountID(Sample.objectID(2)), at: Sample.now))
        #expect(try !store.hasSession(TokenFingerprint(tokenID: "t"), of: account.id, at: Sample.now))
    }

    @Test(arguments: Backend.allCases) func anEndedSessionIsOverAtEveryTime(backend: Backend) throws {
        let store = try backend.open().makeStore()
        let account = try Sample.account(1)
        try store.add(account)
        for id in ["s", "t"] { try store.open(Sample.session(id, account: 1), provenBy: account.password) }
        for _ in 0..<2 { try store.end(TokenFingerprint(tokenID: "s")) }
        #expect(try !store.hasSession(TokenFingerprint(tokenID: "s"), of: account.id, at: Sample.now))
        #expect(try store.hasSession(TokenFingerprint(tokenID: "t"), of: account.id, at: Sample.now))
    }

    @Test(arguments: Backend.allCases) func aLoginThatAResetOvertookOpensNoSession(backend: Backend) throws {
        let store = try backend.open().makeStore()
        try store.add(Sample.account(1))
        #expect(throws: AccountError.wrongCredentials) {
            try store.open(Sample.session("s", account: 1), provenBy: PasswordHash(phcString: "an older hash"))
        }
        #expect(throws: AccountError.wrongCredentials) {
            try store.open(Sample.session("s", account: 5), provenBy: PasswordHash(phcString: "hash 5"))
        }
    }

    @Test(arguments: Backend.allCases) func whatIsStoredIsSeenByOtherProcesses(backend: Backend) throws {
        let storage = try backend.open()
        let account = try Sample.account(1)
        let other = try storage.makeForeignStore()
        let store = storage.makeStore()
        try store.add(account)
        #expect(try other.account(withEmail: account.email)?.id == account.id)
        try store.open(Sample.session("s", account: 1), provenBy: account.password)
        #expect(try other.hasSession(TokenFingerprint(tokenID: "s"), of: account.id, at: Sample.now))
    }

    @Test(arguments: Backend.allCases) func anAccountTakesEverythingOfItsAlong(backend: Backend) throws {
        let storage = try backend.open()
        let store = storage.makeStore()
        let account = try Sample.account(1)
        try store.add(account)
        try store.add(Sample.movie(1, owner: 1))
        try store.open(Sample.session("s", account: 1), provenBy: account.password)
        let reset = Sample.reset("r", account: 1, mail: 1)
        try store.begin(reset)
        try storage.removeAccount(account.id)
        #expect(try store.movie(MovieID(Sample.objectID(1))) == nil)
        #expect(try !store.hasSession(TokenFingerprint(tokenID: "s"), of: account.id, at: Sample.now))
        #expect(try !store.isPending(reset.claims.fingerprint, of: account.id, at: Sample.now))
        #expect(try store.nextDue() == nil)
        #expect(throws: TokenError.invalid) { try store.add(Sample.movie(2, owner: 1)) }
    }
}
