import Mail
import MovieBag
import MovieBagSQLite
import Testing

/// Who may sign up.
@Suite struct InvitedSignUpTests {
    @Test(arguments: SignUpPolicy.Mode.allCases)
    func anInvitationWorksInEveryModeOnce(mode: SignUpPolicy.Mode) throws {
        try withWorld(Arrangement(signUp: SignUpPolicy(mode))) { (world) throws in
            let (_, token) = try world.invite(role: .administrator)
            let response = try world.signUp("ann@example.org", name: "Ann", invitation: token)
            #expect(response.status == 200, "\(response)")
            let account = try #require(try world.account("ann@example.org"))
            #expect(try response.member("id") == account.id.description)
            #expect(account.role == .administrator && !account.isVerified && account.name?.text == "Ann")
            #expect(try world.logIn("ann@example.org", "correct horse").status == 200)
            try expect(try world.signUp("ben@example.org", invitation: token), is: .badInvitation)
            #expect(try world.account("ben@example.org") == nil)
        }
    }

    @Test func withoutOneItIsRefusedWhereItTakesOne() throws {
        let refusals: [(SignUpPolicy.Mode, ExpectedError)] = [
            (.invitation, .invitationRequired), (.closed, .signUpClosed),
        ]
        for (mode, refusal) in refusals {
            for requiresProof in [false, true] {
                try withWorld(Arrangement(signUp: SignUpPolicy(mode, requiresProof: requiresProof))) { (world) throws in
                    try expect(try world.signUp("ann@example.org"), is: refusal)
                    #expect(try world.account("ann@example.org") == nil)
                }
            }
        }
    }

    @Test func oneThatIsNoneIsRefusedEvenWhereNoneIsNeeded() throws {
        try withWorld { (world) throws in
            let (id, removed) = try world.invite()
            try world.invitations.remove(id)
            let (_, expired) = try world.invite(days: 1)
            world.clock.advance(seconds: 86_400)
            let reset = try world.resetToken(for: world.addUser())
            for token in ["", "x", "a.b.c", removed, expired, reset] {
                try expect(try world.signUp("ben@example.org", invitation: token), is: .badInvitation)
            }
            #expect(try world.account("ben@example.org") == nil)
        }
    }

    @Test func oneForAnAddressIsForThatAloneAndProvesIt() throws {
        try withWorld(Arrangement(signUp: SignUpPolicy(.closed, hidesAccounts: true))) { (world) throws in
            let (_, token) = try world.invite("ann@example.org")
            try expect(try world.signUp("ben@example.org", invitation: token), is: .badInvitation)
            #expect(try world.signUp("ANN@example.org", invitation: token).status == 200)
            #expect(try world.account("ann@example.org")?.isVerified == true)
            #expect(try world.logIn("ann@example.org", "correct horse").status == 200)
        }
    }

    /// The invitation is used up by the proof, so an address that was mistyped costs nothing.
    @Test func oneForAnyAddressLeavesTheProofToDo() throws {
        try withWorld(Arrangement(signUp: SignUpPolicy(.invitation, requiresProof: true))) { (world) throws in
            let (_, token) = try world.invite(role: .administrator)
            let mistyped = try world.proofToken("anm@example.org", invitation: token)
            let proof = try world.proofToken("ann@example.org", invitation: token)
            #expect(try world.verify(proof).status == 200)
            #expect(try world.account("ann@example.org")?.role == .administrator)
            try expect(try world.verify(mistyped), is: .badToken)
            try expect(try world.signUp("ben@example.org", invitation: token), is: .badInvitation)
            #expect(try world.account("anm@example.org") == nil)
        }
    }

    @Test func aSignUpByOneThatIsTakenBackGoesWithIt() throws {
        try withWorld(Arrangement(signUp: SignUpPolicy(.invitation, requiresProof: true))) { (world) throws in
            let (id, token) = try world.invite()
            #expect(try world.signUp("ann@example.org", invitation: token).status == 200)
            try world.invitations.remove(id)
            #expect(try world.takeMails().isEmpty, "the mail went too")
        }
    }

    /// A pending sign-up from when sign-up was open makes no account when it is closed.
    @Test func aSiteThatIsClosedMeanwhileMakesNoAccount() throws {
        try withWorld(VerifyTests.proving) { (world) throws in
            let token = try world.proofToken("ann@example.org")
            let closed = try world.process(Arrangement(signUp: SignUpPolicy(.closed, requiresProof: true)))
            defer { closed.database.close() }
            try expect(try closed.makeService().response(.verify(token)), is: .signUpClosed)
            #expect(try world.account("ann@example.org") == nil)
            #expect(try world.verify(token).status == 200, "nothing was used up")
        }
    }

    @Test func aTakenAddressLeavesTheInvitation() throws {
        try withWorld { (world) throws in
            let user = try world.addUser()
            let (_, token) = try world.invite()
            try expect(try world.signUp(user.email, "another horse", invitation: token), is: .emailAlreadyExists)
            #expect(try world.signUp("ben@example.org", invitation: token).status == 200)
            #expect(try world.logIn(user.email, user.password).status == 200)
        }
    }

    /// What a visitor adds to a sign-up gives no more than an invitation does.
    /// ASVS 8.2.3
    @Test(arguments: [#""role":"administrator""#, #""verified":true"#, #""id":"684ee1800000000000000001""#])
    func noMemberOfTheBodyGivesARole(member: String) throws {
        try withWorld { (world) throws in
            let body = #"{"email":"ann@example.org","password":"correct horse",\#(member)}"#
            try expect(try world.send(Call("POST", "/api/auth/signup", json: body)), is: .schemaValidation)
            #expect(try world.account("ann@example.org") == nil)
        }
    }

    /// Nothing that the first visitor can grab.
    @Test func theFirstAccountIsAMember() throws {
        try withWorld { (world) throws in
            #expect(try world.signUp("ann@example.org").status == 200)
            #expect(try world.account("ann@example.org")?.role == .member)
        }
    }
}
