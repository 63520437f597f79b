import TestSite
import Testing

extension EndToEndTests {
    /// Ways to send a request that HTTP allows and a simple client does not use.
    @EndToEnd
    @Suite struct TransportTests {
        let site: Site

        init() throws {
            site = try Site()
        }

        @Test func aBodyMayComeInChunks() throws {
            let token = try site.newAccount("ann@example.org")
            var request = HTTPRequest("POST", "/api/movies").with("Content-Type", "application/json")
                .with("Authorization", "Bearer \(token)").with("Transfer-Encoding", "chunked")
            let body = Site.movie("In pieces")
            let (start, end) = (body.prefix(10), body.dropFirst(10))
            let hex = String(end.utf8.count, radix: 16)
            request.body = Array("a\r\n\(start)\r\n\(hex)\r\n\(end)\r\n0\r\n\r\n".utf8)
            let id = try site.client.send(request).json(Identifier.self).id
            #expect(try site.client.get("/api/movies/\(id)").json(Movie.self).name == "In pieces")
        }

        /// ASVS 4.2.1
        @Test func aBodyThatDoesNotComeWholeChangesNothing() throws {
            let token = try site.newAccount("ann@example.org")
            do {
                let connection = try site.client.connect()
                let request = HTTPRequest("POST", "/api/movies", json: Site.movie("Half"), token: token)
                try connection.send(Array(request.encoded(host: "localhost").dropLast(5)))
            }
            let whole = HTTPRequest("POST", "/api/movies", json: Site.movie("Whole"), token: token)
            #expect(try site.client.send(whole).status == 200)
            #expect(try site.client.get("/api/movies").json([Movie].self).map(\.name) == ["Whole"])
        }

        @Test func oneConnectionServesManyRequests() throws {
            let token = try site.newAccount("ann@example.org")
            let connection = try site.client.connect()
            for number in 0..<50 {
                let added = try connection.exchange(
                    HTTPRequest("POST", "/api/movies", json: Site.movie("Movie \(number)"), token: token))
                #expect(added.status == 200)
                #expect(try connection.exchange(HTTPRequest("HEAD", "/api/movies")).body.isEmpty)
                #expect(try connection.exchange(HTTPRequest("GET", "/api/nothing")).status == 404)
                #expect(
                    try connection.exchange(HTTPRequest("GET", "/api/movies")).json([Movie].self).count == number + 1)
            }
        }

        @Test func requestsMayFollowEachOtherWithoutWaiting() throws {
            let connection = try site.client.connect()
            let (health, list) = (HTTPRequest("GET", "/api/health"), HTTPRequest("GET", "/api/movies"))
            try connection.send(health.encoded(host: "localhost") + list.encoded(host: "localhost"))
            #expect(try connection.receive().text == #"{"status":"ok"}"#)
            #expect(try connection.receive().text == "[]")
        }

        @Test(arguments: ["/api/movies", "/api/health", "/api/movies/x"])
        func headHasTheFieldsOfGetAndNoBody(_ path: String) throws {
            let get = try site.client.get(path)
            let head = try site.client.send(HTTPRequest("HEAD", path))
            #expect(head.status == get.status)
            #expect(head["Content-Type"] == "application/json")
            #expect(head["Content-Length"] == "\(get.body.count)")
            #expect(head.body.isEmpty)
        }

        @Test func anEncodedSlashIsPartOfAnIdAndNeverOfThePath() throws {
            let id = try site.addMovie("Vertigo", token: try site.newAccount("ann@example.org"))
            for path in ["/api/movies/x%2Fy", "/api/movies/%2F\(id)", "/api/movies/..%2Fhealth"] {
                try expectError(try site.client.get(path), 400, "MovieNotExists", "Movie with given id doesn't exists")
            }
            // A path of its own, and not one of the API's.
            let other = try site.client.get("/api%2Fmovies")
            #expect(other.status == 404 && other["Content-Type"] == "text/html; charset=utf-8")
            // Any other character may be encoded (RFC 3986, section 2.3).
            #expect(try site.client.get("/api/m%6Fvies/\(id)").status == 200)
            #expect(try site.client.get("/api/movies/\(id)?").status == 200)
        }

        @Test func cookiesMeanNothing() throws {
            let token = try site.newAccount("ann@example.org")
            let request = HTTPRequest("POST", "/api/movies", json: Site.movie("Vertigo")).with(
                "Cookie", "token=\(token)"
            )
            .with("Cookie", "access_token=\(token); Authorization=Bearer \(token)")
            try expectError(try site.client.send(request), 401, "MissingToken", "Missing access token")
            #expect(try site.client.send(HTTPRequest("GET", "/api/movies").with("Cookie", "a=b")).text == "[]")
        }

        @Test func theBodyOfAGetOrDeleteIsIgnored() throws {
            let token = try site.newAccount("ann@example.org")
            let id = try site.addMovie("Vertigo", token: token)
            #expect(try site.client.send(HTTPRequest("GET", "/api/movies/\(id)", json: "{nonsense")).status == 200)
            let delete = HTTPRequest("DELETE", "/api/movies/\(id)", json: "{nonsense", token: token)
            #expect(try site.client.send(delete).status == 200)
        }

        /// A web server may pass on what is malformed; nginx answers it by itself.
        @Test(arguments: [("/reset/token%2", "text/html"), ("/%72eset/%", "text/html"), ("/api/movies/%zz", "json")])
        func whatIsMalformedBelowResetIsAnsweredByAPage(path: String, type: String) throws {
            let site = try Site()
            let response = try FastCGIConnection(site.service.socket).exchange(FastCGIRequest("GET", path))
            #expect(response.contains("Status: 404"))
            #expect(response.contains("Content-Type: ") && response.contains(type))
        }
    }
}
