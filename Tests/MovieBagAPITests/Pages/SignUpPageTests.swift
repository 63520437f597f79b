import Mail
import MovieBag
import TestPages
import Testing

@Suite("Signing up by pages")
struct SignUpPageTests {
    @Test func itMakesAnAccountThatLogsIn() throws {
        try withWorld { (world) throws in
            var browser = PageBrowser(in: world)
            let form = try browser.page("/signup").fields()
            let response = try browser.send(
                form, with: ["email": " ann@example.org ", "name": "Ann", "password": "correct horse"], to: "/signup")
            #expect(response.status == 303 && response["Location"] == ["/login?notice=account_made"])
            // A page of another site could put a visitor into an account of its own otherwise.
            #expect(browser.cookie == nil && response["Set-Cookie"].isEmpty)
            #expect(try browser.get("/login?notice=account_made").notice == "Your account is ready. Log in with it.")
            #expect(
                try browser.post("/login", ["email": "ann@example.org", "password": "correct horse"]).status == 303)
            #expect(try browser.page("/").all("bdi").contains { $0.text == "Ann" })
        }
    }

    @Test(arguments: [
        ("none", "", "correct horse", "email", "Please enter an email address like name@example.org."),
        ("ann@example", "", "correct horse", "email", "Please enter an email address like name@example.org."),
        ("", "", "", "email", "Please enter an email address like name@example.org."),
        (
            "eve@example.org", "", "correct horse", "email",
            "There is an account with this address already: log in with it, or ask for a new password where you log in."
        ),
        (
            "ann@example.org", "", "short", "password",
            "Please choose a password of at least 8 characters and at most 1024 bytes."
        ),
        (
            "ann@example.org", "", "ann@example.org", "password",
            "Please choose another password: it must not be your email address."
        ),
        (
            "ann@example.org", "", "password1", "password",
            "Please choose another password: it must not be one of the most common passwords."
        ),
        (
            "ann@example.org", String(repeating: "n", count: 61), "correct horse", "name",
            "Please choose a name of at most 60 characters, or none."
        ),
        (
            "ann@example.org", "a\u{7}b", "correct horse", "name",
            "Please choose a name of at most 60 characters, or none."
        ),
    ])
    func whatWillNotDoIsShownAgain(email: String, name: String, password: String, field: String, problem: String) throws
    {
        try withWorld { (world) throws in
            _ = try world.addUser("eve@example.org")
            var browser = PageBrowser(in: world)
            let response = try browser.post("/signup", ["email": email, "name": name, "password": password])
            #expect(response.status == 400)
            #expect(response.says(problem, at: field), "\(response.text)")
            let page = try StrictPage(response)
            #expect(try page.value("email") == email && page.value("name") == name && page.value("password") == "")
            #expect(try world.number("SELECT count(*) FROM accounts") == 1)
        }
    }

    @Test(arguments: ["email=a&email=b", "email=%zz", "password=a&password=b&email=a%40b.se", "name=%FF"])
    func aFormThatIsNotWholeMakesNothing(body: String) throws {
        try withWorld { (world) throws in
            var call = Call.form(body, to: "/signup")
            call.others["HTTP_SEC_FETCH_SITE"] = "same-origin"
            let response = try world.send(call)
            #expect(response.status == 400)
            _ = try StrictPage(response)
            #expect(try world.number("SELECT count(*) FROM accounts") == 0)
        }
    }

    @Test(arguments: [SignUpPolicy(.invitation), SignUpPolicy(.closed)])
    func whereItTakesAnInvitationThereIsNoForm(policy: SignUpPolicy) throws {
        try withWorld(Arrangement(signUp: policy)) { (world) throws in
            var browser = PageBrowser(in: world)
            let page = try browser.page("/signup")
            #expect(page["password"] == nil && page.text.contains("New accounts take an invitation here."))
            #expect(page.link("Sign up") == nil)
            let response = try browser.post("/signup", ["email": "ann@example.org", "password": "correct horse"])
            #expect(response.status == 403)
            #expect(try world.number("SELECT count(*) FROM accounts") == 0)
        }
    }

    /// The password is chosen behind the link.
    @Test func whereAddressesAreProvedALinkIsMailed() throws {
        try withWorld(VerifyTests.proving) { (world) throws in
            var browser = PageBrowser(in: world)
            #expect(try browser.page("/signup")["password"] == nil)
            let response = try browser.submit("/signup", ["email": "ann@example.org", "name": "Ann"])
            #expect(response.text.contains("Please open your mail"))
            let token = try #require(try world.takeProofs(for: "ann@example.org").first)
            #expect(try world.account("ann@example.org") == nil)
            #expect(
                try browser.submit("/verify/\(token)", ["password": "correct horse"]).text.contains("Address confirmed")
            )
            #expect(try world.account("ann@example.org")?.name?.text == "Ann")
        }
    }

    @Test func whereAccountsAreHiddenAKnownAddressHasTheSameResponse() throws {
        try withWorld(HiddenAccountTests.hiding) { (world) throws in
            let token = try world.proofToken("ann@example.org")
            #expect(try world.verify(token).status == 200)
            var browser = PageBrowser(in: world)
            let responses = try ["ann@example.org", "ben@example.org"].map {
                try browser.post("/signup", ["email": $0])
            }
            #expect(responses[0].status == 303 && responses[0]["Location"] == ["/signup/mailed"])
            #expect(
                responses[0].lastingFields.map { "\($0.name): \($0.value)" }
                    == responses[1].lastingFields.map { "\($0.name): \($0.value)" })
            #expect(try world.takeMails().map(\.mail.content.kind) == [.knownSignUp, .verify])
        }
    }
}
