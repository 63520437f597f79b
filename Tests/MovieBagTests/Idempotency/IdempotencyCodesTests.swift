import Testing

@testable import MovieBag

@Suite struct IdempotencyCodesTests {
    private static let now = UnixTime(seconds: 1_800_000_000)

    private static func account(_ number: UInt8) throws -> AccountID {
        try #require(AccountID(bytes: Array(repeating: number, count: 12)))
    }

    private static func request(
        _ keys: TokenKeys, key: String = "k", account: UInt8 = 1, route: String = "POST /api/movies",
        body: String = "{}"
    ) throws -> IdempotentRequest {
        try IdempotencyCodes(keys: keys).request(
            IdempotencyKey(Array(key.utf8)), of: Self.account(account), route: route, body: Array(body.utf8), at: now)
    }

    @Test func theyAreCodesOfAllThatTheClientSent() throws {
        let keys = try TokenKeys(KeyRing(.numbered(1, "-", created: 0)), clock: FixedClock().clock)
        let request = try Self.request(keys)
        // Computed with Python's hmac: the purpose under the key, and under that "k" or "b", the account, the route, NUL, and the
        // key or the SHA-256 of the body.
        #expect(Self.hexadecimal(request.code) == "19ab163739ceca1dbb881407dffed276ddf6fea6582a6874b9a92b73951a1729")
        #expect(Self.hexadecimal(request.body) == "7b08f04cb9fe33f80ff28023e482507effdeb9e7d7fc2449f989f2d8f3736df3")
        #expect(request.time == Self.now && request.expires == UnixTime(seconds: 1_800_086_400))
    }

    @Test func eachPartMakesAnotherRequestOrAnotherBody() throws {
        let keys = try TokenKeys.test()
        let first = try Self.request(keys)
        for other in [
            try Self.request(keys, key: "l"), try Self.request(keys, account: 2),
            try Self.request(keys, route: "POST /api/imports"),
        ] {
            #expect(other.code != first.code)
        }
        let other = try Self.request(keys, body: "{} ")
        #expect(other.code == first.code && other.body != first.body)
        // The route ends where the key begins.
        let moved = try Self.request(keys, key: "sk", route: "POST /api/movie")
        #expect(moved.code != first.code)
    }

    @Test func keysThatAreAddedChangeNothing() throws {
        let keys = try TokenKeys(KeyRing(.numbered(1, "-", created: 0)), clock: FixedClock().clock)
        let codes = try IdempotencyCodes(keys: keys)
        func code() throws -> [UInt8] {
            try codes.request(
                IdempotencyKey([65]), of: Self.account(1), route: "POST /", body: [], at: Self.now
            ).code
        }
        let first = try code()
        try keys.replace(with: .ofThree())
        #expect(try code() == first)
        // Then requests from before are new ones.
        try keys.replace(with: KeyRing.ofThree().removing("-", at: UnixTime(seconds: 5000)))
        #expect(try code() != first)
    }

    private static func hexadecimal(_ bytes: [UInt8]) -> String {
        bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }
}
