import Mail
import MovieBag
import TestPages
import Testing
import Web

/// What a browser's session is good for, and what becomes of a form when it is over.
@Suite("The session of a browser")
struct PageSessionTests {
    /// ASVS 14.3.1
    @Test func loggingOutEndsItAndTakesTheCookieAway() throws {
        try withWorld { (world) throws in
            var browser = try PageBrowser(of: world.addUser(), in: world)
            let cookie = try #require(browser.cookie)
            let page = try browser.page("/logout")
            let response = try browser.send(try page.fields(action: "/logout"), to: "/logout")
            #expect(response.status == 303 && response["Location"] == ["/login?notice=logged_out"])
            #expect(response["Set-Cookie"] == ["session=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0"])
            #expect(try world.number("SELECT count(*) FROM sessions WHERE kind = 'page'") == 0)
            #expect(try browser.get("/login?notice=logged_out").notice == "You are logged out.")
            browser.others["HTTP_COOKIE"] = cookie
            #expect(try browser.get("/movies/new").status == 303)
            // Once more does no harm.
            #expect(try browser.post("/logout").status == 303)
        }
    }

    // A use is written with the next write, so that each is one: what is not written is not found days later.
    @Test func aMonthWithoutUseEndsIt() throws {
        try withWorld { (world) throws in
            var browser = try PageBrowser(of: world.addUser(), in: world)
            for number in 0..<3 {
                world.clock.advance(seconds: 2_591_000)
                #expect(try browser.post("/movies/new", ["name": "Movie \(number)"]).status == 303)
                #expect(try browser.get("/movies/new").status == 200)
            }
            world.clock.advance(seconds: 2_592_001)
            let response = try browser.get("/movies/new")
            #expect(response.status == 303 && response["Location"] == ["/login?next=%2Fmovies%2Fnew"])
        }
    }

    @Test func afterHalfAYearItIsOver() throws {
        try withWorld { (world) throws in
            var browser = try PageBrowser(of: world.addUser(), in: world)
            for number in 0..<7 {
                world.clock.advance(seconds: 2_000_000)
                #expect(try browser.post("/movies/new", ["name": "Movie \(number)"]).status == 303)
                #expect(try browser.get("/movies/new").status == 200)
            }
            world.clock.advance(seconds: 1_552_000)
            #expect(try browser.get("/movies/new").status == 303)
        }
    }

    /// ASVS 7.2.1
    @Test func aNewPasswordEndsItAndASmallChangeOfTheCookieIsNone() throws {
        try withWorld { (world) throws in
            let user = try world.addUser()
            var browser = try PageBrowser(of: user, in: world)
            let cookie = try #require(browser.cookie)
            for other in [
                cookie + "A", String(cookie.dropLast()), cookie.lowercased(), "\(cookie); \(cookie)", "session=", "x",
            ] {
                var call = Call("GET", "/movies/new")
                call.others["HTTP_COOKIE"] = other
                #expect(try world.send(call).status == 303, "\(other)")
            }
            #expect(try browser.get("/movies/new").status == 200)
            let body = #"{"current_password":"correct horse","password":"another horse"}"#
            try world.post("/api/auth/password", body, by: user)
            try world.takeConfirmation(.passwordChanged, for: user)
            #expect(try browser.get("/movies/new").status == 303)
        }
    }

    /// What was typed is sent after the log-in, by one button.
    @Test func aFormWhoseSessionIsOverIsNotLost() throws {
        try withWorld { (world) throws in
            let user = try world.addUser()
            var browser = try PageBrowser(of: user, in: world)
            let form = try browser.page("/movies/new").fields()
            world.clock.advance(seconds: 2_592_001)
            let refused = try browser.send(
                form, with: ["name": "Ran \"<b>&amp;", "casts": "Tatsuya Nakadai\r\nMieko Harada", "genres": "War"],
                to: "/movies/new")
            #expect(refused.status == 403 && refused.notice == "Your session is over. Please log in again.")
            #expect(try world.movies() == "[]")
            // A wrong password loses nothing either.
            var logIn = try StrictPage(refused).fields(action: "/login")
            #expect(
                logIn.contains { $0 == ("kept-name", "Ran \"<b>&amp;") }
                    && logIn.contains { $0 == ("next", "/movies/new") })
            #expect(!logIn.contains { $0.name == "kept-form_token" })
            let wrong = try browser.send(logIn, with: ["email": user.email, "password": "wrong horse"], to: "/login")
            #expect(wrong.status == 403)
            logIn = try StrictPage(wrong).fields(action: "/login")
            let goOn = try browser.send(logIn, with: ["email": user.email, "password": user.password], to: "/login")
            #expect(goOn.status == 200 && browser.cookie != nil && goOn["Cache-Control"] == ["no-store"])
            #expect(try world.movies() == "[]")
            let fields = try StrictPage(goOn).fields(action: "/movies/new")
            // A browser that says nothing of where a form comes from has the new session's token.
            browser.fetchSite = nil
            let added = try browser.send(fields, to: "/movies/new")
            #expect(added.status == 303)
            let movies = try world.movies()
            #expect(
                movies.contains(#""name":"Ran \"<b>&amp;""#) && movies.contains(#"["Tatsuya Nakadai","Mieko Harada"]"#))
        }
    }

