import Mail
import MovieBag
import MovieBagSQLite
import TestPages
import Testing
import Web

@Suite("Logging in and out by pages")
struct LogInPageTests {
    /// ASVS 3.3.5, 7.2.3
    @Test func itOpensASessionOfPages() throws {
        try withWorld { (world) throws in
            let user = try world.addUser()
            var browser = PageBrowser(in: world)
            let response = try browser.post("/login", ["email": " ANN@example.org\n", "password": user.password])
            #expect(
                response.status == 303 && response["Location"] == ["/"] && response["Cache-Control"] == ["no-store"])
            let cookie = try #require(response["Set-Cookie"].first)
            #expect(
                cookie.wholeMatch(
                    of: /session=[A-Za-z0-9_-]{43}; Path=\/; HttpOnly; SameSite=Lax; Max-Age=15552000/) != nil,
                "\(cookie)")
            #expect(try world.number("SELECT count(*) FROM sessions WHERE kind = 'page'") == 1)
            #expect(try browser.page("/").text.contains("ann@example.org"))
        }
    }

    /// ASVS 3.3.3
    @Test func belowAPathWithTLSItsCookieSaysSo() throws {
        try withWorld(Arrangement(publicURL: "https://example.org/bag")) { (world) throws in
            let signUp = credentials("ann@example.org", "correct horse")
            _ = try world.send(Call("POST", "/bag/api/auth/signup", json: signUp))
            var browser = PageBrowser(in: world)
            let response = try browser.post("/bag/login", ["email": "ann@example.org", "password": "correct horse"])
            #expect(response["Location"] == ["/bag/"])
            let cookie = try #require(response["Set-Cookie"].first)
            #expect(
                cookie.hasPrefix("__Secure-session=") && cookie.contains("; Path=/bag; HttpOnly; SameSite=Lax; Secure;")
            )
            #expect(try browser.get("/bag/movies/new").status == 200)
        }
    }

    /// ASVS 3.5.3
    @Test func gettingPagesChangesNothing() throws {
        try withWorld { (world) throws in
            let user = try world.addUser()
            var browser = try PageBrowser(of: user, in: world)
            for path in ["/login", "/logout", "/login?next=%2Fmovies%2Fnew", "/"] {
                for method in ["GET", "HEAD", "GET"] {
                    let response = try browser.send(Call(method, path))
                    #expect(response.status == 200 && response["Set-Cookie"].isEmpty)
                }
            }
            #expect(try world.number("SELECT count(*) FROM sessions WHERE kind = 'page'") == 1)
            #expect(try browser.get("/movies/new").status == 200)
        }
    }

    @Test func theSessionThatTheBrowserHadEnds() throws {
        try withWorld { (world) throws in
            let (ann, ben) = (try world.addUser(), try world.addUser("ben@example.org"))
            var browser = try PageBrowser(of: ann, in: world)
            let before = try #require(browser.cookie)
            #expect(try browser.post("/login", ["email": ben.email, "password": ben.password]).status == 303)
            #expect(browser.cookie != before)
            #expect(try world.number("SELECT count(*) FROM sessions WHERE kind = 'page'") == 1)
            #expect(try browser.page("/").text.contains("ben@example.org"))
            var call = Call("GET", "/movies/new")
            call.others["HTTP_COOKIE"] = before
            #expect(try world.send(call).status == 303)
        }
    }

    @Test(arguments: [
        ("ann@example.org", "wrong horse"), ("eve@example.org", "correct horse"), ("none", "x"), ("", ""),
    ])
    func whatIsWrongIsNotSaid(email: String, password: String) throws {
        try withWorld { (world) throws in
            _ = try world.addUser()
            var browser = PageBrowser(in: world)
            let response = try browser.post("/login", ["email": email, "password": password, "next": "/movies/new"])
            #expect(response.status == 403 && response["Set-Cookie"].isEmpty && browser.cookie == nil)
            #expect(response.says("The address or the password is wrong.", at: "email"))
            let page = try StrictPage(response)
            #expect(try page.value("email", action: "/login") == email)
            #expect(try page.value("password", action: "/login") == "")
            #expect(try page.value("next", action: "/login") == "/movies/new")
            #expect(password.isEmpty || password == "x" || !response.text.contains(password))
            #expect(page.title == "Problem: Log in – Movie-bag" && page.heading == "Log in")
        }
    }

    @Test func anAccountThatIsDisabledIsToldSoAfterTheRightPassword() throws {
        try withWorld { (world) throws in
            let (ada, ben) = (try world.addAdministrator(), try world.addUser("ben@example.org"))
            var browser = try PageBrowser(of: ben, in: world)
            try world.disable(ben, by: ada)
            #expect(try browser.get("/movies/new").status == 303)
            let wrong = try browser.post("/login", ["email": ben.email, "password": "wrong horse"])
            #expect(wrong.says("The address or the password is wrong.", at: "email"))
            let right = try browser.post("/login", ["email": ben.email, "password": ben.password])
            #expect(right.status == 403)
            #expect(right.says("This account has been disabled. Please ask the people who run this site."))
        }
    }

    @Test func anAddressWithoutProofHasAnotherLinkMailed() throws {
        try withWorld { (world) throws in
            let user = try world.addUser()
            let process = try world.process(VerifyTests.proving)
            defer { process.database.close() }
            var call = Call.form("email=\(user.email)&password=correct+horse", to: "/login")
            call.others["HTTP_SEC_FETCH_SITE"] = "same-origin"
            let response = try process.makeService().response(call)
            #expect(response.status == 403)
            let page = try StrictPage(response)
            #expect(page.text.contains("Your address is not confirmed yet."))
            #expect(try page.value("email", action: "/login/resend") == user.email)
        }
        try withWorld(VerifyTests.proving) { (world) throws in
            _ = try world.proofToken("ann@example.org")
            var browser = PageBrowser(in: world)
            for email in ["ann@example.org", "eve@example.org", "none"] {
                let response = try browser.post("/login/resend", ["email": email])
                #expect(response.status == 200)
                #expect(
                    response.notice == "If the address waits for its confirmation, a mail with a link is on its way.")
            }
            #expect(try world.takeProofs(for: "ann@example.org").count == 1)
        }
    }

    @Test func tooManyTriesAreRefusedWithTheTime() throws {
        var arrangement = Arrangement()
        arrangement.limits.guessesPerAccountAndClient = 2
        try withWorld(arrangement) { (world) throws in
            let user = try world.addUser()
            var browser = PageBrowser(in: world)
            browser.others["REMOTE_ADDR"] = "192.0.2.7"
            let fields: KeyValuePairs = ["email": user.email, "password": "wrong horse", "next": "/movies/new"]
            for _ in 0..<2 { #expect(try browser.post("/login", fields).status == 403) }
            let response = try browser.post("/login", fields)
            #expect(response.status == 429 && response["Retry-After"].first.flatMap { Int($0) }.map { $0 > 0 } == true)
            #expect(response.says("That was tried too often. Please try again in a minute."), "\(response.text)")
            let page = try StrictPage(response)
            #expect(try page.value("email", action: "/login") == user.email)
            #expect(try page.value("next", action: "/login") == "/movies/new")
        }
    }

    @Test(arguments: [
        ("/movies/new", "/movies/new"), ("/?q=a%26b", "/?q=a%26b"), ("//evil.example", "/"), ("/\\evil.example", "/"),
        ("https://evil.example/", "/"), ("/\r\nSet-Cookie: a=b", "/"), ("", "/"),
    ])
    func itLeadsToThePageThatWasAskedFor(next: String, location: String) throws {
        try withWorld { (world) throws in
            let user = try world.addUser()
            var browser = PageBrowser(in: world)
            let page = try browser.page("/login?next=\(Array(next.utf8).percentEncoded)")
            #expect(try page.value("next", action: "/login") == (location == "/" ? nil : next))
            let response = try browser.post("/login", ["email": user.email, "password": user.password, "next": next])
            #expect(response.status == 303 && response["Location"] == [location])
        }
    }

    @Test func aSiteWithoutAccountsSaysHowToMakeOne() throws {
        try withWorld { (world) throws in
            var browser = PageBrowser(in: world)
            let page = try browser.page("/login")
            #expect(page.text.contains("This site has no account yet.") && page["password"] == nil)
            _ = try world.addUser()
            #expect(try browser.page("/login")["password"] != nil)
        }
        try withWorld(HiddenAccountTests.hiding) { (world) throws in
            var browser = PageBrowser(in: world)
            #expect(try !browser.page("/login").text.contains("has no account yet"))
        }
    }
}
