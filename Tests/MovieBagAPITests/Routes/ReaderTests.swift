import JSON
import MovieBag
import MovieBagAPI
import Testing
import Web

/// MOVIE_BAG_READERS=accounts: who has no account sees nothing of the collection.
@Suite struct ReaderTests {
    private static let accounts = Arrangement(readers: .accounts)

    @Test func itIsTheCollectionThatIsForAccounts() {
        let names = ["GET /api/movies/{id}", "GET /api/movies", "GET /api/genres", "GET /api/casts"]
        #expect(RoutesTests.collection.map(\.name) == names)
        #expect(RoutesTests.collection.allSatisfy { $0.caller == .account })
    }

    /// Requests for each of its routes, and with parameters, good ones and bad ones.
    private static func paths(_ movie: String) -> [String] {
        [
            "/api/movies", "/api/movies/\(movie)", "/api/movies/x", "/api/genres", "/api/casts", "/api/movies?limit=1",
            "/api/movies?q=ran", "/api/movies?added_by=me", "/api/movies?nonsense=1", "/api/casts?limit=0",
        ]
    }

    @Test func withoutATokenNothingIsTold() throws {
        try withWorld(Self.accounts) { (world) throws in
            let movie = try world.addMovie("Ran", by: try world.addUser())
            for path in Self.paths(movie) {
                for method in ["GET", "HEAD"] {
                    for call in [
                        Call(method, path), Call(method, path).unless("*"), Call(method, path).onlyIf("\"x\""),
                    ] {
                        let response = try world.send(call)
                        #expect(response.status == 401, "\(path)")
                        #expect(response["WWW-Authenticate"] == ["Bearer"], "\(path)")
                        #expect(response["Cache-Control"] == ["no-store"], "\(path)")
                        #expect(response["ETag"] + response["Link"] + response["X-Total-Count"] == [], "\(path)")
                    }
                }
                try expect(try world.send(Call("GET", path)), is: .missingToken)
                try expect(try world.send(Call("GET", path, token: "a.b.c")), is: .badAccessToken)
            }
        }
    }

    @Test func aTokenThatMayReadIsEnough() throws {
        try withWorld(Self.accounts) { (world) throws in
            let user = try world.addUser()
            let movie = try world.addMovie("Ran", by: user)
            for token in [user.token, try world.makeAPIToken(user, scope: "read")] {
                for path in ["/api/movies", "/api/movies/\(movie)", "/api/genres", "/api/casts", "/api/movies?q=ran"] {
                    let call = Call("GET", path, token: token)
                    let response = try world.send(call)
                    #expect(response.status == 200, "\(path)")
                    // No cache that others share keeps it, and none gives it out without asking.
                    #expect(response["Cache-Control"] == ["private, no-cache"], "\(path)")
                    #expect(response["Vary"] == ["Authorization"], "\(path)")
                    let tag = try #require(response["ETag"].first)
                    let same = try world.send(call.unless(tag))
                    #expect(same.status == 304)
                    #expect(same["ETag"] == [tag])
                    #expect(same["Cache-Control"] == ["private, no-cache"])
                    #expect(same["Vary"] == ["Authorization"])
                }
                // What is of one account is kept by nobody, as ever.
                for query in ["added_by=me", "mine=wanted"] {
                    let response = try world.send(Call("GET", "/api/movies?\(query)", token: token))
                    #expect(response.status == 200 && response["Cache-Control"] == ["no-store"], "\(query)")
                }
            }
        }
    }

    @Test func errorsBehindTheTokenAreThoseOfAnOpenSite() throws {
        try withWorld(Self.accounts) { (world) throws in
            let token = try world.addUser().token
            try expect(try world.send(Call("GET", "/api/movies/\(Route.nobody)", token: token)), is: .movieNotExists)
            try expect(try world.send(Call("GET", "/api/movies?limit=0", token: token)), is: .schemaValidation)
            try expect(try world.send(Call("DELETE", "/api/genres", token: token)), is: .methodNotAllowed("GET, HEAD"))
        }
    }

    @Test func whatIsNotOfTheCollectionStaysOpen() throws {
        var arrangement = Self.accounts
        arrangement.securityContacts = ["mailto:security@example.org"]
        try withWorld(arrangement) { (world) throws in
            for path in [
                "/api/health", "/api", "/api/openapi.json", "/.well-known/security.txt", "/.well-known/api-catalog",
            ] {
                #expect(try world.send(Call("GET", path)).status == 200, "\(path)")
            }
            #expect(try world.send(Call("GET", "/.well-known/change-password")).status == 302)
        }
    }

    @Test func aSiteForAnyoneIsAsItWas() throws {
        try withWorld { (world) throws in
            let movie = try world.addMovie("Ran", by: try world.addUser())
            for path in ["/api/movies", "/api/movies/\(movie)", "/api/genres", "/api/casts"] {
                let response = try world.send(Call("GET", path))
                #expect(response.status == 200 && response["Vary"] == [])
                #expect(response["Cache-Control"] == ["public, max-age=0, s-maxage=1"])
            }
        }
    }

    @Test(arguments: [(Readers.anyone, [] as [String]), (.accounts, ["bearer"])])
    func descriptionsSayWhoMayRead(readers: Readers, security: [String]) throws {
        try withWorld(Arrangement(readers: readers)) { (world) throws in
            let paths = try world.send(Call("GET", "/api/openapi.json")).json()["paths"]
            for path in ["/api/movies", "/api/movies/{id}", "/api/genres", "/api/casts"] {
                let operation = paths?[path]?["get"]
                let schemes = operation?["security"]?.elements?.compactMap { $0.members?.first?.name }
                #expect(schemes == security, "\(path)")
                // The list of movies may want one in any case, for what is of an account.
                let mayRefuse = operation?["responses"]?["401"] != nil
                #expect(mayRefuse == (readers == .accounts || path == "/api/movies"), "\(path)")
            }
            let page = try world.send(Call("GET", "/api")).text
            let start = try #require(page.firstRange(of: "<article id=\"get-genres\">"))
            let article = page[start.upperBound...].prefix(400)
            #expect(article.contains("For anyone.") == (readers == .anyone))
            #expect(
                article.contains("For an account, by the token of a log-in or an API token.") == (readers == .accounts))
        }
    }
}
