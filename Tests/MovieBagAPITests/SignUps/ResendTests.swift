import Mail
import MovieBag
import Testing

/// Asking for another link that proves an address.
@Suite struct ResendTests {
    private static let message =
        #"{"message":"If the address waits for its confirmation, a mail with a link is on its way"}"#

    @Test func whatWaitsGetsAnotherAndNothingElseDoes() throws {
        try withWorld(VerifyTests.proving) { (world) throws in
            _ = try world.proofToken("ann@example.org")
            #expect(try world.verify(try world.proofToken("ben@example.org")).status == 200)
            for email in ["ann@example.org", "ben@example.org", "cat@example.org"] {
                let response = try world.resend(email)
                #expect(response.status == 200 && response.text == Self.message)
            }
            let token = try #require(try world.takeProofs(for: "ann@example.org").first)
            #expect(try world.verify(token).status == 200)
        }
    }

    @Test func anUnprovenAccountGetsOne() throws {
        try withWorld { (world) throws in
            let user = try world.addUser()
            #expect(try world.resend(user.email).status == 200)
            let token = try #require(try world.takeProofs(for: user.email).first)
            #expect(try world.verify(token, "another horse").status == 200)
            #expect(try world.account(user.email)?.isVerified == true)
            #expect(try !world.accepts(user.token))
        }
    }

    /// It makes no new account where only invitations do.
    @Test func itIsNoWayAroundAClosedSignUp() throws {
        try withWorld(Arrangement(signUp: SignUpPolicy(.closed, requiresProof: true))) { (world) throws in
            #expect(try world.resend("ann@example.org").status == 200)
            #expect(try world.takeMails().isEmpty)
        }
    }
}
