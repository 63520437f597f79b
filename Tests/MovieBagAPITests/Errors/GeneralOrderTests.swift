import Memory
import Testing
import Web

@Suite("The general checks, in their order")
struct GeneralOrderTests {
    @Test(arguments: [
        "", "/api/", "/api/movie", "/api/movies/", "/api/movies/a/b", "/api/movies//a",
        "/api/auth", "/api/auth/signup/", "/api/auth/logoff", "/api/auth/sessions/", "/api/auth/sessions/a/b",
        "/api/health/", "/api/movies%2Fa", "/api/%zz", "/api/../api/movies", "*",
    ])
    func unknownPathIsNotFoundWhateverElseIsWrong(path: String) throws {
        try withWorld { (world) throws in
            // The method is wrong too, and the body too large.
            var call = Call("PATCH", path)
            call.body = .tooLarge
            try expect(try world.send(call), is: .notFound)
            try expect(try world.send(Call("GET", path)), is: .notFound)
        }
    }

    /// They are for people.
    @Test(arguments: ["/apis", "/API/movies", "/apimovies", "/reset", "//api/movies", "/nothing"])
    func unknownPathIsNotFoundAsAPageToo(path: String) throws {
        try withWorld { (world) throws in
            for method in ["PATCH", "GET"] {
                var call = Call(method, path)
                call.body = .tooLarge
                #expect(try world.send(call).status == 404)
            }
        }
    }

    static let methods: [(path: String, allowed: String)] = [
        ("/api/auth/signup", "POST"), ("/api/auth/login", "POST"), ("/api/auth/forgot", "POST"),
        ("/api/auth/reset", "POST"), ("/api/movies", "GET, HEAD, POST"),
        ("/api/movies/\(Route.nobody)", "GET, HEAD, PUT, PATCH, DELETE"), ("/api/health", "GET, HEAD"),
    ]

    /// ASVS 4.1.4
    @Test(arguments: methods)
    func otherMethodsAreRefusedBeforeTheBodyIsLookedAt(path: String, allowed: String) throws {
        try withWorld { (world) throws in
            let known = Set(allowed.split(separator: ", ").map(String.init))
            let methods = [
                "GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "TRACE", "PATCH", "CONNECT", "get", "", "QUERY",
            ]
            for method in methods where !known.contains(method) {
                var call = Call(method, path)
                call.body = .tooLarge
                let response = try world.send(call)
                #expect(response.status == 405, "\(method)")
                #expect(response["Allow"] == [allowed], "\(method)")
                if method != "HEAD" { try expect(response, is: .methodNotAllowed(allowed)) }
            }
        }
    }

    @Test(arguments: Route.takingBodies)
    func bodyTooLargeIsSaidBeforeTheTokenIsLookedAt(route: Route) throws {
        try withWorld { (world) throws in
            var call = Call(route.method, route.path)
            call.body = .tooLarge
            call.contentType = "text/plain"
            try expect(try world.send(call), is: .bodyTooLarge)
        }
    }

    @Test(arguments: Route.needingTokens)
    func missingTokenIsSaidBeforeTheMediaType(route: Route) throws {
        try withWorld { (world) throws in
            var call = Call(route.method, route.path, json: "nonsense")
            call.contentType = "text/plain"
            try expect(try world.send(call), is: .missingToken)
            call.authorization = Array("Bearer nonsense".utf8)
            try expect(try world.send(call), is: .badAccessToken)
        }
    }

    @Test(arguments: Route.takingBodies)
    func mediaTypeIsSaidBeforeTheBodyIsRead(route: Route) throws {
        try withWorld { (world) throws in
            let user = try world.addAdministrator()
            var call = route.call(Array("nonsense".utf8), token: user.token)
            try expect(try world.send(call), is: .schemaValidation)
            call.contentType = "text/plain"
            call.contentLength = "3"
            try expect(try world.send(call), is: .unsupportedMediaType)
        }
    }

    @Test func bodyIsReadBeforeTheMovieIsLookedUp() throws {
        try withWorld { (world) throws in
            let user = try world.addUser()
            for id in [Route.nobody, "malformed"] {
                let call = Call("PUT", "/api/movies/\(id)", json: #"{"name":""}"#, token: user.token)
                try expect(try world.send(call), is: .schemaValidation)
            }
        }
    }

    @Test(arguments: ["GET", "DELETE"])
    func bodyOfRequestsThatHaveNoneIsIgnored(method: String) throws {
        try withWorld { (world) throws in
            let user = try world.addUser()
            let id = try world.addMovie("Ran", by: user)
            var call = Call(method, "/api/movies/\(id)", token: user.token)
            call.body = .tooLarge
            call.contentType = "text/plain"
            #expect(try world.send(call).status == 200)
        }
    }
}
