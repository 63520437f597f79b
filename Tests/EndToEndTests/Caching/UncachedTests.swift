import TestSite
import Testing

extension EndToEndTests {
    /// What nginx with nginx/movie-bag-cache.conf still asks the service for, each time.
    @EndToEnd
    @Suite struct UncachedTests {
        private let site: Site

        init() throws {
            site = try Site(caches: true)
        }

        @Test(arguments: [
            ("/api/movies/64ffffff0123456789ffffff", 400), ("/api/movies?limit=0", 400), ("/api/health", 200),
            ("/api/nothing", 404), ("/reset/no-token", 403),
        ])
        func othersThanSuccessfulReadsOfMoviesAreNeverKept(path: String, status: Int) throws {
            for _ in 0..<5 { #expect(try site.client.get(path).status == status) }
            // The log names no query and no token.
            let logged = path == "/reset/no-token" ? "/reset/…" : String(path.prefix { $0 != "?" })
            #expect(try site.service.requests("GET \(logged) \(status)") == 5)
            #expect(try Files.names(in: "\(site.nginx.directory)/cache").isEmpty)
        }

        @Test func aPageForAMailsLinkIsNeverKept() throws {
            try site.signUp("ann@example.org")
            let reset = try site.requestReset(for: "ann@example.org")
            for _ in 0..<3 { #expect(try site.client.get("/reset/\(reset)").status == 200) }
            #expect(try site.client.post("/reset/\(reset)", form: "password=another+password").status == 303)
            #expect(try site.client.get("/reset/\(reset)").status == 403)
            #expect(try site.service.requests("GET /reset/…") == 4)
            #expect(try Files.names(in: "\(site.nginx.directory)/cache").isEmpty)
        }

        @Test func changesAlwaysReachTheService() throws {
            try site.signUp("ann@example.org")
            for _ in 0..<5 { _ = try site.logIn("ann@example.org") }
            #expect(try site.service.requests("POST /api/auth/login 200") == 5)
            let token = try site.logIn("ann@example.org")
            let path = "/api/movies/\(try site.addMovie("Vertigo", token: token))"
            for _ in 0..<5 {
                #expect(try site.client.put(path, json: #"{"casts":["Ben"]}"#, token: token).status == 200)
            }
            #expect(try site.service.requests("PUT \(path) 200") == 5)
            #expect(try Files.names(in: "\(site.nginx.directory)/cache").isEmpty)
        }

        @Test func theConditionOfAChangeReachesTheService() throws {
            let token = try site.newAccount("ann@example.org")
            let path = "/api/movies/\(try site.addMovie("Vertigo", token: token))"
            let old = try #require(try site.client.get(path)["ETag"])
            #expect(try site.client.put(path, json: #"{"name":"Psycho"}"#, token: token).status == 200)
            let late = HTTPRequest("PUT", path, json: #"{"name":"Late"}"#, token: token)
            try expectError(
                try site.client.send(late.with("If-Match", old)), 412, "PreconditionFailed",
                "Movie has been changed since it was read")
            let read = HTTPRequest("GET", path).with("Authorization", "Bearer \(token)")
            let current = try site.client.send(read)
            #expect(try current.json(Movie.self).name == "Psycho")
            let tag = try #require(current["ETag"])
            #expect(try site.client.send(read.with("If-None-Match", tag)).status == 304)
            #expect(try site.client.send(late.with("If-Match", tag)).status == 200)
            #expect(try site.client.send(read).json(Movie.self).name == "Late")
        }
    }
}
