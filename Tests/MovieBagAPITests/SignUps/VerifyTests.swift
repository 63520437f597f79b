import Mail
import MovieBag
import MovieBagSQLite
import Testing
import Web

/// Sign-ups where addresses must be proved.
@Suite struct VerifyTests {
    static let proving = Arrangement(signUp: SignUpPolicy(requiresProof: true))

    @Test func onlyTheProofMakesTheAccountWithThePasswordOfTheProof() throws {
        try withWorld(Self.proving) { (world) throws in
            let token = try world.proofToken("ann@example.org", name: "Ann")
            #expect(try world.account("ann@example.org") == nil)
            try expect(try world.logIn("ann@example.org", "anything goes"), is: .unauthorized)
            let response = try world.verify(token, "correct horse")
            #expect(response.status == 200)
            #expect(response.text == #"{"message":"The address is confirmed: log in with this password"}"#)
            #expect(response["Cache-Control"] == ["no-store"])
            try expect(try world.logIn("ann@example.org", "anything goes"), is: .unauthorized)
            #expect(try world.logIn("ann@example.org", "correct horse").status == 200)
            let account = try #require(try world.account("ann@example.org"))
            #expect(account.isVerified && account.name?.text == "Ann" && account.role == .member)
            try expect(try world.verify(token, "another horse"), is: .badToken)
            #expect(try world.logIn("ann@example.org", "correct horse").status == 200)
        }
    }

    /// Of two sign-ups neither tells that there was another, and neither has the identifier that the account gets.
    @Test func furtherSignUpsAnswerAlikeAndShareOneThatWaits() throws {
        try withWorld(Self.proving) { (world) throws in
            let first = try world.signUp("ann@example.org", "a stranger's")
            let second = try world.signUp("ANN@example.org", name: "Ann")
            #expect([first, second].map(\.status) == [200, 200])
            let ids = [try first.member("id"), try second.member("id")]
            #expect(ids[0] != ids[1] && ids.allSatisfy { $0.count == 24 })
            #expect(first["Content-Length"] == second["Content-Length"])
            let tokens = try world.takeMails().compactMap(\.mail.content.link).map(world.text)
            #expect(tokens.count == 2)
            #expect(try world.verify(tokens[1]).status == 200)
            try expect(try world.verify(tokens[0]), is: .badToken)
            let account = try #require(try world.account("ann@example.org"))
            #expect(!ids.contains(account.id.description) && account.name?.text == "Ann")
        }
    }

