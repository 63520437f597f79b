import Cryptography
import MovieBag
import Testing

@Suite struct TokenIssuerTests {
    private let account = AccountID(.numbered(7))
    private let now = UnixTime(seconds: 1_800_000_000)

    @Test(arguments: [TokenPurpose.access, .reset]) func aTokenComesBackAsItWasMade(purpose: TokenPurpose) throws {
        let issuer = try TokenIssuer.test()
        let claims = issuer.newClaims(purpose, for: account, at: now)
        #expect(claims.expires == 1_800_000_000 + (purpose == .access ? 600 : 60))
        #expect(try issuer.verify(issuer.sign(claims), as: purpose, at: now) == claims)
    }

    @Test func aTokenForOnePurposeIsRefusedForTheOther() throws {
        let issuer = try TokenIssuer.test()
        let access = try issuer.sign(issuer.newClaims(.access, for: account, at: now))
        let reset = try issuer.sign(issuer.newClaims(.reset, for: account, at: now))
        #expect(throws: TokenError.invalid) { try issuer.verify(access, as: .reset, at: now) }
        #expect(throws: TokenError.invalid) { try issuer.verify(reset, as: .access, at: now) }
    }

    @Test func aTokenEndsAtTheSecondItNames() throws {
        let issuer = try TokenIssuer.test()
        let token = try issuer.sign(issuer.newClaims(.reset, for: account, at: now))
        _ = try issuer.verify(token, as: .reset, at: UnixTime(seconds: 1_800_000_059))
        #expect(throws: TokenError.expired) {
            try issuer.verify(token, as: .reset, at: UnixTime(seconds: 1_800_000_060))
        }
    }

    @Test func onlyAGenuineTokenIsReportedAsExpired() throws {
        let issuer = try TokenIssuer.test()
        let claims = issuer.newClaims(.reset, for: account, at: now)
        let token = try issuer.sign(claims)
        let late = UnixTime(seconds: 1_900_000_000)
        var expired: [TokenClaims] = []
        #expect(throws: TokenError.expired) {
            try issuer.verify(token, as: .reset, at: late) { expired.append($0) }
        }
        #expect(expired == [claims])
        let forged = CompactToken(Array(token.bytes.dropLast()))
        #expect(throws: TokenError.invalid) {
            try issuer.verify(forged, as: .reset, at: late) { expired.append($0) }
        }
        #expect(throws: TokenError.invalid) {
            try issuer.verify(token, as: .access, at: late) { expired.append($0) }
        }
        _ = try issuer.verify(token, as: .reset, at: now) { expired.append($0) }
        #expect(expired == [claims])
    }

    @Test func theWrongPurposeComesBeforeTheTime() throws {
        let issuer = try TokenIssuer.test()
        let token = try issuer.sign(issuer.newClaims(.reset, for: account, at: now))
        #expect(throws: TokenError.invalid) {
            try issuer.verify(token, as: .access, at: UnixTime(seconds: 1_900_000_000))
        }
    }

    @Test func aClockMayBeFiveSecondsBehind() throws {
        let issuer = try TokenIssuer.test()
        let token = try issuer.sign(issuer.newClaims(.access, for: account, at: now))
        _ = try issuer.verify(token, as: .access, at: UnixTime(seconds: 1_799_999_995))
        #expect(throws: TokenError.invalid) {
            try issuer.verify(token, as: .access, at: UnixTime(seconds: 1_799_999_994))
        }
    }

    @Test func anotherKeyMakesNoToken() throws {
        let other = TokenIssuer(
            keys: try .test(SecretBytes(Array(repeating: 1, count: 32))),
            lifetimes: TokenLifetimes(access: 600, reset: 60))
        let token = try other.sign(other.newClaims(.access, for: account, at: now))
        #expect(throws: TokenError.invalid) { try TokenIssuer.test().verify(token, as: .access, at: now) }
    }

    @Test func everyTokenIsAnotherOne() throws {
        let issuer = try TokenIssuer.test()
        let ids = Set((0..<1000).map { _ in issuer.newClaims(.access, for: account, at: now).id })
        #expect(ids.count == 1000)
        #expect(ids.allSatisfy { $0.utf8.count == 22 })
    }

    @Test func aTokenCannotBePrinted() throws {
        let issuer = try TokenIssuer.test()
        let token = try issuer.sign(issuer.newClaims(.access, for: account, at: now))
        var dumped = ""
        dump(token, to: &dumped)
        #expect(!"\(token)\(String(reflecting: token))\(dumped)".contains("eyJ"))
    }

    @Test func theFingerprintIsTheHashOfTheTokenID() {
        let claims = TokenClaims(account: account, purpose: .reset, issued: 0, expires: 1, id: "abc")
        // SHA-256 of "abc" (FIPS 180-2, appendix B.1).
        #expect(
            claims.fingerprint.bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
                == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
    }
}
