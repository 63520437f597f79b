import Mail
import MovieBag
import Testing
import Web

/// A site that does not tell which addresses have accounts.
@Suite struct HiddenAccountTests {
    static let hiding = Arrangement(signUp: SignUpPolicy(hidesAccounts: true))

    @Test func itRequiresProof() {
        #expect(SignUpPolicy(hidesAccounts: true).requiresProof && !SignUpPolicy().requiresProof)
    }

    /// Status, fields and body are the same, but for an identifier that is of nothing.
    /// ASVS 6.3.8
    @Test func knownAndUnknownAddressesAreAnsweredAlike() throws {
        try withWorld(Self.hiding) { (world) throws in
            #expect(try world.verify(try world.proofToken("ann@example.org")).status == 200)
            let known = try Self.calls("ann@example.org").map { try world.send($0) }
            let unknown = try Self.calls("bob@example.org").map { try world.send($0) }
            #expect(known.map(\.status) == [200, 401, 200, 200])
            for (one, other) in zip(known, unknown) {
                #expect(one.status == other.status)
                #expect(one.fields.map(\.name) == other.fields.map(\.name))
                #expect(one.lastingFields.map(\.value) == other.lastingFields.map(\.value))
            }
            #expect(zip(known, unknown).dropFirst().allSatisfy { $0.text == $1.text })
            let id = try #require(try world.account("ann@example.org")).id.description
            for response in [known[0], unknown[0]] {
                let given = try response.member("id")
                #expect(given.count == 24 && given != id)
            }
            _ = try world.takeMails()
        }
    }

    private static func calls(_ email: String) -> [Call] {
        [
            .signUp(email, "another horse"),
            Call("POST", "/api/auth/login", json: credentials(email, "wrong horse")),
            Call("POST", "/api/auth/forgot", json: #"{"email":\#(quoted(email))}"#),
            Call("POST", "/api/auth/verify/resend", json: #"{"email":\#(quoted(email))}"#),
        ]
    }

    /// How many notices some sign-ups send.
    private static func notices(_ world: World) throws -> Int {
        for _ in 0..<3 {
            let response = try world.signUp("ANN@example.org")
            #expect(response.status == 200)
        }
        let mails = try world.takeMails()
        #expect(mails.allSatisfy { $0.recipient.text == "ann@example.org" })
        #expect(mails.allSatisfy { $0.mail.content == .notice(.knownSignUp) })
        return mails.count
    }

    @Test func theOwnerIsToldOnceADay() throws {
        try withWorld(Self.hiding) { (world) throws in
            #expect(try world.verify(try world.proofToken("ann@example.org")).status == 200)
            #expect(try Self.notices(world) == 1)
            world.clock.advance(seconds: 86_399)
            #expect(try Self.notices(world) == 0)
            world.clock.advance(seconds: 1)
            #expect(try Self.notices(world) == 1)
            #expect(try world.logIn("ann@example.org", "correct horse").status == 200, "nothing was changed")
        }
    }

    @Test func withoutLimitsEverySignUpIsToldOf() throws {
        var arrangement = Self.hiding
        arrangement.limits = .none
        try withWorld(arrangement) { (world) throws in
            #expect(try world.verify(try world.proofToken("ann@example.org")).status == 200)
            #expect(try Self.notices(world) == 3)
        }
    }

    /// A notice counts as a mail with a link does, so that no flood of sign-ups sends more of them.
    @Test func noticesAreWithinTheBudgets() throws {
        var arrangement = Self.hiding
        arrangement.limits.linksPerHour = 3
        try withWorld(arrangement) { (world) throws in
            for name in ["a", "b"] {
                #expect(try world.verify(try world.proofToken("\(name)@example.org")).status == 200)
            }
            #expect(try world.signUp("a@example.org").status == 200)
            #expect(try world.signUp("b@example.org").status == 429)
            #expect(try world.signUp("c@example.org").status == 429)
            #expect(try world.takeMails().count == 1)
        }
    }

    @Test func otherSitesTellAndSendNoNotice() throws {
        try withWorld(VerifyTests.proving) { (world) throws in
            #expect(try world.verify(try world.proofToken("ann@example.org")).status == 200)
            try expect(try world.signUp("ann@example.org"), is: .emailAlreadyExists)
            let forgot = Call("POST", "/api/auth/forgot", json: #"{"email":"bob@example.org"}"#)
            try expect(try world.send(forgot), is: .emailDoesNotExist)
        }
    }

    /// What takes the place of a link leaves nothing behind.
    @Test func nothingStaysOfALinkThatIsNotMade() throws {
        try withWorld(Self.hiding) { (world) throws in
            for number in 0..<5 {
                let body = #"{"email":"user\#(number)@example.org"}"#
                #expect(try world.send(Call("POST", "/api/auth/forgot", json: body)).status == 200)
                #expect(try world.send(Call("POST", "/api/auth/verify/resend", json: body)).status == 200)
            }
            #expect(try world.number("SELECT (SELECT count(*) FROM claims) + (SELECT count(*) FROM links)") == 0)
            #expect(try world.number("SELECT sum(waiting) FROM outbox_queues") == 0)
            #expect(try world.takeMails().isEmpty)
        }
    }
}