    /// Each link makes what it was asked for, also the one that is sent again.
    @Test(arguments: ["ann", "stranger", "again"]) func aStrangerChangesNothingOfASignUp(link: String) throws {
        try withWorld(Self.proving) { (world) throws in
            #expect(try world.signUp("ann@example.org", name: "Ann").status == 200)
            world.clock.advance(seconds: 1)
            #expect(try world.signUp("ann@example.org", "a stranger's", name: "Rude Word").status == 200)
            try world.post("/api/auth/verify/resend", #"{"email":"ann@example.org"}"#)
            let tokens = try world.takeMails().compactMap(\.mail.content.link).map(world.text)
            try #require(tokens.count == 3)
            let index = try #require(["ann", "stranger", "again"].firstIndex(of: link))
            #expect(try world.verify(tokens[index]).status == 200)
            #expect(try world.account("ann@example.org")?.name?.text == (link == "stranger" ? "Rude Word" : "Ann"))
        }
    }

    @Test func requestsForAProofAreRecorded() throws {
        try withWorld(Self.proving) { (world) throws in
            #expect(try world.signUp("ann@example.org").status == 200)
            try world.post("/api/auth/verify/resend", #"{"email":"ann@example.org"}"#)
            try world.post("/api/auth/verify/resend", #"{"email":"bob@example.org"}"#)
            _ = try world.takeMails()
            #expect(
                try world.number(
                    "SELECT count(*) FROM audit WHERE kind = 'proof-requested' AND account IS NULL AND detail IS NOT NULL"
                )
                    == 3)
            // The address itself stands nowhere in it.
            #expect(try world.number("SELECT count(*) FROM audit WHERE detail LIKE '%example%'") == 0)
        }
    }

    @Test func linksAreSpacedAsThoseForNewPasswordsAre() throws {
        try withWorld(Self.proving) { (world) throws in
            for _ in 0..<5 {
                #expect(try world.signUp("ann@example.org").status == 200)
                world.clock.advance(seconds: 1)
            }
            let tokens = try world.takeProofs(for: "ann@example.org")
            #expect(tokens.count == 3)
            // The third was made two seconds after the first.
            world.clock.advance(seconds: 896)
            #expect(try world.signUp("ann@example.org").status == 200)
            #expect(try world.takeMails().isEmpty)
            world.clock.advance(seconds: 1)
            #expect(try world.signUp("ann@example.org").status == 200)
            #expect(try world.takeProofs(for: "ann@example.org").count == 1)
            try expect(try world.verify(tokens[0]), is: .badToken, "the oldest is void")
            #expect(try world.verify(tokens[1]).status == 200)
        }
    }

    @Test func aDayLaterTheSignUpIsGone() throws {
        try withWorld(Self.proving) { (world) throws in
            let token = try world.proofToken("ann@example.org", name: "Stranger")
            world.clock.advance(seconds: 86_400)
            try expect(try world.verify(token), is: .expired)
            let fresh = try world.proofToken("ann@example.org")
            #expect(try world.verify(fresh).status == 200)
            #expect(try world.account("ann@example.org")?.name == nil, "it was a sign-up of its own")
        }
    }

    @Test func sweepingTakesPendingSignUpsAndTheirLinksOut() throws {
        try withWorld(Self.proving) { (world) throws in
            _ = try world.proofToken("ann@example.org")
            world.clock.advance(seconds: 86_400)
            while try world.service.store.removeExpired(at: world.clock.now, limit: 10) {}
            world.clock.advance(seconds: -10)
            #expect(try world.resend("ann@example.org").status == 200)
            #expect(try world.takeMails().isEmpty, "nothing waits for a proof")
        }
    }

    /// Who signs up with an address of others, while none is proved, must not keep what the owner proves then.
    @Test func theProofTakesAnUnprovenAccountOver() throws {
        try withWorld { (world) throws in
            let stranger = try world.addUser("ann@example.org", password: "a stranger's")
            let tokens = Call(
                "POST", "/api/auth/tokens",
                json: #"{"current_password":"a stranger's","name":"x","scope":"write","days":9}"#, token: stranger.token
            )
            let apiToken = try world.send(tokens).member("token")
            let reset = try world.resetToken(for: stranger)
            let id = try #require(try world.account("ann@example.org")).id
            let proving = try world.process(Self.proving)
            defer { proving.database.close() }
            let service = proving.makeService()
            try expect(
                try service.response(
                    Call("POST", "/api/auth/login", json: credentials("ann@example.org", "a stranger's"))),
                is: .emailNotVerified)
            try expect(
                try service.response(
                    Call("POST", "/api/auth/login", json: credentials("ann@example.org", "wrong horse"))),
                is: .unauthorized)
            #expect(try service.response(.signUp("ann@example.org", "anything goes")).status == 200)
            #expect(try world.accepts(stranger.token), "a sign-up changes nothing")
            let token = try #require(try world.takeProofs(for: "ann@example.org").first)
            #expect(try service.response(.verify(token, "the owner's")).status == 200)
            #expect(try !world.accepts(stranger.token))
            #expect(try !world.accepts(apiToken))
            try expect(try world.reset(reset, password: "a stranger's"), is: .badToken)
            try expect(try world.logIn("ann@example.org", "a stranger's"), is: .unauthorized)
            #expect(try world.logIn("ann@example.org", "the owner's").status == 200)
            let account = try #require(try world.account("ann@example.org"))
            #expect(account.id == id && account.isVerified)
        }
    }

    @Test func aProvedAddressIsSaidToBeTaken() throws {
        try withWorld(Self.proving) { (world) throws in
            #expect(try world.verify(try world.proofToken("ann@example.org")).status == 200)
            try expect(try world.signUp("Ann@example.org", "another horse"), is: .emailAlreadyExists)
            #expect(try world.logIn("ann@example.org", "correct horse").status == 200)
        }
    }

    /// A link for a new password came by mail, so it proves the address, and leaves nothing to prove.
    @Test func aResetProvesTheAddress() throws {
        try withWorld { (world) throws in
            let user = try world.addUser()
            let proving = try world.process(Self.proving)
            defer { proving.database.close() }
            let service = proving.makeService()
            #expect(try service.response(.signUp(user.email, "anything goes")).status == 200)
            let proof = try #require(try world.takeProofs(for: user.email).first)
            let reset = try world.resetToken(for: user)
            #expect(try world.reset(reset, password: "another horse").status == 200)
            try world.takeConfirmation(for: user)
            let logIn = Call("POST", "/api/auth/login", json: credentials(user.email, "another horse"))
            #expect(try service.response(logIn).status == 200)
            try expect(try service.response(.verify(proof, "a stranger's")), is: .badToken)
            #expect(try service.response(logIn).status == 200)
        }
    }

    @Test func aShortPasswordUsesNothingUp() throws {
        try withWorld(Self.proving) { (world) throws in
            let token = try world.proofToken("ann@example.org")
            try expect(try world.verify(token, "short"), is: .schemaValidation)
            try expect(try world.verify(token, "password"), is: .weakPassword)
            try expect(try world.signUp("ben@example.org", "short"), is: .schemaValidation)
            #expect(try world.verify(token).status == 200)
        }
    }

    @Test func budgetsOfLinksHold() throws {
        var arrangement = Self.proving
        arrangement.limits.linksPerClient = 2
        try withWorld(arrangement) { (world) throws in
            var statuses: [Int] = []
            for number in 0..<3 {
                var call = Call.signUp("user\(number)@example.org")
                call.others["REMOTE_ADDR"] = "192.0.2.7"
                statuses.append(try world.send(call).status)
            }
            #expect(statuses == [200, 200, 429])
            #expect(try world.takeMails().count == 2)
        }
    }

    /// ASVS 9.2.2
    @Test func aTokenOfAnotherPurposeIsNone() throws {
        try withWorld(Self.proving) { (world) throws in
            let token = try world.proofToken("ann@example.org")
            try expect(try world.reset(token, password: "another horse"), is: .badToken)
            try expect(try world.signUp("ben@example.org", invitation: token), is: .badInvitation)
            #expect(try world.verify(token).status == 200)
            let logIn = try world.logIn("ann@example.org", "correct horse").member("token")
            try expect(try world.verify(logIn), is: .badToken)
        }
    }
}
