import Mail
import MovieBag
import TestPages
import Testing
import Web

@Suite("The page behind an invitation")
struct InvitationPageTests {
    @Test func oneForAnAddressAsksForNameAndPassword() throws {
        try withWorld(Arrangement(signUp: SignUpPolicy(.closed, hidesAccounts: true))) { (world) throws in
            let (_, token) = try world.invite("ann@example.org")
            let page = try world.open("invitation", token)
            #expect(page.status == 200 && page.showsForm && page.text.contains("ann@example.org"))
            #expect(!page.text.contains(#"name="email""#) && page.text.contains(#"name="name""#))
            #expect(try world.account("ann@example.org") == nil)
            // An address in the form is not looked at.
            let response = try world.submit(
                "email=eve%40example.org&name=Ann&password=correct+horse", to: "invitation", token)
            #expect(response.status == 303 && response["Location"] == ["/invitation/done"])
            #expect(try world.open("invitation", "done").text.contains("Your account is ready"))
            let account = try #require(try world.account("ann@example.org"))
            #expect(account.isVerified && account.name?.text == "Ann")
            #expect(try world.open("invitation", token).status == 403)
        }
    }

    @Test func oneForAnyAddressAsksForItToo() throws {
        try withWorld(Arrangement(signUp: SignUpPolicy(.invitation))) { (world) throws in
            let (_, token) = try world.invite()
            let page = try world.open("invitation", token)
            #expect(page.text.contains(#"name="email""#) && page.showsForm)
            let response = try world.submit(
                "email=ann%40example.org&name=&password=correct+horse", to: "invitation", token)
            #expect(response.status == 303)
            #expect(try world.logIn("ann@example.org", "correct horse").status == 200)
            #expect(try world.account("ann@example.org")?.name == nil)
        }
    }

    @Test func whiteSpaceAroundTheAddressDoesNotCount() throws {
        try withWorld(Arrangement(signUp: SignUpPolicy(.invitation))) { (world) throws in
            let (_, token) = try world.invite()
            let body = "email=+%C2%A0ann%40example.org+%0D%0A&password=correct+horse"
            #expect(try world.submit(body, to: "invitation", token).status == 303)
            #expect(try world.account("ann@example.org") != nil)
        }
    }

    /// The password is chosen behind the link that proves the address.
    @Test func whereAddressesAreProvedItAsksForNoPassword() throws {
        try withWorld(Arrangement(signUp: SignUpPolicy(.invitation, hidesAccounts: true))) { (world) throws in
            let (_, first) = try world.invite("ann@example.org")
            #expect(try world.submit("password=correct+horse", to: "invitation", first).status == 303)
            let (_, token) = try world.invite()
            #expect(try !world.open("invitation", token).text.contains(#"name="password""#))
            let unknown = try world.submit("email=ben%40example.org", to: "invitation", token)
            let known = try world.submit("email=ann%40example.org", to: "invitation", token)
            for response in [unknown, known] {
                #expect(response.status == 303 && response["Location"] == ["/invitation/mailed"])
            }
            #expect(try world.open("invitation", "mailed").text.contains("Please open your mail"))
            let mails = try world.takeMails()
            #expect(mails.map(\.mail.content.kind) == [.verify, .knownSignUp])
            let proof = try world.text(try #require(mails[0].mail.content.link))
            #expect(try world.submit("password=a+third+horse", to: "verify", proof).status == 303)
            #expect(try world.logIn("ben@example.org", "a third horse").status == 200)
        }
    }

    @Test(arguments: [
        ("email=none&password=correct+horse", "an email address like"),
        ("email=a%25b%40example.org&password=correct+horse", "an email address like"),
        ("email=ann%40example.org&password=short", "at least 8 characters"),
        ("email=ann%40example.org&name=%09&password=correct+horse", "Please choose a name"),
        ("email=eve%40example.org&password=correct+horse", "There is an account with this address"),
        ("email=a%40b.se&email=a%40b.se&password=correct+horse", "did not arrive whole"),
    ])
    func whatWillNotDoShowsTheFormAgainWithWhatWasEntered(body: String, sentence: String) throws {
        try withWorld { (world) throws in
            _ = try world.addUser("eve@example.org")
            let (_, token) = try world.invite()
            let response = try world.submit(body, to: "invitation", token)
            #expect(response.status == 400 && response.showsForm && response.showsProblem)
            #expect(response.text.contains(sentence), "\(response.text)")
            #expect(!response.text.contains("correct horse"))
            #expect(
                try world.submit("email=ben%40example.org&password=correct+horse", to: "invitation", token).status
                    == 303)
        }
    }

    @Test func whatWasEnteredStaysText() throws {
        try withWorld { (world) throws in
            let (_, token) = try world.invite()
            let body = "email=%22%3E%3Cscript%3E&name=%22%3E%3Cscript%3E&password=correct+horse"
            let response = try world.submit(body, to: "invitation", token)
            let page = try StrictPage(response)
            #expect(response.status == 400)
            #expect(try page.value("email") == "\"><script>" && page.value("name") == "\"><script>")
        }
    }

    @Test func usedCutAndExpiredOnesAreRefused() throws {
        try withWorld { (world) throws in
            let (id, removed) = try world.invite()
            try world.invitations.remove(id)
            let (_, token) = try world.invite()
            let form = "email=ann%40example.org&password=correct+horse"
            for (link, sentence) in [(removed, "not valid"), (String(token.dropLast(2)), "not complete")] {
                for response in [try world.open("invitation", link), try world.submit(form, to: "invitation", link)] {
                    #expect(response.status == 403 && response.text.contains(sentence) && !response.showsForm)
                }
            }
            world.clock.advance(seconds: 7 * 86_400)
            #expect(try world.submit(form, to: "invitation", token).text.contains("expired"))
            #expect(try world.account("ann@example.org") == nil)
        }
    }
}
