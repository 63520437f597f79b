import Testing

@testable import MovieBag

@Suite struct DerivedCodesTests {
    private let message = Array("ann@example.org".utf8)[...]

    private func codes(_ keys: TokenKeys, _ purpose: StaticString = "movie-bag test 1") throws -> DerivedCodes {
        try DerivedCodes(keys: keys, purpose: purpose)
    }

    @Test func theyAreMadeWithAKeyOfTheOldest() throws {
        let keys = try TokenKeys(.ofThree(), clock: FixedClock().clock)
        let code = try codes(keys).authenticationCode(for: message)
        // Computed with Python's hmac, twice: the purpose under the oldest key, and the message under that.
        #expect(
            code.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
                == "74aa80a980b1051df7160f9bba7f5a6ebc8569f03a60df76db3111ec1e65db6d")
    }

    @Test func keysThatAreAddedChangeNothingAndTheOldestIsFollowed() throws {
        let keys = try TokenKeys(KeyRing(.numbered(1, "-", created: 0)), clock: FixedClock().clock)
        let followed = try codes(keys)
        let first = try followed.authenticationCode(for: message)
        try keys.replace(with: .ofThree())
        #expect(try followed.authenticationCode(for: message) == first)
        try keys.replace(with: KeyRing.ofThree().removing("-", at: UnixTime(seconds: 5000)))
        let second = try followed.authenticationCode(for: message)
        #expect(second != first)
        #expect(try codes(keys).authenticationCode(for: message) == second)
        try keys.replace(with: .ofThree())
        #expect(try followed.authenticationCode(for: message) == first)
    }

    @Test func everyPurposeHasCodesOfItsOwn() throws {
        let keys = try TokenKeys.test()
        let one = try codes(keys).authenticationCode(for: message)
        #expect(try codes(keys, "movie-bag test 2").authenticationCode(for: message) != one)
    }
}
