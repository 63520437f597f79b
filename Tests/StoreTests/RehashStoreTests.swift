import MovieBag
import Testing

/// A password that is hashed anew while it opens a session.
@Suite struct RehashStoreTests {
    private func logIn(_ id: String, _ password: PasswordHash, renewed: String, in store: any AccountStore) throws {
        try store.open(
            LogIn(
                session: Sample.session(id, account: 1), provenBy: password,
                renewed: PasswordHash(phcString: renewed), from: .unknown, mostSessions: 50,
                recording: Sample.entry(.loggedIn)))
    }

    @Test(arguments: Backend.allCases) func theSamePasswordHashedAnewIsStoredWithItsSession(backend: Backend) throws {
        let store = try backend.open().makeStore()
        let account = try Sample.account(1)
        try store.add(account)
        try store.open(Sample.session("older", account: 1), provenBy: account.password)
        try logIn("s", account.password, renewed: "hash anew", in: store)
        #expect(try store.account(withEmail: account.email)?.password == PasswordHash(phcString: "hash anew"))
        for id in ["older", "s"] {
            #expect(try store.hasSession(TokenFingerprint(tokenID: id), of: account.id, at: Sample.now))
        }
        // Another log-in that was checked against the same hash comes too late.
        #expect(throws: AccountError.wrongCredentials) {
            try logIn("t", account.password, renewed: "hash anew once more", in: store)
        }
        #expect(try !store.hasSession(TokenFingerprint(tokenID: "t"), of: account.id, at: Sample.now))
    }

    @Test(arguments: Backend.allCases) func hashingAnewLeavesResetsAndTheirRepetitions(backend: Backend) throws {
        let store = try backend.open().makeStore()
        let account = try Sample.account(1)
        try store.add(account)
        let (used, pending) = (Sample.reset("a", account: 1, mail: 1), Sample.reset("b", account: 1, mail: 2))
        try store.begin(used)
        try store.complete(Sample.completion(of: used, password: "new hash", mail: 3))
        try store.begin(pending)
        try logIn("s", PasswordHash(phcString: "new hash"), renewed: "new hash, anew", in: store)
        let renewed = PasswordHash(phcString: "new hash, anew")
        #expect(try store.passwordSet(by: used.claims.fingerprint, of: account.id, at: Sample.now) == renewed)
        #expect(try store.isPending(pending.claims.fingerprint, of: account.id, at: Sample.now))
        // A real change after that forgets the repetition as before.
        try store.complete(Sample.completion(of: pending, password: "newer hash", mail: 4))
        #expect(try store.passwordSet(by: used.claims.fingerprint, of: account.id, at: Sample.now) == nil)
    }
}
