import MovieBag
import TestPages
import Testing

@Suite("API tokens on the page of the own account")
struct AccountTokenTests {
    private static func form(
        _ user: User, name: String = "backup", scope: String = "write", days: String = "30"
    ) -> KeyValuePairs<String, String> {
        ["name": name, "scope": scope, "days": days, "current_password": user.password]
    }

    @Test func aTokenIsShownOnceAndEnded() throws {
        try withWorld { world in
            let user = try world.addUser()
            var browser = try PageBrowser(of: user, in: world)
            let page = try browser.post("/account/tokens", Self.form(user, name: " <b>backup "))
            #expect(page.status == 200 && page["Cache-Control"] == ["no-store"])
            #expect(page.notice == "The token was made.")
            let token = try #require(page.text.firstMatch(of: /value="(mb_[\w-]{43})"/)?.output.1)
            #expect(try world.accepts("\(token)"))
            #expect(page.text.contains("&lt;b&gt;backup</h3>") && page.text.contains("<span>Read and change</span>"))
            #expect(page.text.contains("Ends 15 July 2025") && !page.text.contains("<b>"))
            let later = try browser.get("/account").text
            #expect(!later.contains("mb_") && later.contains("&lt;b&gt;backup</h3>"))
            let end = try #require(later.firstMatch(of: /action="(\/account\/tokens\/[0-9a-f]{24}\/end)"/)?.output.1)
            #expect(try browser.submit("\(end)").notice == "The token was ended.")
            #expect(try !world.accepts("\(token)"))
            #expect(try browser.submit("\(end)").notice == "Nothing was changed.")
            #expect(try browser.post("/account/tokens/x/end").status == 404)
        }
    }

    @Test func oneThatIsWrongIsShownAgain() throws {
        try withWorld { world in
            let user = try world.addUser()
            var browser = try PageBrowser(of: user, in: world)
            let long = try browser.post(
                "/account/tokens", Self.form(user, name: String(repeating: "x", count: 61)))
            #expect(long.status == 400)
            #expect(long.says("Please give the token a name of at most 60 characters.", at: "token-name"))
            #expect(long.text.contains(#"<option value="write" selected>"#) && long.text.contains("<details open>"))
            for days in ["0", "366", "-1", "1.5", "9999", "<b>"] {
                let page = try browser.post("/account/tokens", Self.form(user, days: days))
                #expect(page.status == 400)
                #expect(page.says("Please enter a number of days from 1 to 365.", at: "token-days"))
                #expect(!page.text.contains("<b>"))
            }
            let scope = try browser.post("/account/tokens", Self.form(user, scope: "all"))
            #expect(scope.status == 400 && scope.text.contains("The form did not arrive whole."))
            let wrong = try browser.post(
                "/account/tokens", ["name": "a", "scope": "read", "days": "1", "current_password": "hunter2222"])
            #expect(wrong.status == 403 && wrong.says("This is not your current password.", at: "token-current"))
            #expect(!wrong.text.contains("hunter2222") && wrong.text.contains(#"max="365" value="1""#))
            let empty = try browser.post("/account/tokens")
            #expect(empty.status == 400 && empty.text.contains("There are 4 problems"))
            #expect(empty.says("Please fill in “Days until it ends”.", at: "token-days"))
            #expect(try world.get("/api/auth/tokens", by: user).text == "[]")
        }
    }

    @Test func thereAreNotMoreThanAnAccountMayHave() throws {
        var arrangement = Arrangement()
        arrangement.limits.tokensPerAccount = 1
        try withWorld(arrangement) { world in
            let user = try world.addUser()
            var browser = try PageBrowser(of: user, in: world)
            #expect(try browser.post("/account/tokens", Self.form(user)).status == 200)
            let page = try browser.post("/account/tokens", Self.form(user, name: "second"))
            #expect(page.status == 400 && page.says("You have 50 API tokens. Please end one first."))
            #expect(page.text.contains(#"value="second""#))
        }
    }
}
