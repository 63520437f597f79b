import Mail
import MovieBag
import MovieBagSQLite
import Testing

/// Tokens made by another implementation (Python's hmac and hashlib) with the key of the tests, for the first account
/// of a world, and with the token id "fixture". The service cannot make those with other hashes.
@Suite("Tokens of another implementation")
struct ForeignTokenTests {
    private static let accessClaims =
        "eyJpc3MiOiJtb3ZpZS1iYWciLCJzdWIiOiI2ODRlZTE4MDAwMDAwMDAwMDAwMDAwMDEiLCJpZGVudGl0eSI6IjY4NGVlMTgw"
        + "MDAwMDAwMDAwMDAwMDAwMSIsInR5cGUiOiJhY2Nlc3MiLCJmcmVzaCI6ZmFsc2UsImlhdCI6MTc1MDAwMDAwMCwibmJmIjox"
        + "NzUwMDAwMDAwLCJleHAiOjE3NTA2MDQ4MDAsImp0aSI6ImZpeHR1cmUifQ"
    private static let resetClaims =
        "eyJpc3MiOiJtb3ZpZS1iYWciLCJzdWIiOiI2ODRlZTE4MDAwMDAwMDAwMDAwMDAwMDEiLCJpZGVudGl0eSI6IjY4NGVlMTgw"
        + "MDAwMDAwMDAwMDAwMDAwMSIsInR5cGUiOiJyZXNldCIsImZyZXNoIjpmYWxzZSwiaWF0IjoxNzUwMDAwMDAwLCJuYmYiOjE3"
        + "NTAwMDAwMDAsImV4cCI6MTc1MDA4NjQwMCwianRpIjoiZml4dHVyZSJ9"

    private static let goodAccess =
        "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9." + accessClaims
        + ".C2s2gtr_qbgjFliwy4kZcO5CAI2ZXMTVEozJOnBiylA"
    private static let otherAccess = [
        "eyJhbGciOiJIUzM4NCIsInR5cCI6IkpXVCJ9." + accessClaims
            + ".QA_k34wP-Yr3IgIsBb3saGikJqzKzwJWekY5rTfbr-26xJMgoXs9bs972oLsr1Wb",
        "eyJhbGciOiJIUzUxMiIsInR5cCI6IkpXVCJ9." + accessClaims
            + ".CK402avzfVYTpoOzwp-657iM8g3j9E5ZcbU92tx3KSXAgiS1o-k5USMg2Y78_xpHiCLL-0Z_H1jdwA0kMOzx6g",
    ]

    private static let goodReset =
        "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9." + resetClaims
        + ".Nt1CRUbCRVJD0bLRxgmYp673Ko2CnUWHOD9KlN2bD5c"
    private static let otherReset = [
        "eyJhbGciOiJIUzM4NCIsInR5cCI6IkpXVCJ9." + resetClaims
            + ".s9VvQyBCAaA3M5vgchC3kLKfRZbuXnqHxPZY-GQ3Bed_6Q-DbGcFrS6SLvLDjgJM",
        "eyJhbGciOiJIUzUxMiIsInR5cCI6IkpXVCJ9." + resetClaims
            + ".SClPpx7Mh721E5SKmXBYQn7-r1zaAKusmQYevTbE75UXPoggReWVKSmnvkQosqtyeOgJ-IAqIDIHMJ5BEUX-sg",
    ]

    @Test func goodOnesAreGoodAndOtherHashesAreRefused() throws {
        try withWorld { world in
            let user = try world.addUser()
            try world.register(user)
            for token in Self.otherAccess + Self.otherReset {
                let call = Call("DELETE", "/api/movies/\(Route.nobody)", token: token)
                try expect(try world.send(call), is: .badAccessToken)
                try expect(try world.reset(token, password: "another horse"), is: .badToken)
            }
            // The same claims, the same key: only the hash was wrong.
            #expect(try world.accepts(Self.goodAccess))
            #expect(try world.reset(Self.goodReset, password: "another horse").status == 200)
            try world.takeConfirmation(for: user)
        }
    }
}

extension World {
    /// Keeps the traces that the fixed tokens would have left.
    fileprivate func register(_ user: User) throws {
        let address = try #require(EmailAddress(user.email))
        let account = try #require(try service.store.account(withEmail: address))
        let fingerprint = TokenFingerprint(tokenID: "fixture")
        try service.store.open(
            LogIn(
                session: Session(
                    fingerprint: fingerprint, account: account.id, kind: .api, opened: clock.now,
                    expires: UnixTime(seconds: TestClock.start + 604_800)),
                provenBy: account.password, from: .unknown, mostSessions: 50,
                recording: AuditEntry(
                    id: try #require(AuditEntryID(hexadecimal: Array(Route.nobody.utf8)[...])), kind: .loggedIn,
                    account: account.id)))
        let claims = TokenClaims(
            account: account.id, purpose: .reset, issued: TestClock.start, expires: TestClock.start + 86_400,
            id: "fixture")
        let mail = try #require(OutboxMailID(hexadecimal: Array(Route.nobody.utf8)[...]))
        let reset = PendingLink(
            claims: claims,
            mail: OutboxMail(id: mail, account: account.id, content: .reset(claims), written: clock.now))
        _ = try service.store.begin(LinkRequest(from: .unidentified, at: clock.now, link: reset), within: .none)
        _ = try takeReset(for: user)
    }
}
