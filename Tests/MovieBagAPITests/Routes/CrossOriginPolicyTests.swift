import Memory
import MovieBag
import MovieBagAPI
import MovieBagPages
import Testing
import Web

/// Pages of the origins that MOVIE_BAG_CORS_ORIGINS lists (Fetch standard, section 3.2).
@Suite struct CrossOriginPolicyTests {
    private static let origin = "http://localhost:3000"
    private static let on = Arrangement(allowedOrigins: ["https://app.example.org", origin])

    private func question(_ path: String, method: String = "PUT", from origin: String?) -> Call {
        var call = Call("OPTIONS", path)
        call.others["HTTP_ORIGIN"] = origin
        call.others["HTTP_ACCESS_CONTROL_REQUEST_METHOD"] = method
        call.others["HTTP_ACCESS_CONTROL_REQUEST_HEADERS"] = "authorization,content-type"
        return call
    }

    @Test func theQuestionBeforehandIsAnsweredForEveryRoute() throws {
        try withWorld(Self.on) { (world) throws in
            for route in Route.all where route.path != "/api" {
                let name: Comment = "\(route.testDescription)"
                let response = try world.service.response(question(route.path, method: route.method, from: Self.origin))
                #expect(response.status == 204 && response.body.isEmpty && response["Content-Type"] == [], name)
                #expect(response["Access-Control-Allow-Origin"] == [Self.origin], name)
                let methods = response["Access-Control-Allow-Methods"].flatMap {
                    $0.split(separator: ", ").map(String.init)
                }
                #expect(methods.contains(route.method) && Set(methods).count == methods.count, name)
                #expect(
                    response["Access-Control-Allow-Headers"]
                        == ["Authorization, Content-Type, If-Match, If-None-Match, Prefer, Idempotency-Key, Accept"],
                    name)
                #expect(response["Access-Control-Max-Age"] == ["7200"] && response["Vary"] == ["Origin"], name)
                #expect(response["Access-Control-Allow-Credentials"] == [], name)
            }
        }
    }

    /// ASVS 3.4.2
    @Test(arguments: [nil, "null", "https://evil.example", "http://localhost:3001", "HTTP://localhost:3000", "", "*"])
    func anOriginThatIsNotListedIsToldNothing(origin: String?) throws {
        try withWorld(Self.on) { (world) throws in
            for var call in [question("/api/movies", from: origin), Call("GET", "/api/movies"), Call("GET", "/api/x")] {
                call.others["HTTP_ORIGIN"] = origin
                let response = try world.service.response(call)
                #expect(response.status == (call.method == "OPTIONS" ? 405 : call.uri == "/api/x" ? 404 : 200))
                #expect(!response.fields.contains { $0.name.hasPrefix("Access-Control-") })
                #expect(response["Vary"] == ["Origin"])
            }
        }
    }

    @Test func everyResponseOfTheAPISaysWhoMayReadIt() throws {
        var arrangement = Self.on
        arrangement.limits.linksPerClient = 1
        try withWorld(arrangement) { (world) throws in
            let user = try world.addUser()
            let movie = try world.addMovie("Ran", by: user)
            var tooLarge = Call("POST", "/api/movies", json: "{}", token: user.token)
            tooLarge.body = .tooLarge
            let calls: [(Call, Int)] = [
                (Call("GET", "/api/movies"), 200), (Call("HEAD", "/api/movies/\(movie)"), 200),
                (Call("POST", "/api/movies", json: "{}"), 401), (Call("GET", "/api/nothing"), 404),
                (Call("OPTIONS", "/api/movies"), 405), (tooLarge, 413),
                (Call("GET", "/api/movies/\(movie)").unless("*"), 304), (Call("GET", "/api/x"), 404),
            ]
            for (var call, status) in calls {
                call.others["HTTP_ORIGIN"] = Self.origin
                let response = try world.service.response(call)
                #expect(response.status == status)
                #expect(response["Access-Control-Allow-Origin"] == [Self.origin] && response["Vary"] == ["Origin"])
                #expect(
                    response["Access-Control-Expose-Headers"] == [
                        "ETag, Link, Location, Retry-After, X-Total-Count, X-Request-Id, Idempotency-Replayed"
                    ])
            }
            var guess = Call("POST", "/api/auth/login", json: credentials(user.email, "wrong horse"))
            guess.others = ["HTTP_ORIGIN": Self.origin, "REMOTE_ADDR": "192.0.2.7"]
            let statuses = try (0..<12).map { _ in
                let response = try world.service.response(guess)
                #expect(response["Access-Control-Allow-Origin"] == [Self.origin])
                return response.status
            }
            #expect(statuses.last == 429)
        }
    }

    @Test func pagesAreForNoOtherSite() throws {
        try withWorld(Self.on) { (world) throws in
            for page in Pages.descriptions {
                let path = page.path.replacing(/\{[a-z]+\}/, with: "x")
                var call = Call(page.method == .post ? "POST" : "GET", path)
                call.others["HTTP_ORIGIN"] = Self.origin
                for call in [call, question(path, from: Self.origin)] {
                    let response = try world.service.response(call)
                    #expect(response.status != 204, "\(page.name)")
                    #expect(!response.fields.contains { $0.name.hasPrefix("Access-Control-") }, "\(page.name)")
                    #expect(!response["Vary"].contains { $0.contains("Origin") }, "\(page.name)")
                }
            }
        }
    }

    @Test func theDescriptionOfTheAPIIsAPageToo() throws {
        try withWorld(Self.on) { (world) throws in
            let refused = try world.service.response(question("/api", method: "GET", from: Self.origin))
            #expect(refused.status == 405)
            var call = Call("GET", "/api")
            call.others["HTTP_ORIGIN"] = Self.origin
            #expect(try world.service.response(call)["Access-Control-Allow-Origin"] == [])
        }
    }

    @Test func withoutAListNothingIsSaid() throws {
        try withWorld { (world) throws in
            for call in [question("/api/movies", from: Self.origin), Call("GET", "/api/movies")] {
                var call = call
                call.others["HTTP_ORIGIN"] = Self.origin
                let response = try world.service.response(call)
                #expect(response.status == (call.method == "OPTIONS" ? 405 : 200))
                #expect(!response.fields.contains { $0.name.hasPrefix("Access-Control-") || $0.name == "Vary" })
            }
        }
    }

    /// OPTIONS is no question without both fields.
    @Test(arguments: ["HTTP_ORIGIN", "HTTP_ACCESS_CONTROL_REQUEST_METHOD"])
    func anotherOptionsIsRefusedAsAlways(missing: String) throws {
        try withWorld(Self.on) { (world) throws in
            var call = question("/api/movies", from: Self.origin)
            call.others[missing] = nil
            let response = try world.service.response(call)
            #expect(response.status == 405 && response["Allow"] == ["GET, HEAD, POST"])
        }
    }

    @Test func aQuestionAboutNoRouteIsNotFound() throws {
        try withWorld(Self.on) { (world) throws in
            let response = try world.service.response(question("/api/nothing", from: Self.origin))
            #expect(response.status == 404 && response["Access-Control-Allow-Origin"] == [Self.origin])
        }
    }
}
