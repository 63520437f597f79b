import TestPages
import Testing

@Suite("Changes of accounts by the page of administrators")
struct AdminChangeTests {
    private static func path(_ user: User, _ action: String) -> String { "/admin/accounts/\(user.id)/\(action)" }

    @Test func eachIsMadeAndSaysSo() throws {
        try withWorld { world in
            let ada = try world.addAdministrator()
            let ann = try world.addUser()
            try world.proveAddress(of: ann)
            var browser = try PageBrowser(of: ada, in: world)
            func expect(_ action: String, _ notice: String, _ state: String) throws {
                let page = try browser.submit(Self.path(ann, action))
                #expect(page.notice == "\u{2068}ann@example.org\u{2069} \(notice)", "\(action)")
                let account = try world.get("/api/accounts/\(ann.id)", by: ada).text
                #expect(account.contains(state), "\(action)")
            }
            try expect("promote", "is an administrator now.", #""role":"administrator""#)
            try expect("demote", "is a member now.", #""role":"member""#)
            try expect("disable", "was disabled.", #""disabled":true"#)
            #expect(try !world.accepts(ann.token))
            try expect("enable", "was enabled.", #""disabled":false"#)
            let token = try world.again(ann).token
            let ended = try browser.submit(Self.path(ann, "end-sessions"))
            #expect(ended.notice == "All sessions and API tokens of \u{2068}ann@example.org\u{2069} have ended.")
            #expect(try !world.accepts(token))
            let reset = try browser.submit(Self.path(ann, "reset"))
            let sentence = "A mail with a link for a new password is on its way to \u{2068}ann@example.org\u{2069}."
            #expect(reset.notice == sentence)
            _ = try world.takeReset(for: ann)
        }
    }

    /// Two administrators may be at it at the same time.
    @Test func whatCannotBeDoneAnyMoreIsSaid() throws {
        try withWorld { world in
            let ada = try world.addAdministrator()
            let ann = try world.addUser()
            var browser = try PageBrowser(of: ada, in: world)
            let last =
                "This is the last administrator who is not disabled. Make another account an administrator first."
            for action in ["demote", "disable"] {
                let page = try browser.post(Self.path(ada, action))
                #expect(page.status == 409 && page.says(last) && page.text.contains("<title>Problem: Accounts"))
            }
            let unproved = try browser.post(Self.path(ann, "promote"))
            #expect(unproved.status == 403 && unproved.text.contains("<li>This address has not been confirmed"))
            _ = try browser.submit(Self.path(ann, "disable"))
            let disabled = try browser.post(Self.path(ann, "reset"))
            #expect(disabled.status == 409 && disabled.text.contains("<li>This account has been disabled."))
            for action in ["disable", "enable", "promote", "demote", "reset", "end-sessions"] {
                let gone = try browser.post("/admin/accounts/0123456789abcdef01234567/\(action)")
                #expect(gone.status == 404 && gone.says("There is no such account."))
                #expect(try browser.post("/admin/accounts/x/\(action)").status == 404)
            }
            #expect(try browser.get("/admin").status == 200)
        }
    }

    @Test func aNoticeTakesNoWordsFromTheAddress() throws {
        try withWorld { world in
            let ada = try world.addAdministrator()
            var browser = try PageBrowser(of: ada, in: world)
            for query in [
                "notice=account_disabled", "notice=account_disabled&account=Eve", "notice=saved&account=\(ada.id)",
                "notice=account_disabled&account=0123456789abcdef01234567",
            ] { #expect(try browser.get("/admin?\(query)").notice == nil) }
        }
    }
}