    /// A button has no page to go back to, and is offered again.
    @Test func aButtonWhoseSessionIsOverIsNotLost() throws {
        try withWorld { (world) throws in
            let user = try world.addUser()
            var browser = try PageBrowser(of: user, in: world)
            let form = try browser.page("/movies/new").fields()
            let added = try browser.send(form, with: ["name": "Ran"], to: "/movies/new")
            let movie = String(try #require(added["Location"].first?.split(separator: "?").first))
            #expect(try browser.post("\(movie)/remove").status == 303)
            var other = PageBrowser(in: world)
            let refused = try other.post("\(movie)/restore")
            #expect(refused.status == 403 && refused.notice == "Your session is over. Please log in again.")
            let logIn = try StrictPage(refused).fields(action: "/login")
            let goOn = try other.send(logIn, with: ["email": user.email, "password": user.password], to: "/login")
            #expect(goOn.status == 200)
            #expect(try world.movies() == "[]")
            let button = try StrictPage(goOn).fields(action: "\(movie)/restore")
            let restored = try other.send(button, to: "\(movie)/restore")
            #expect(restored.status == 303)
            #expect(try world.movies().contains(#""name":"Ran""#))
        }
    }

    /// What asks first whether it is meant asks again.
    @Test func aButtonOfAPageLeadsBackToIt() throws {
        try withWorld { (world) throws in
            let user = try world.addUser()
            var browser = PageBrowser(in: world)
            let path = "/movies/0123456789abcdef01234567/remove"
            let logIn = try StrictPage(browser.post(path, [:])).fields(action: "/login")
            let response = try browser.send(
                logIn, with: ["email": user.email, "password": user.password], to: "/login")
            #expect(response.status == 303 && response["Location"] == [path])
        }
    }

    @Test func passwordsAreNotCarriedAlong() throws {
        try withWorld { (world) throws in
            var browser = PageBrowser(in: world)
            let response = try browser.post(
                "/movies/new", ["name": "Ran", "password": "a secret", "current_password": "a secret"])
            #expect(response.status == 403 && !response.text.contains("a secret"))
            #expect(try StrictPage(response).value("kept-name", action: "/login") == "Ran")
        }
    }

    /// ASVS 3.5.2
    @Test func theAPIReadsNoCookieAndPagesReadNoToken() throws {
        try withWorld { (world) throws in
            let user = try world.addUser()
            let browser = try PageBrowser(of: user, in: world)
            var call = Call("GET", "/api/auth/me")
            call.others["HTTP_COOKIE"] = browser.cookie
            call.others["HTTP_SEC_FETCH_SITE"] = "same-origin"
            try expect(try world.send(call), is: .missingToken)
            call = Call("POST", "/api/movies", json: movieBody("Ran"))
            call.others["HTTP_COOKIE"] = browser.cookie
            try expect(try world.send(call), is: .missingToken)
            // The secret of a cookie is no token.
            let secret = try #require(browser.cookie?.split(separator: "=").last)
            try expect(try world.send(Call("GET", "/api/auth/me", token: String(secret))), is: .badAccessToken)
            let token = try world.send(Call("GET", "/movies/new", token: user.token))
            #expect(token.status == 303 && token["Location"].first?.hasPrefix("/login") == true)
            #expect(try !StrictPage(world.send(Call("GET", "/", token: user.token))).text.contains(user.email))
        }
    }
}
