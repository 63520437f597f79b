import MovieBag
import TestPages
import Testing

@Suite("The forms of the own account")
struct AccountFormTests {
    private static let long = String(repeating: "x", count: 61)
    private static let markup = "<b>&\"'x"
    private static let escaped = "&lt;b&gt;&amp;&quot;&#39;x"

    @Test func nameAndLanguageAreChosenAndTakenAway() throws {
        try withWorld { world in
            let user = try world.addUser()
            var browser = try PageBrowser(of: user, in: world)
            let page = try browser.submit("/account/profile", ["name": " Ann ", "language": "de"])
            #expect(page.text.contains(#"<html lang="de" dir="ltr">"#))
            #expect(page.text.contains(#"value="Ann" maxlength="60""#))
            #expect(page.text.contains(#"<option value="de" lang="de" selected>"#))
            let api = try world.get("/api/auth/me", by: user).text
            #expect(api.contains(#""name":"Ann""#) && api.contains(#""language":"de""#))
            browser.others["HTTP_ACCEPT_LANGUAGE"] = "ar"
            let none = try browser.submit("/account/profile", ["name": "", "language": ""])
            #expect(none.text.contains(#"<html lang="ar" dir="rtl">"#))
            #expect(none.text.contains(#"<option value="" selected>"#))
            let after = try world.get("/api/auth/me", by: user).text
            #expect(after.contains(#""name":null"#) && after.contains(#""language":null"#))
        }
    }

    @Test func aProfileThatIsWrongIsShownAgain() throws {
        try withWorld { world in
            let user = try world.addUser()
            var browser = try PageBrowser(of: user, in: world)
            let long = try browser.post("/account/profile", ["name": Self.long, "language": "ar"])
            #expect(long.status == 400)
            #expect(long.says("Please choose a name of at most 60 characters, or none.", at: "profile-name"))
            #expect(long.text.contains("<title>Problem: Account – Movie-bag</title>"))
            #expect(long.text.contains(#"value="\#(Self.long)""#) && long.text.contains(#"lang="ar" selected>"#))
            let other = try browser.post("/account/profile", ["name": "Ann", "language": "xx"])
            #expect(other.status == 400 && other.says("Please choose one of the languages.", at: "language"))
            let whole = "The form did not arrive whole. Please send it again."
            for fields: KeyValuePairs in [
                ["name": "Ann"], ["language": "de"], ["name": "Ann", "name": "Ben", "language": "de"],
                ["name": "a", "language": "de", "language": "de"],
            ] {
                let page = try browser.post("/account/profile", fields)
                #expect(page.status == 400 && page.says(whole))
            }
            #expect(try browser.send(.form("name=%zz", to: "/account/profile")).says(whole))
            let text = try browser.submit("/account/profile", ["name": Self.markup, "language": ""]).text
            #expect(text.contains(#"value="\#(Self.escaped)""#) && !text.contains("<b>"))
            #expect(try world.get("/api/auth/me", by: user).text.contains(#""language":null"#))
        }
    }

    @Test func aNewPasswordEndsTheOtherSessions() throws {
        try withWorld { world in
            let user = try world.addUser()
            var browser = try PageBrowser(of: user, in: world)
            let page = try browser.submit(
                "/account/password", ["current_password": user.password, "password": "battery staple"])
            #expect(page.status == 200 && page.text.contains("You are logged in in 1 place."))
            #expect(page.notice == "Your password was changed. Every other session has ended.")
            #expect(try !world.accepts(user.token) && world.logIn(user.email, "battery staple").status == 200)
            try world.takeConfirmation(.passwordChanged, for: user)
        }
    }

    @Test func aPasswordThatIsWrongIsShownAgainWithoutIt() throws {
        try withWorld { world in
            let user = try world.addUser()
            var browser = try PageBrowser(of: user, in: world)
            let path = "/account/password"
            let wrong = try browser.post(path, ["current_password": "hunter2222", "password": "battery staple"])
            #expect(wrong.status == 403 && wrong.says("This is not your current password.", at: "password-current"))
            #expect(wrong.text.contains("<details open>") && !wrong.text.contains("hunter2222"))
            #expect(!wrong.text.contains("battery staple"))
            let weak = try browser.post(path, ["current_password": user.password, "password": user.email])
            #expect(weak.status == 400)
            #expect(
                weak.says("Please choose another password: it must not be your email address.", at: "password-new"))
            let long = try browser.post(
                path, ["current_password": user.password, "password": String(repeating: "x", count: 1025)])
            #expect(long.status == 400 && long.text.contains("and at most 1024 bytes.</a>"))
            let empty = try browser.post(path)
            #expect(empty.status == 400 && empty.text.contains("There are 2 problems"))
            #expect(empty.says("Please fill in “Current password”.", at: "password-current"))
            #expect(empty.says("Please fill in “New password”.", at: "password-new"))
            #expect(try world.logIn(user.email, user.password).status == 200)
        }
    }

    @Test func tooManyGuessesHaveToWait() throws {
        try withWorld { world in
            let user = try world.addUser()
            var browser = try PageBrowser(of: user, in: world)
            browser.others["REMOTE_ADDR"] = "192.0.2.1"
            var last: TestResponse?
            for _ in 1...30 where last?.status != 429 {
                last = try browser.post(
                    "/account/password", ["current_password": "hunter2222", "password": "battery staple"])
            }
            let page = try #require(last)
            #expect(page.status == 429 && page["Retry-After"].count == 1)
            #expect(page.text.contains("That was tried too often."))
        }
    }

    @Test func aNewAddressIsMailedALink() throws {
        try withWorld { world in
            let user = try world.addUser()
            _ = try world.addUser("ben@example.org")
            var browser = try PageBrowser(of: user, in: world)
            let form: KeyValuePairs = ["email": " ann@example.net ", "current_password": user.password]
            let page = try browser.submit("/account/email", form)
            let notice = "If the address is free, a mail with a link to confirm it is on its way."
            #expect(page.notice == notice)
            let links = try world.takeLinks()
            #expect(links.map(\.recipient) == ["ann@example.net"] && links.map(\.kind) == [.emailChange])
            let taken = try browser.submit(
                "/account/email", ["email": "ben@example.org", "current_password": user.password])
            #expect(taken.notice == notice)
        }
    }

    @Test func anAddressThatIsWrongIsShownAgain() throws {
        try withWorld { world in
            let user = try world.addUser()
            var browser = try PageBrowser(of: user, in: world)
            let sentence = "Please enter an email address like name@example.org."
            for email in [
                "ann", Self.markup, "a@b@c", "ann@\(String(repeating: "x", count: 300)).org", "a!b@example.org",
            ] {
                let page = try browser.post("/account/email", ["email": email, "current_password": user.password])
                #expect(page.status == 400 && page.says(sentence, at: "email-new"))
                #expect(!page.text.contains("<b>"))
            }
            let wrong = try browser.post(
                "/account/email", ["email": "ann@example.net", "current_password": "hunter2222"])
            #expect(wrong.status == 403 && wrong.says("This is not your current password.", at: "email-current"))
            #expect(wrong.text.contains(#"value="ann@example.net""#) && !wrong.text.contains("hunter2222"))
            let empty = try browser.post("/account/email", ["email": "  "])
            #expect(empty.status == 400 && empty.says("Please fill in “New email address”.", at: "email-new"))
            #expect(empty.says("Please fill in “Current password”.", at: "email-current"))
        }
    }
}
