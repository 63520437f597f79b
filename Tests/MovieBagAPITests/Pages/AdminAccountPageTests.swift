import TestPages
import Testing

@Suite("The page of accounts for administrators")
struct AdminAccountPageTests {
    @Test func whatMayNotBeDoneIsNotOffered() throws {
        try withWorld { world in
            let ada = try world.addAdministrator()
            let ann = try world.addUser()
            var browser = try PageBrowser(of: ada, in: world)
            let page = try browser.get("/admin")
            #expect(page.status == 200 && page["Cache-Control"] == ["no-store"])
            #expect(page.text.contains("<title>Accounts – Movie-bag</title>"))
            func offers(_ user: User, _ page: TestResponse) -> [String] {
                page.text.matches(of: /action="\/admin\/accounts\/([0-9a-f]{24})\/([a-z-]+)"/)
                    .filter { $0.output.1 == user.id }.map { "\($0.output.2)" }
            }
            #expect(offers(ada, page) == ["reset"])
            // Without a proof of the address it becomes no administrator.
            #expect(offers(ann, page) == ["reset", "end-sessions", "disable"])
            try world.proveAddress(of: ann)
            #expect(try offers(ann, browser.get("/admin")) == ["reset", "end-sessions", "promote", "disable"])
            try world.promote(ann)
            #expect(try offers(ann, browser.get("/admin")) == ["reset", "end-sessions", "demote", "disable"])
            try world.execute("UPDATE accounts SET disabled = 1 WHERE email = '\(ann.email)'")
            #expect(try offers(ann, browser.get("/admin")) == ["end-sessions", "demote", "enable"])
        }
    }

    @Test func namesStayText() throws {
        try withWorld { world in
            let ada = try world.addAdministrator()
            let ann = try world.addUser()
            try world.post("/api/auth/me", #"{"name":"<b>&\"'"}"#, by: ann, method: "PATCH")
            var browser = try PageBrowser(of: ada, in: world)
            let page = try browser.get("/admin").text
            #expect(page.contains("&lt;b&gt;&amp;&quot;&#39;</h2>") && !page.contains("<b>"))
        }
    }

    @Test func anAccountIsFoundByItsAddress() throws {
        try withWorld { world in
            let ada = try world.addAdministrator()
            _ = try world.addUser()
            var browser = try PageBrowser(of: ada, in: world)
            let found = try browser.get("/admin?email=%20ANN@example.org").text
            #expect(found.contains("<h2 dir=\"auto\">ann@example.org</h2>") && !found.contains(">ada@example.org</h2>"))
            #expect(found.contains("?email=ANN%40example.org\""))
            for other in ["ben@example.org", "x", "%3Cb%3E", "ann@example.org%00"] {
                let page = try browser.get("/admin?email=\(other)")
                #expect(page.status == 200 && page.text.contains("No account has this address."))
                #expect(!page.text.contains("<b>"))
            }
            #expect(try browser.get("/admin?email=&after=x&other=1").text.contains(">ann@example.org</h2>"))
        }
    }

    @Test func fiftyAreOnAPage() throws {
        try withWorld { world in
            let ada = try world.addAdministrator()
            for number in 10...69 {
                try world.execute(
                    """
                    INSERT INTO accounts (id, email, password)
                    VALUES (x'ffffffffffffffffffffff\(number)', 'user\(number)@example.org', '')
                    """)
            }
            var browser = try PageBrowser(of: ada, in: world)
            let first = try browser.get("/admin").text
            #expect(first.contains(">ada@example.org</h2>") && first.contains(">user58@example.org</h2>"))
            #expect(!first.contains("user59@") && !first.contains(#"rel="first""#))
            let next = try #require(first.firstMatch(of: /href="([^"]+)" rel="next"/)?.output.1)
            let second = try browser.get("\(next)").text
            #expect(second.contains(">user59@example.org</h2>") && second.contains(#"href="/admin" rel="first""#))
            #expect(!second.contains("user58@") && !second.contains(#"rel="next""#))
            // A change leads back to the same accounts.
            let action = try #require(second.firstMatch(of: /action="([^"]+end-sessions[^"]*)"/)?.output.1)
            let after = try browser.submit(String(action).replacing("&amp;", with: "&"))
            #expect(after.text.contains(">user59@example.org</h2>") && after.notice?.contains("user59@") == true)
        }
    }
}
