import TestSite
import Testing

extension ServerTests {
    /// Ways to send a request that HTTP allows and a simple client does not use.
    @EndToEnd
    @Suite struct TransportTests {
        @Test(arguments: Place.all)
        func aBodyMayComeInChunks(_ place: Place) throws {
            let site = try place.site
            let name = SharedSites.newName()
            let body = Site.movie(name)
            let token = try site.newAccount(place.newEmail())
            let request = HTTPRequest(
                "POST", "/api/movies", chunks: [String(body.prefix(10)), String(body.dropFirst(10))])
            let added = try site.mounted.send(request.with("Authorization", "Bearer \(token)"))
            let id = try added.json(Identifier.self).id
            #expect(try site.mounted.get("/api/movies/\(id)").json(Movie.self).name == name)
            try place.shows(.chunks)
        }

        @Test(arguments: Place.all)
        func aBodyThatDoesNotComeWholeChangesNothing(_ place: Place) throws {
            let site = try place.site
            let token = try site.newAccount(place.newEmail())
            let (half, whole) = (SharedSites.newName(), SharedSites.newName())
            do {
                let connection = try site.mounted.connect()
                var request = HTTPRequest("POST", site.prefix + "/api/movies", json: Site.movie(half), token: token)
                request.body += Array("     ".utf8)
                try connection.send(Array(request.encoded(host: "localhost").dropLast(5)))
            }
            try site.addMovie(whole, token: token)
            let names = try site.allMovies().map(\.name)
            #expect(names.contains(whole))
            #expect(!names.contains(half))
            try place.shows(.brokenBody)
        }

        @Test(arguments: Place.all)
        func oneConnectionServesManyRequests(_ place: Place) throws {
            let connection = try place.site.mounted.connect()
            for _ in 0..<20 {
                #expect(try connection.exchange(HTTPRequest("GET", "/api/health")).text == #"{"status":"ok"}"#)
                #expect(try connection.exchange(HTTPRequest("HEAD", "/api/movies")).body.isEmpty)
                #expect(try connection.exchange(HTTPRequest("GET", "/api/nothing")).status == 404)
            }
            try place.shows(.connection)
        }

        @Test(arguments: Place.all)
        func headHasTheFieldsOfGetAndNoBody(_ place: Place) throws {
            let site = try place.site
            for path in ["/api/movies", "/api/health", "/api/movies/x"] {
                let get = try site.mounted.get(path)
                let head = try site.mounted.send(HTTPRequest("HEAD", path))
                #expect(head.status == get.status)
                #expect(head["Content-Type"] == "application/json")
                #expect(head["Content-Length"] == "\(get.body.count)")
                #expect(head.body.isEmpty)
            }
            try place.shows(.head)
        }

        @Test(arguments: Place.all)
        func anEncodedSlashIsPartOfAnIdAndNeverOfThePath(_ place: Place) throws {
            let site = try place.site
            let id = try site.addMovie(SharedSites.newName(), token: try site.newAccount(place.newEmail()))
            // Any other character may be encoded (RFC 3986, section 2.3).
            #expect(try site.mounted.get("/api/m%6Fvies/\(id)").status == 200)
            let paths = ["/api/movies/x%2Fy", "/api/movies/%2F\(id)", "/api/movies/..%2Fhealth"]
            guard place.server != .apacheFcgid else {
                for path in paths { #expect(try site.mounted.get(path).status == 404) }
                return try place.shows(.encodedSlash, otherwise: "404, a page of Apache's")
            }
            for path in paths {
                try expectError(
                    try site.mounted.get(path), 400, "MovieNotExists", "Movie with given id doesn't exists")
            }
            try place.shows(.encodedSlash)
        }

        @Test(arguments: Place.all)
        func cookiesMeanNothingAndMayComeInTwoFields(_ place: Place) throws {
            let site = try place.site
            let token = try site.newAccount(place.newEmail())
            let request = HTTPRequest("POST", "/api/movies", json: Site.movie(SharedSites.newName()))
                .with("Cookie", "token=\(token)").with("Cookie", "access_token=\(token); b=\(token)")
            try expectError(try site.mounted.send(request), 401, "MissingToken", "Missing access token")
            #expect(try site.mounted.send(request.with("Authorization", "Bearer \(token)")).status == 200)
            try place.shows(.cookies)
        }

        @Test(arguments: Place.all)
        func theBodyOfAGetOrDeleteIsIgnored(_ place: Place) throws {
            let site = try place.site
            let token = try site.newAccount(place.newEmail())
            let id = try site.addMovie(SharedSites.newName(), token: token)
            let get = HTTPRequest("GET", "/api/movies/\(id)", json: "{nonsense")
            // `method-get-body` can only be allowed for all of lighttpd.
            let isRefused = [.lighttpdSocket, .lighttpdSpawn].contains(place.server)
            #expect(try site.mounted.send(get).status == (isRefused ? 400 : 200))
            let delete = HTTPRequest("DELETE", "/api/movies/\(id)", json: "{nonsense", token: token)
            #expect(try site.mounted.send(delete).status == 200)
            try place.shows(.bodyOfGet, otherwise: isRefused ? "400 for GET" : nil)
        }
    }
}
