import TestSite
import Testing

extension EndToEndTests {
    /// A site whose public URL ends in a path.
    @EndToEnd
    @Suite struct MountPrefixTests {
        @Test func everyRouteStandsBelowThePathAndNowhereElse() throws {
            let site = try Site(prefix: "/movies")
            #expect(try site.client.get("/movies/api/health").text == #"{"status":"ok"}"#)
            for path in ["/api/health", "/moviesapi/health", "/"] {
                try expectError(try site.client.get(path), 404, "NotFound", "No such resource")
            }
            #expect(try site.client.get("/movies/movies/api/health").status == 404)
            #expect(try site.client.get("/movies/").status == 200)
            let bare = try site.client.get("/movies")
            #expect(bare.status == 303 && bare["Location"] == "/movies/")
            let signUp = try site.client.post("/movies/api/auth/signup", json: Site.credentials("ann@example.org"))
            #expect(signUp.status == 200)
            #expect(try site.client.post("/api/auth/signup", json: Site.credentials("ben@example.org")).status == 404)
        }

        @Test func linksLeadBelowThePath() throws {
            let site = try Site(prefix: "/movies")
            _ = try site.client.post("/movies/api/auth/signup", json: Site.credentials("ann@example.org"))
            _ = try site.client.post("/movies/api/auth/forgot", json: #"{"email":"ann@example.org"}"#)
            let mail = try site.mailbox.take(for: "ann@example.org", subject: "[Movie-bag] Reset Your Password")
            let token = try mail.resetToken(site: "http://localhost:\(site.nginx.port)/movies")
            #expect(try site.client.get("/movies/reset/\(token)").status == 200)
            #expect(try site.client.get("/reset/\(token)").status == 404)
            let changed = try site.client.post("/movies/reset/\(token)", form: "password=a+new+password")
            #expect(changed.status == 303)
            #expect(changed.values("Location") == ["/movies/reset/done"])
            #expect(changed.text.isEmpty && changed.values("Content-Type").isEmpty)
            let done = try site.client.get("/movies/reset/done")
            #expect(done.status == 200 && done.values("Content-Type") == ["text/html; charset=utf-8"])
        }

        @Test func nginxKnowsThePathTooWhenTheServiceIsDown() throws {
            let site = try Site(prefix: "/movies")
            try site.service.stop()
            try expectError(
                try site.client.get("/movies/api/movies"), 503, "Busy", "Temporarily overloaded, try again")
            let page = try site.client.get("/movies/reset/secret-token")
            #expect(page.status == 502)
            expectFields(page, type: "text/html; charset=utf-8")
            for log in [site.nginx.accessLog, site.nginx.errorLog] {
                #expect(!(try Files.text(log).contains("secret-token")))
            }
        }

        @Test func aSlashAtTheEndOfThePublicURLIsDropped() throws {
            let site = try Site(settings: ["MOVIE_BAG_PUBLIC_URL": "http://localhost/bag/"])
            #expect(try site.client.get("/bag/api/health").status == 200)
            #expect(try site.client.get("/api/health").status == 404)
        }
    }
}
