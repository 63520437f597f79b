import TestSite
import Testing

extension EndToEndTests {
    /// nginx/movie-bag-cache.conf: what nginx answers by itself.
    @EndToEnd
    @Suite struct MicrocacheTests {
        private let site: Site
        private let token: String
        private let path: String

        init() throws {
            site = try Site(caches: true)
            token = try site.newAccount("ann@example.org")
            path = "/api/movies/\(try site.addMovie("Vertigo", token: token))"
        }

        @Test func readersWithoutAuthorizationShareOneResponse() throws {
            var names: [String] = []
            let asked = try askedOften("GET \(path)") {
                let response = try site.client.get(path)
                names += response.values("X-Request-Id")
                #expect(response.status == 200)
                #expect(try response.json(Movie.self).name == "Vertigo")
                #expect(response.values("Cache-Control") == ["public, max-age=0, s-maxage=1"])
                expectFields(response, type: "application/json")
            }
            #expect(asked.requests <= asked.seconds + 3)
            #expect(Set(names).count == names.count, "a response from the cache has the name of its own request")
        }

        @Test func aReaderWhoHasTheStateIsToldSoFromTheCache() throws {
            let tag = try #require(try site.client.get(path)["ETag"])
            let asked = try askedOften("GET \(path)") {
                let response = try site.client.send(HTTPRequest("GET", path).with("If-None-Match", tag))
                #expect(response.status == 304)
                #expect(response["ETag"] == tag)
                #expect(response.body.isEmpty)
            }
            #expect(asked.requests <= asked.seconds + 3)
        }

        @Test func whatOneOriginMayReadIsNotGivenToAnother() throws {
            let origin = "http://localhost:3000"
            let site = try Site(caches: true, settings: ["MOVIE_BAG_CORS_ORIGINS": origin])
            for sender in [
                nil, origin, "http://localhost:3001", origin, nil, origin, nil, "http://localhost:3001", origin,
            ] {
                var request = HTTPRequest("GET", "/api/movies")
                if let sender { request = request.with("Origin", sender) }
                let response = try site.client.send(request)
                #expect(response.values("Access-Control-Allow-Origin") == (sender == origin ? [origin] : []))
                #expect(response.values("Vary") == ["Origin"])
            }
        }

        @Test func theListAndItsPagesAreKeptApart() throws {
            try site.addMovie("Psycho", token: token)
            let pages = try ["/api/movies", "/api/movies?limit=1", "/api/movies?limit=2"].map { path in
                try (0..<3).map { _ in try site.client.get(path).json([Movie].self).count }
            }
            #expect(pages == [[2, 2, 2], [1, 1, 1], [2, 2, 2]])
        }

        @Test func theResponseToAHeadIsNotKeptForAGet() throws {
            #expect(try site.client.send(HTTPRequest("HEAD", path)).status == 200)
            #expect(try site.client.get(path).json(Movie.self).name == "Vertigo")
        }

        @Test func aRequestWithAuthorizationAlwaysSeesTheNewest() throws {
            for number in 0..<20 {
                _ = try site.client.get(path)
                let name = "Movie \(number)"
                #expect(try site.client.put(path, json: #"{"name":"\#(name)"}"#, token: token).status == 200)
                let read = HTTPRequest("GET", path).with("Authorization", "Bearer \(token)")
                #expect(try site.client.send(read).json(Movie.self).name == name)
            }
            #expect(try site.service.requests("GET \(path) 200") >= 20)
        }

        @Test func afterItsSecondTheNewStateIsSeenByAll() throws {
            _ = try site.client.get(path)
            _ = try site.client.get("/api/movies")
            #expect(try site.client.put(path, json: #"{"name":"Psycho"}"#, token: token).status == 200)
            try wait(for: "the new name") { try site.client.get(path).json(Movie.self).name == "Psycho" }
            try wait(for: "the new name in the list") {
                try site.client.get("/api/movies").json([Movie].self).map(\.name) == ["Psycho"]
            }
            #expect(try site.client.delete(path, token: token).status == 200)
            try wait(for: "the end of the movie") { try site.client.get(path).status == 400 }
        }

        @Test func afterItsSecondAnUnchangedStateIsOnlyConfirmed() throws {
            try wait(for: "a question whether the state has changed") {
                #expect(try site.client.get(path).json(Movie.self).name == "Vertigo")
                return try site.service.requests("GET \(path) 304") > 0
            }
        }

        @Test func aCollectionForAccountsIsKeptByNone() throws {
            let site = try Site(caches: true, settings: ["MOVIE_BAG_READERS": "accounts"])
            let token = try site.newAccount("ann@example.org")
            let path = "/api/movies/\(try site.addMovie("Vertigo", token: token))"
            let paths = [path, "/api/movies", "/api/genres", "/api/casts"]
            for path in paths {
                for _ in 0..<4 {
                    let read = HTTPRequest("GET", path).with("Authorization", "Bearer \(token)")
                    let response = try site.client.send(read)
                    #expect(response.status == 200)
                    #expect(response.values("Cache-Control") == ["private, no-cache"])
                    #expect(response.values("Vary") == ["Authorization"])
                    #expect(try site.client.get(path).status == 401)
                }
                // Also where the field that keeps nginx from looking into its cache is not the one of the token.
                #expect(try site.service.requests("GET \(path) 200") == 4)
                #expect(try site.service.requests("GET \(path) 401") == 4)
            }
        }

        // The first two are passed on before nginx keeps anything, and whatever is kept lasts a second.
        /// How often nginx asked the service while a hundred requests were made, and the seconds that they took.
        private func askedOften(_ line: String, _ read: () throws -> Void) throws -> (requests: Int, seconds: Int) {
            let before = try site.service.requests(line)
            let start = ContinuousClock.now
            for _ in 0..<100 { try read() }
            let seconds = Int(start.duration(to: .now) / .seconds(1))
            return (try site.service.requests(line) - before, seconds)
        }
    }
}
