import MovieBag
import MovieBagPages
import TestPages
import Testing

@Suite("The page of the own account")
struct AccountPageTests {
    static let firefox = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"

    @Test func itShowsWhatThereIs() throws {
        try withWorld { world in
            let user = try world.addUser()
            var browser = try PageBrowser(of: user, in: world, agent: Self.firefox)
            let page = try browser.get("/account")
            #expect(page.status == 200 && page["Cache-Control"] == ["no-store"])
            for text in [
                "<title>Account – Movie-bag</title>", "<bdi>ann@example.org</bdi>", "<span>Member</span>",
                "Since 15 June 2025", "You are logged in in 2 places.", "Firefox on Linux", "Unknown device",
                #"action="/account/profile""#, #"action="/account/password""#, #"action="/account/email""#,
                #"action="/account/logout-all""#, #"action="/account/tokens""#, #"action="/account/delete""#,
                #"href="/account/export""#, #"href="/account" aria-current="page""#,
            ] { #expect(page.text.contains(text), "\(text)") }
            #expect(!page.text.contains("You have added") && page.notice == nil)
        }
    }

    @Test(arguments: ["/account", "/account/export"])
    func aStrangerLogsInFirst(path: String) throws {
        try withWorld { world in
            var stranger = PageBrowser(in: world)
            let page = try stranger.get(path)
            #expect(page.status == 303 && page["Location"].first?.hasPrefix("/login?next=%2Faccount") == true)
        }
    }

    /// After a log-in a browser asks for the address that a form was sent to.
    @Test(arguments: [
        "profile", "password", "email", "logout-all", "delete", "tokens", "tokens/0123456789abcdef01234567/end",
        "sessions/0123456789abcdef01234567/end",
    ])
    func whereFormsAreSentNothingIsToBeSeenOrForged(path: String) throws {
        try withWorld { world in
            let user = try world.addUser()
            var browser = try PageBrowser(of: user, in: world)
            let before = try Self.withoutTokens(browser.get("/account"))
            let page = try browser.get("/account/\(path)")
            #expect(page.status == 303 && page["Location"] == ["/account"])
            for site in ["cross-site", "same-site", nil] {
                browser.fetchSite = site
                browser.others["HTTP_ORIGIN"] = site == nil ? "https://evil.example" : nil
                #expect(try browser.post("/account/\(path)", ["current_password": user.password]).status == 403)
            }
            // Without a word of the browser there is the token of the form, which is missing here.
            browser.others["HTTP_ORIGIN"] = nil
            #expect(try browser.post("/account/\(path)").status == 403)
            #expect(try Self.withoutTokens(browser.get("/account")) == before)
            var stranger = PageBrowser(in: world)
            let refused = try stranger.post("/account/\(path)", ["name": "Eve"])
            #expect(refused.status == 403 && refused.text.contains(#"name="kept-name""#))
        }
    }

    @Test func aNoticeIsOneOfOurs() throws {
        try withWorld { world in
            var browser = try PageBrowser(of: world.addUser(), in: world)
            #expect(try browser.get("/account?notice=saved").notice == "Saved.")
            #expect(try browser.get("/account?notice=logged_out").notice == nil)
            #expect(try browser.get("/account?notice=%3Cb%3E").notice == nil)
            #expect(try browser.get("/account?notice=%zz").status == 200)
        }
    }

    @Test func theExportIsAFile() throws {
        try withWorld { world in
            let user = try world.addUser()
            var browser = try PageBrowser(of: user, in: world)
            let file = try browser.get("/account/export")
            #expect(file.status == 200 && file["Content-Type"] == ["application/json"])
            #expect(file["Content-Disposition"] == [#"attachment; filename="account.json""#])
            #expect(file["Cache-Control"] == ["no-store"])
            #expect(try file.text == world.get("/api/auth/export", by: user).text)
            #expect(try browser.get("/account/export?after=x").text == file.text)
            let rest = try browser.get("/account/export?after=0123456789abcdef01234567")
            #expect(rest.text == #"{"movies":[],"marks":[],"removed":[]}"#)
        }
    }

    /// An account may choose the languages of the pages.
    @Test func languagesAreThoseOfThePages() {
        #expect(ProfileChange.languages == PageLanguage.allCases.map(\.rawValue))
    }

    /// A page without the tokens of its forms, which are others each time.
    private static func withoutTokens(_ page: TestResponse) -> String {
        page.text.replacing(/name="form_token" value="[^"]*"/, with: "")
    }
}
