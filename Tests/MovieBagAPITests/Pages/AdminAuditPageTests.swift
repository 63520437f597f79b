import TestPages
import Testing

@Suite("The page of the audit for administrators")
struct AdminAuditPageTests {
    @Test func whatWasRecordedIsListedAndSearched() throws {
        try withWorld { world in
            let ada = try world.addAdministrator()
            let ann = try world.addUser()
            #expect(try world.logIn(ann.email, "hunter2222").status == 401)
            var browser = try PageBrowser(of: ada, in: world)
            _ = try browser.submit("/admin/accounts/\(ann.id)/disable")
            let all = try browser.get("/admin/audit")
            #expect(all.status == 200 && all["Cache-Control"] == ["no-store"])
            for text in [
                "<h2>Signed up</h2>", "<h2>Account disabled</h2>", #"<option value="" selected>Everything</option>"#,
                #"<a href="/admin/audit?account=\#(ann.id)" dir="auto">ann@example.org</a>"#,
                "by <bdi>ada@example.org</bdi>",
            ] { #expect(all.text.contains(text), "\(text)") }
            #expect(all.text.contains(#"<li class="severe">"#))
            for account in [ann.id, "ann@example.org", "%20ANN@example.org"] {
                let own = try browser.get("/admin/audit?account=\(account)").text
                #expect(own.contains("<h2>Account disabled</h2>"))
                #expect(!own.contains(#"dir="auto">ada@example.org</a>"#))
            }
            let kind = try browser.get("/admin/audit?kind=login-failed&account=").text
            #expect(kind.contains("<h2>Log-in failed</h2>") && !kind.contains("<h2>Signed up</h2>"))
            #expect(kind.contains(#"<option value="login-failed" selected>"#))
            let none = try browser.get("/admin/audit?kind=movie-removed")
            #expect(none.status == 200 && !none.text.contains("<time"))
        }
    }

    @Test func otherQueriesDoNoHarm() throws {
        try withWorld { world in
            let ada = try world.addAdministrator()
            var browser = try PageBrowser(of: ada, in: world)
            for query in ["kind=%3Cb%3E", "after=x", "other=1", "%zz"] {
                let page = try browser.get("/admin/audit?\(query)")
                #expect(page.status == 200 && page.text.contains("<h2>Signed up</h2>") && !page.text.contains("<b>"))
            }
            for account in ["ben@example.org", "%3Cb%3E%22", "x"] {
                let page = try browser.get("/admin/audit?account=\(account)")
                #expect(page.status == 404 && page.says("There is no such account.", at: "account"))
                #expect(!page.text.contains("<b>") && !page.text.contains("<h2>Signed up</h2>"))
            }
            // An account that is gone may still be looked at.
            #expect(try browser.get("/admin/audit?account=0123456789abcdef01234567").status == 200)
        }
    }

    @Test func fiftyAreOnAPage() throws {
        try withWorld { world in
            let ada = try world.addAdministrator()
            for _ in 1...51 { _ = try world.again(ada) }
            var browser = try PageBrowser(of: ada, in: world)
            let first = try browser.get("/admin/audit?kind=login").text
            #expect(first.matches(of: /<h2>Logged in<\/h2>/).count == 50)
            let next = try #require(first.firstMatch(of: /href="([^"]+)" rel="next"/)?.output.1)
            #expect(next.hasPrefix("/admin/audit?kind=login&amp;after="))
            let second = try browser.get(String(next).replacing("&amp;", with: "&")).text
            #expect(second.matches(of: /<h2>Logged in<\/h2>/).count == 3)
            #expect(second.contains(#"href="/admin/audit?kind=login" rel="first""#))
        }
    }
}
