import Cryptography
import MovieBag
import Testing
import Threads

@Suite struct TokenKeysTests {
    private let account = AccountID(.numbered(7))
    private let clock = FixedClock(seconds: 500)

    private func issuer(_ ring: KeyRing) throws -> (keys: TokenKeys, issuer: TokenIssuer) {
        let keys = try TokenKeys(ring, clock: clock.clock)
        return (keys, TokenIssuer(keys: keys, lifetimes: TokenLifetimes(access: 100_000, reset: 60)))
    }

    private func token(_ issuer: TokenIssuer) throws -> CompactToken {
        try issuer.sign(issuer.newClaims(.access, for: account, at: clock.clock.now))
    }

    private func header(of token: CompactToken) throws -> String {
        let text = try #require(token.bytes.split(separator: UInt8(ascii: ".")).first)
        return String(decoding: try #require(Base64URL.decode(text)), as: UTF8.self)
    }

    private func accepts(_ issuer: TokenIssuer, _ token: CompactToken) throws -> Bool {
        do {
            return try issuer.verify(token, as: .access, at: clock.clock.now).account == account
        } catch TokenError.invalid {
            return false
        }
    }

    @Test func theHeaderNamesTheKeyWhoseTurnItIs() throws {
        let (_, issuer) = try issuer(.ofThree())
        var tokens = [try token(issuer)]
        #expect(try header(of: tokens[0]) == #"{"alg":"HS256","typ":"JWT"}"#)
        for (name, step) in [("b", Int64(600)), ("c", 1000)] {
            clock.advance(step)
            tokens.append(try token(issuer))
            #expect(try header(of: #require(tokens.last)) == #"{"alg":"HS256","kid":"\#(name)","typ":"JWT"}"#)
        }
        for token in tokens { #expect(try accepts(issuer, token)) }
    }

    /// A process that has looked at the file knows a key before another one signs with it.
    @Test func aKeyVerifiesBeforeItSigns() throws {
        let (_, waiting) = try issuer(.ofThree())
        let (_, early) = try issuer(KeyRing(.numbered(3, "c", created: 0)))
        #expect(try accepts(waiting, token(early)))
    }

    @Test func aKeyThatIsGoneVerifiesNothing() throws {
        let (keys, issuer) = try issuer(.ofThree())
        let old = try token(issuer)
        clock.advance(600)
        let kept = try token(issuer)
        try keys.replace(with: keys.ring.removing("-", at: clock.clock.now))
        #expect(try !accepts(issuer, old))
        #expect(try accepts(issuer, kept))
    }

    /// The name selects a key, and proves nothing.
    @Test func anotherKeyUnderTheSameNameMakesNoToken() throws {
        let (_, issuer) = try issuer(.ofThree())
        for (number, name) in [(UInt8(2), "-"), (1, "b"), (9, "b"), (3, "b"), (2, "c"), (2, "d"), (2, "B"), (1, "bb")] {
            let (_, forger) = try self.issuer(KeyRing(.numbered(number, name, created: 0)))
            #expect(try !accepts(issuer, token(forger)), "\(number) \(name)")
        }
        let (_, good) = try self.issuer(KeyRing(.numbered(2, "b", created: 0)))
        #expect(try accepts(issuer, token(good)))
    }

    /// Threads that sign and verify while the keys are replaced see the old ones or the new ones, and both have the first.
    @Test func keysAreReplacedWhileTheyAreUsed() throws {
        let plain = try KeyRing(.numbered(1, "-", created: 0))
        let (keys, issuer) = try issuer(plain)
        let kept = try token(issuer)
        let isOver = Monitor(false)
        let refused = Monitor(0)
        let threads = try (0..<4).map { _ in
            try SystemThread(name: "uses keys") { [self] in
                while !isOver.withLock({ $0 }) {
                    let isGood = (try? accepts(issuer, kept) && accepts(issuer, token(issuer))) ?? false
                    if !isGood { refused.withLock { $0 += 1 } }
                }
            }
        }
        // Where the second key signs its token is refused by the ring without it, so it waits in both.
        let more = try plain.adding(.numbered(2, "b", created: 100_000))
        for _ in 0..<200 {
            try keys.replace(with: more)
            try keys.replace(with: plain)
        }
        isOver.withLock { $0 = true }
        for thread in threads { thread.join() }
        #expect(refused.withLock { $0 } == 0)
    }
}
