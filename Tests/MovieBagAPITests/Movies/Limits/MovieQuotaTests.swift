import MovieBag
import Testing

@Suite("Quotas of accounts")
struct MovieQuotaTests {
    private static func arrangement(_ change: (inout Limits) -> Void) -> Arrangement {
        var arrangement = Arrangement()
        change(&arrangement.limits)
        return arrangement
    }

    private static func add(_ name: String, by user: User, in world: World) throws -> TestResponse {
        try world.send(Call("POST", "/api/movies", json: movieBody(name), token: user.token))
    }

    private static func expectTooMany(_ response: TestResponse, retryAfter: Int) throws {
        #expect(response.status == 429)
        #expect(response["Retry-After"] == ["\(retryAfter)"])
        #expect(
            response.text == #"{"error":"TooManyRequests","message":"Too many requests","status":429}"#)
    }

    /// ASVS 2.3.2
    @Test func anAccountHasItsNumberOfMoviesAndNoMore() throws {
        try withWorld(Self.arrangement { $0.moviesPerAccount = 2 }) { world in
            let (ann, ben) = (try world.addUser(), try world.addUser("ben@example.org"))
            let id = try world.addMovie("1", by: ann)
            _ = try world.addMovie("2", by: ann)
            try Self.expectTooMany(try Self.add("3", by: ann, in: world), retryAfter: 86_400)
            _ = try world.addMovie("3", by: ben)
            #expect(
                try world.send(Call("PUT", "/api/movies/\(id)", json: #"{"name":"x"}"#, token: ann.token)).status == 200
            )
            #expect(try world.send(Call("DELETE", "/api/movies/\(id)", token: ann.token)).status == 200)
            _ = try world.addMovie("4", by: ann)
            try Self.expectTooMany(try Self.add("5", by: ann, in: world), retryAfter: 86_400)
        }
    }

    /// ASVS 2.3.2
    @Test func anAccountWritesItsBytesADayAndNoMore() throws {
        // A name of one mail, ["Setsuko Hara"] and ["Drama"].
        try withWorld(Self.arrangement { $0.bytesPerDay = 3 * (1 + 16 + 9) }) { world in
            let (ann, ben) = (try world.addUser(), try world.addUser("ben@example.org"))
            let id = try world.addMovie("1", by: ann)
            _ = try world.addMovie("2", by: ann)
            let change = Call("PUT", "/api/movies/\(id)", json: #"{"name":"3"}"#, token: ann.token)
            #expect(try world.send(change).status == 200)
            // The clock begins at 15:06:40.
            let rest = 86_400 - (15 * 3600 + 6 * 60 + 40)
            try Self.expectTooMany(try world.send(change), retryAfter: rest)
            try Self.expectTooMany(try Self.add("4", by: ann, in: world), retryAfter: rest)
            _ = try world.addMovie("5", by: ben)
            #expect(try world.send(Call("DELETE", "/api/movies/\(id)", token: ann.token)).status == 200)

            world.clock.advance(seconds: Int64(rest) - 1)
            try Self.expectTooMany(try Self.add("4", by: ann, in: world), retryAfter: 1)
            world.clock.advance(seconds: 1)
            for name in ["6", "7", "8"] { _ = try world.addMovie(name, by: ann) }
            try Self.expectTooMany(try Self.add("9", by: ann, in: world), retryAfter: 86_400)
        }
    }

    @Test func withoutLimitsNothingIsRefused() throws {
        try withWorld(Self.arrangement { $0 = .none }) { world in
            let user = try world.addUser()
            try world.execute(
                "UPDATE accounts SET movies = 9000000000, written_bytes = 9000000000000, written_day = 20254")
            let id = try world.addMovie("1", by: user)
            let change = Call("PUT", "/api/movies/\(id)", json: #"{"name":"x"}"#, token: user.token)
            #expect(try world.send(change).status == 200)
        }
    }
}
