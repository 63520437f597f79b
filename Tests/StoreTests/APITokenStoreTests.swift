import MovieBag
import Testing

@Suite struct APITokenStoreTests {
    private static func token(_ number: Int, account: Int = 1, seconds: Int64 = 600) throws -> APIToken {
        APIToken(
            id: APITokenID(Sample.objectID(number)), account: AccountID(Sample.objectID(account)),
            name: try DisplayName(Array("Token \(number)".utf8)), scope: .write, opened: Sample.now, used: Sample.now,
            expires: Sample.now + .seconds(seconds))
    }

    private static func fingerprint(_ number: Int) -> TokenFingerprint { TokenFingerprint(tokenID: "\(number)") }

    @Test(arguments: Backend.allCases) func itIsFoundUntilItExpiresOrIsRemovedByItsOwner(backend: Backend) throws {
        let storage = try backend.open()
        let store = storage.makeStore()
        for number in 1...2 { try store.add(try Sample.account(number)) }
        let token = try Self.token(5)
        try store.add(token, Self.fingerprint(5))
        #expect(try storage.makeForeignStore().apiToken(Self.fingerprint(5), at: Sample.now) == token)
        #expect(try store.apiToken(Self.fingerprint(5), at: token.expires) == nil)
        #expect(try store.apiToken(Self.fingerprint(6), at: Sample.now) == nil)
        let (ann, bob) = (AccountID(Sample.objectID(1)), AccountID(Sample.objectID(2)))
        #expect(try !store.remove(token.id, of: bob))
        #expect(try store.remove(token.id, of: ann) && !store.remove(token.id, of: ann))
        #expect(try store.apiToken(Self.fingerprint(5), at: Sample.now) == nil)
    }

    @Test(arguments: Backend.allCases) func anAccountHasFiftyAtMostOfThoseThatAreGood(backend: Backend) throws {
        let store = try backend.open().makeStore()
        try store.add(try Sample.account(1))
        for number in 1...50 {
            try store.add(try Self.token(number, seconds: number == 7 ? 1 : 600), Self.fingerprint(number))
        }
        #expect(throws: InvalidValue.self) { try store.add(try Self.token(51), Self.fingerprint(51)) }
        let later = APIToken(
            id: APITokenID(Sample.objectID(51)), account: AccountID(Sample.objectID(1)),
            name: try DisplayName(Array("a".utf8)), scope: .read, opened: Sample.now + .seconds(1),
            used: Sample.now + .seconds(1), expires: Sample.now + .seconds(600))
        try store.add(later, Self.fingerprint(51))
        let listed = try store.apiTokens(of: later.account, after: nil, limit: 100, at: Sample.now + .seconds(1))
        #expect(listed.map(\.id) == (1...51).filter { $0 != 7 }.map { APITokenID(Sample.objectID($0)) })
        let page = try store.apiTokens(of: later.account, after: listed[9].id, limit: 3, at: Sample.now)
        #expect(page.map(\.id) == listed[10...12].map(\.id))
    }

    @Test(arguments: Backend.allCases) func anAccountThatIsGoneGetsNone(backend: Backend) throws {
        let store = try backend.open().makeStore()
        #expect(throws: TokenError.invalid) { try store.add(try Self.token(1), Self.fingerprint(1)) }
    }

    @Test(arguments: Backend.allCases) func theyAreRemovedWhenTheyExpire(backend: Backend) throws {
        let store = try backend.open().makeStore()
        try store.add(try Sample.account(1))
        for number in 1...5 { try store.add(try Self.token(number), Self.fingerprint(number)) }
        #expect(try !store.removeExpired(at: Sample.now, limit: 2))
        let later = Sample.now + .seconds(600)
        while try store.removeExpired(at: later, limit: 2) {}
        // Looked for as if it were earlier, where rows that are there would be seen.
        #expect(try store.apiTokens(of: AccountID(Sample.objectID(1)), after: nil, limit: 9, at: Sample.now).isEmpty)
    }
}
