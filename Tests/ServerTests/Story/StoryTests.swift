import TestSite
import Testing

extension ServerTests {
    /// What a user does, from the first request to a new password.
    @EndToEnd
    @Suite struct StoryTests {
        @Test(arguments: Place.all)
        func aMovieIsAddedShownListedChangedAndRemoved(_ place: Place) throws {
            let site = try place.site
            let (email, name) = (place.newEmail(), SharedSites.newName())
            let owner = try site.signUp(email)
            let token = try site.logIn(email)
            let id = try site.addMovie(name, token: token)

            let shown = try site.mounted.get("/api/movies/\(id)")
            #expect(shown.status == 200)
            expectFields(shown, type: "application/json")
            #expect(
                shown.text == #"{"_id":{"$oid":"\#(id)"},"name":"\#(name)","casts":["Ann"],"genres":["Drama"],"#
                    + #""added_by":{"$oid":"\#(owner)"}}"#)
            #expect(try site.mounted.get("/api/movies").text.contains(shown.text))

            let changed = try site.mounted.put("/api/movies/\(id)", json: #"{"genres":["Film noir"]}"#, token: token)
            #expect(changed.status == 200)
            #expect(changed.text == #""""#)
            #expect(try site.mounted.get("/api/movies/\(id)").json(Movie.self).genres == ["Film noir"])

            let removed = try site.mounted.delete("/api/movies/\(id)", token: token)
            #expect(removed.status == 200)
            #expect(removed.text == #""""#)
            #expect(!(try site.mounted.get("/api/movies").text.contains(id)))
            try place.shows(.story)
        }

        @Test(arguments: Place.all)
        func aForgottenPasswordIsReplacedWithTheLinkInTheMail(_ place: Place) throws {
            let site = try place.site
            let email = place.newEmail()
            let session = try site.newAccount(email)
            // The link of the mail begins with the public URL, the prefix included, or no token is found.
            let link = "/reset/\(try site.requestReset(for: email))"

            for method in ["GET", "HEAD", "GET"] {
                let page = try site.mounted.send(HTTPRequest(method, link))
                #expect(page.status == 200)
                expectPage(page)
                // Without an address a form goes to where it came from.
                #expect(page.text.contains("<form method=\"post\">") == (method == "GET"))
            }
            let weak = try site.mounted.post(link, form: "password=short")
            #expect(weak.status == 400)
            expectPage(weak)
            #expect(weak.text.contains("at least 8 characters"))

            let changed = try site.mounted.post(link, form: "password=a+new+pass%2Bword")
            #expect(changed.status == 303)
            // Leads to a page and is none.
            #expect(changed.text.isEmpty && changed.values("Content-Type").isEmpty)
            let done = try #require(changed["Location"])
            // Behind the prefix, which this client adds.
            #expect(done == "\(site.prefix)/reset/done")
            let confirmation = try site.mounted.get("/reset/done")
            #expect(confirmation.status == 200)
            #expect(confirmation.text.contains("Password changed"))
            expectPage(confirmation)
            _ = try site.mailbox.take(for: email, subject: "[Movie-bag] Password reset successful")
            try expectOldCredentialsAreRefused(email, session, at: site)
            _ = try site.logIn(email, password: "a new pass+word")
            let again = try site.mounted.get(link)
            #expect(again.status == 403)
            expectPage(again)
            try place.shows(.resetPage)
        }

        @Test(arguments: Place.all)
        func theAPIReplacesAForgottenPasswordToo(_ place: Place) throws {
            let site = try place.site
            let email = place.newEmail()
            let session = try site.newAccount(email)
            let token = try site.requestReset(for: email)
            let changed = try site.reset(token, to: "horse 42")
            #expect(changed.status == 200)
            expectFields(changed, type: "application/json")
            _ = try site.mailbox.take(for: email, subject: "[Movie-bag] Password reset successful")
            try expectOldCredentialsAreRefused(email, session, at: site)
            _ = try site.logIn(email, password: "horse 42")
            try expectError(try site.reset(token, to: "horse 42"), 403, "BadToken", "Invalid token")
            try place.shows(.resetAPI)
        }

        private func expectOldCredentialsAreRefused(_ email: String, _ session: String, at site: Site) throws {
            let login = try site.mounted.post("/api/auth/login", json: Site.credentials(email))
            try expectError(login, 401, "Unauthorized", "Invalid username or password")
            let movie = try site.mounted.post("/api/movies", json: Site.movie("Vertigo"), token: session)
            try expectError(movie, 401, "BadAccessToken", "Invalid access token")
        }

        private func expectPage(_ page: HTTPResponse, sourceLocation: SourceLocation = #_sourceLocation) {
            expectFields(page, type: "text/html; charset=utf-8", sourceLocation: sourceLocation)
            #expect(page["Cache-Control"] == "no-store", sourceLocation: sourceLocation)
            #expect(page["Referrer-Policy"] == "no-referrer", sourceLocation: sourceLocation)
            // A page has to keep to each of them.
            let policies = page.values("Content-Security-Policy")
            #expect(!policies.isEmpty, sourceLocation: sourceLocation)
            #expect(policies.allSatisfy { $0.hasPrefix("default-src 'none'") }, sourceLocation: sourceLocation)
        }
    }
}
