import TestPages
import Testing

@Suite("Sessions on the page of the own account")
struct AccountSessionTests {
    @Test func anotherSessionIsEnded() throws {
        try withWorld { world in
            let user = try world.addUser()
            var browser = try PageBrowser(of: user, in: world)
            let page = try browser.get("/account").text
            let ends = page.matches(of: /action="(\/account\/sessions\/[0-9a-f]{24}\/end)"/).map { "\($0.output.1)" }
            try #require(ends.count == 1, "only the other one is to be ended")
            #expect(try browser.submit(ends[0]).notice == "The session was ended.")
            #expect(try !world.accepts(user.token))
            #expect(try browser.submit(ends[0]).notice == "Nothing was changed.")
            #expect(try browser.post("/account/sessions/x/end").status == 404)
        }
    }

    @Test func nobodyEndsTheSessionOfAnother() throws {
        try withWorld { world in
            let (ann, ben) = (try world.addUser(), try world.addUser("ben@example.org"))
            let id = try #require(try world.get("/api/auth/sessions", by: ben).objects().first?.id)
            var browser = try PageBrowser(of: ann, in: world)
            #expect(try browser.submit("/account/sessions/\(id)/end").notice == "Nothing was changed.")
            #expect(try world.accepts(ben.token))
        }
    }

    @Test func theOwnSessionIsEndedAsByLoggingOut() throws {
        try withWorld { world in
            let user = try world.addUser()
            var browser = try PageBrowser(of: user, in: world)
            let sessions = try world.get("/api/auth/sessions", by: user).objects()
            let own = try #require(sessions.first { $0.text("kind") == "page" }?.id)
            let page = try browser.submit("/account/sessions/\(own)/end")
            #expect(browser.cookie == nil && page.notice == "You are logged out.")
        }
    }

    @Test(arguments: [false, true])
    func allSessionsEnd(withTokens: Bool) throws {
        try withWorld { world in
            let user = try world.addUser()
            let token = try world.post(
                "/api/auth/tokens",
                #"{"current_password":\#(quoted(user.password)),"name":"a","scope":"write","days":1}"#, by: user
            ).member("token")
            var browser = try PageBrowser(of: user, in: world)
            let stolen = browser
            let page = try browser.submit("/account/logout-all", withTokens ? ["tokens": "true"] : [:])
            #expect(browser.cookie == nil && page.notice == "You are logged out everywhere.")
            #expect(try !world.accepts(user.token))
            #expect(try world.accepts(token) == !withTokens)
            var thief = stolen
            #expect(try thief.get("/account").status == 303)
        }
    }

    @Test func whatAgentsAreCalledStaysText() throws {
        try withWorld { world in
            var browser = try PageBrowser(of: world.addUser(), in: world, agent: "<b>curl/8</b>")
            let page = try browser.get("/account").text
            #expect(page.contains("&lt;b&gt;curl/8&lt;/b&gt;") && !page.contains("<b>"))
        }
    }
}
