import MovieBag
import MovieBagSQLite
import Testing
import Web

@Suite("The page that proves an address")
struct VerifyPageTests {
    /// ASVS O.2
    @Test func openingProvesNothing() throws {
        try withWorld(VerifyTests.proving) { (world) throws in
            let token = try world.proofToken("ann@example.org")
            for method in ["GET", "GET", "HEAD"] {
                #expect(try world.open("verify", token, method: method).status == 200)
            }
            let page = try world.open("verify", token)
            #expect(page.showsForm && !page.showsProblem && page.text.contains("ann@example.org"))
            #expect(try world.account("ann@example.org") == nil)
        }
    }

    /// ASVS 14.2.1
    @Test func theFormMakesTheAccountAndLeadsToAPageWithoutTheToken() throws {
        try withWorld(VerifyTests.proving) { (world) throws in
            let token = try world.proofToken("ann@example.org")
            let response = try world.submit("password=correct+horse", to: "verify", token)
            #expect(response.status == 303)
            #expect(response["Location"] == ["/verify/done"])
            #expect(!response.text.contains(token) && !response.showsForm)
            #expect(try world.open("verify", "done").text.contains("Address confirmed"))
            #expect(try world.logIn("ann@example.org", "correct horse").status == 200)
            let again = try world.open("verify", token)
            #expect(again.status == 403)
            #expect(again.text.contains("or it was used already") && again.text.contains("sign up again"))
            #expect(!again.text.contains("ann@example.org"))
        }
    }

    @Test(arguments: ["password=short", "", "password=correct+horse&password=correct+horse", "password=%zz"])
    func whatWillNotDoShowsTheFormAgain(body: String) throws {
        try withWorld(VerifyTests.proving) { (world) throws in
            let token = try world.proofToken("ann@example.org")
            let response = try world.submit(body, to: "verify", token)
            #expect(response.status == 400 && response.showsForm && response.showsProblem)
            #expect(try world.account("ann@example.org") == nil)
        }
    }

    @Test func cutForeignAndExpiredLinksAreRefused() throws {
        try withWorld(VerifyTests.proving) { (world) throws in
            let token = try world.proofToken("ann@example.org")
            for (cut, sentence) in [(String(token.dropLast(3)), "not complete"), ("a.b.c", "not complete")] {
                for response in [
                    try world.open("verify", cut), try world.submit("password=correct+horse", to: "verify", cut),
                ] {
                    #expect(response.status == 403 && response.text.contains(sentence) && !response.showsForm)
                }
            }
            // A link for one thing is of no use for another.
            for folder in ["reset", "email", "invitation"] {
                #expect(try world.open(folder, token).status == 403)
                #expect(try world.submit("password=correct+horse", to: folder, token).status == 403)
            }
            world.clock.advance(seconds: 86_400)
            let late = try world.open("verify", token)
            #expect(late.status == 403 && late.text.contains("expired"))
            #expect(try world.account("ann@example.org") == nil)
        }
    }

    @Test func aSiteThatIsClosedMeanwhileSaysSo() throws {
        try withWorld(VerifyTests.proving) { (world) throws in
            let token = try world.proofToken("ann@example.org")
            let closed = try world.process(Arrangement(signUp: SignUpPolicy(.closed, requiresProof: true)))
            defer { closed.database.close() }
            let response = try closed.makeService().response(.form("password=correct+horse", to: "/verify/\(token)"))
            #expect(response.status == 403 && response.text.contains("Sign-up is closed"))
        }
    }
}

/// The forms behind links that make an account, sent again: a double click, Reload, Back.
@Suite("A form that makes an account, sent twice")
struct RepeatedProofTests {
    @Test func theSamePasswordHasTheSameResponseThreeTimesMore() throws {
        try withWorld(VerifyTests.proving) { (world) throws in
            let token = try world.proofToken("ann@example.org")
            for _ in 0..<4 {
                #expect(try world.submit("password=correct+horse", to: "verify", token).status == 303)
            }
            #expect(try world.submit("password=correct+horse", to: "verify", token).status == 403)
        }
    }

    @Test func anotherPasswordIsRefusedAndUsesUpATry() throws {
        try withWorld(VerifyTests.proving) { (world) throws in
            let token = try world.proofToken("ann@example.org")
            #expect(try world.submit("password=correct+horse", to: "verify", token).status == 303)
            for _ in 0..<3 {
                #expect(try world.submit("password=another+horse", to: "verify", token).status == 403)
            }
            #expect(try world.submit("password=correct+horse", to: "verify", token).status == 403)
            #expect(try world.logIn("ann@example.org", "correct horse").status == 200)
        }
    }

    @Test func anotherChangeOfThePasswordEndsIt() throws {
        try withWorld(VerifyTests.proving) { (world) throws in
            let token = try world.proofToken("ann@example.org")
            #expect(try world.submit("password=correct+horse", to: "verify", token).status == 303)
            let user = User(id: "", email: "ann@example.org", password: "correct horse", token: "")
            #expect(try world.reset(try world.resetToken(for: user), password: "another horse").status == 200)
            _ = try world.takeMails()
            for password in ["correct+horse", "another+horse"] {
                #expect(try world.submit("password=\(password)", to: "verify", token).status == 403)
            }
        }
    }

    @Test func anInvitationIsTheSame() throws {
        try withWorld { (world) throws in
            let (_, token) = try world.invite("ann@example.org")
            for _ in 0..<4 {
                let response = try world.submit("password=correct+horse", to: "invitation", token)
                #expect(response.status == 303 && response["Location"] == ["/invitation/done"])
            }
            #expect(try world.submit("password=correct+horse", to: "invitation", token).status == 403)
            #expect(try world.number("SELECT count(*) FROM accounts") == 1)
        }
    }

    @Test func formsThatAreSentAtOnceAllHaveMadeIt() throws {
        try withWorld(VerifyTests.proving) { (world) throws in
            let proof = try world.proofToken("ann@example.org")
            let (_, invitation) = try world.invite("ben@example.org")
            for path in ["/verify/\(proof)", "/invitation/\(invitation)"] {
                let statuses = try onThreads(4) { [composition = world.composition] _, waitForOthers in
                    let service = composition.makeService()
                    waitForOthers()
                    return try service.response(.form("password=correct+horse", to: path)).status
                }
                #expect(statuses == [303, 303, 303, 303])
            }
        }
    }
}
