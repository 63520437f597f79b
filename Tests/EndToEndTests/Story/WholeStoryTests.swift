import TestSite
import Testing

extension EndToEndTests {
    /// What a user does, from the first request to a new password, through every part of the installation.
    @EndToEnd
    @Suite struct WholeStoryTests {
        let site: Site

        init() throws {
            site = try Site()
        }

        @Test func aMovieIsAddedShownListedChangedAndRemoved() throws {
            let ann = try site.signUp("ann@example.org")
            #expect(ann.count == 24)
            let token = try site.logIn("ann@example.org")
            let id = try site.addMovie("The Third Man", token: token)

            let shown = try site.client.get("/api/movies/\(id)")
            #expect(shown.status == 200)
            expectFields(shown, type: "application/json")
            #expect(
                shown.text == #"{"_id":{"$oid":"\#(id)"},"name":"The Third Man","casts":["Ann"],"genres":["Drama"],"#
                    + #""added_by":{"$oid":"\#(ann)"}}"#)
            let list = try site.client.get("/api/movies")
            #expect(list.text == "[\(shown.text)]")
            #expect(list["Link"] == nil)

            let changed = try site.client.put("/api/movies/\(id)", json: #"{"genres":["Film noir"]}"#, token: token)
            #expect(changed.status == 200)
            #expect(changed.text == #""""#)
            #expect(try site.client.get("/api/movies/\(id)").json(Movie.self).genres == ["Film noir"])

            let removed = try site.client.delete("/api/movies/\(id)", token: token)
            #expect(removed.status == 200)
            #expect(removed.text == #""""#)
            #expect(try site.client.get("/api/movies").text == "[]")
        }

        @Test func aForgottenPasswordIsReplacedWithTheLinkInTheMail() throws {
            let oldToken = try site.newAccount("ann@example.org")
            let token = try site.requestReset(for: "ann@example.org")
            let link = "/reset/\(token)"

            // Mail scanners open links too, some with HEAD.
            for method in ["GET", "HEAD", "GET", "GET"] {
                #expect(try site.client.send(HTTPRequest(method, link)).status == 200)
            }
            let weak = try site.client.post(link, form: "password=short")
            #expect(weak.status == 400)
            expectResetPage(weak, holds: "<form method=\"post\">")
            #expect(weak.text.contains("at least 8 characters"))

            // Some browsers add fields; a double click sends it twice.
            for form in ["password=a+new+pass%2Bword&_charset_=UTF-8", "password=a+new+pass%2Bword"] {
                let changed = try site.client.post(link, form: form)
                #expect(changed.status == 303)
                #expect(changed.values("Location") == ["/reset/done"])
                #expect(changed.text.isEmpty && changed.values("Content-Type").isEmpty)
            }
            expectResetPage(try site.client.get("/reset/done"), holds: "Password changed")
            _ = try site.mailbox.take(for: "ann@example.org", subject: "[Movie-bag] Password reset successful")

            try expectOldCredentialsAreRefused(oldToken)
            _ = try site.logIn("ann@example.org", password: "a new pass+word")
            for again in [try site.client.get(link), try site.client.post(link, form: "password=another+one")] {
                #expect(again.status == 403)
                expectResetPage(again, holds: "ask for a new link")
            }
            #expect(try site.mailbox.untaken() == 0)
        }

        @Test func theAPIReplacesAForgottenPasswordToo() throws {
            let oldToken = try site.newAccount("ann@example.org")
            let token = try site.requestReset(for: "ann@example.org")
            let weak = try site.reset(token, to: "1234567")
            try expectError(weak, 400, "SchemaValidation", "Request is missing required fields")
            let changed = try site.reset(token, to: "horse 42")
            #expect(changed.status == 200)
            expectFields(changed, type: "application/json")
            _ = try site.mailbox.take(for: "ann@example.org", subject: "[Movie-bag] Password reset successful")
            try expectOldCredentialsAreRefused(oldToken)
            _ = try site.logIn("ann@example.org", password: "horse 42")
            try expectError(try site.reset(token, to: "horse 42"), 403, "BadToken", "Invalid token")
        }

        @Test func theResetPageIsKeptFromCachesFramesAndOtherSites() throws {
            try site.signUp("ann@example.org")
            let token = try site.requestReset(for: "ann@example.org")
            expectResetPage(try site.client.get("/reset/\(token)"), holds: "<form method=\"post\">")
            expectResetPage(try site.client.get("/reset/nonsense"), holds: "This link does not work")
        }

        private func expectOldCredentialsAreRefused(_ token: String) throws {
            let login = try site.client.post("/api/auth/login", json: Site.credentials("ann@example.org"))
            try expectError(login, 401, "Unauthorized", "Invalid username or password")
            let movie = try site.client.post("/api/movies", json: Site.movie("Vertigo"), token: token)
            try expectError(movie, 401, "BadAccessToken", "Invalid access token")
        }

        private func expectResetPage(
            _ page: HTTPResponse, holds text: String, sourceLocation: SourceLocation = #_sourceLocation
        ) {
            expectFields(page, type: "text/html; charset=utf-8", sourceLocation: sourceLocation)
            #expect(page["Cache-Control"] == "no-store", sourceLocation: sourceLocation)
            #expect(page["Referrer-Policy"] == "no-referrer", sourceLocation: sourceLocation)
            let policy = page["Content-Security-Policy"] ?? ""
            for rule in ["default-src 'none'", "form-action 'self'", "frame-ancestors 'none'", "base-uri 'none'"] {
                #expect(policy.contains(rule), sourceLocation: sourceLocation)
            }
            // Of the site itself alone, and none in the page.
            #expect(
                page.text.matches(of: /<script/).count
                    == page.text.matches(of: /<script src="\/site-[0-9a-f]+\.js" defer><\/script>/).count,
                sourceLocation: sourceLocation)
            #expect(page.text.contains(text), sourceLocation: sourceLocation)
        }
    }
}
