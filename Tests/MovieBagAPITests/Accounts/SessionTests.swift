import MovieBag
import MovieBagSQLite
import SQLite
import Testing

/// How many sessions an account has, and which.
@Suite("Sessions of an account")
struct SessionTests {
    /// Logs a user in a number of times, a second apart, and returns the tokens.
    private func logIn(_ user: User, times: Int, in world: World) throws -> [String] {
        try (0..<times).map { _ in
            world.clock.advance(seconds: 1)
            return try world.logIn(user.email, user.password).member("token")
        }
    }

    @Test func theFiftyFirstEndsTheOneThatWasUsedLeastRecently() throws {
        try withWorld { world in
            let user = try world.addUser()
            let tokens = [user.token] + (try logIn(user, times: 49, in: world))
            world.clock.advance(seconds: 1)
            #expect(try world.accepts(tokens[0]))
            let newest = try logIn(user, times: 1, in: world)[0]
            try expect(
                try world.send(Call("POST", "/api/movies", json: movieBody("Ran"), token: tokens[1])),
                is: .badAccessToken)
            for token in [tokens[0]] + tokens[2...] + [newest] { #expect(try world.accepts(token)) }
            #expect(try world.sessions == 50)
        }
    }

    @Test func itEndsInEveryProcess() throws {
        try withWorld { world in
            let user = try world.addUser()
            let second = try world.secondProcess()
            defer { second.database.close() }
            let service = second.makeService()
            let remove = Call("DELETE", "/api/movies/\(Route.nobody)", token: user.token)
            #expect(try service.response(remove).status == 403)
            for _ in 0..<50 {
                world.clock.advance(seconds: 1)
                let logIn = Call("POST", "/api/auth/login", json: credentials(user.email, user.password))
                #expect(try service.response(logIn).status == 200)
            }
            #expect(try !world.accepts(user.token))
            #expect(try service.response(remove).status == 401)
            #expect(try world.sessions == 50)
        }
    }

    @Test func anotherAccountKeepsItsOwn() throws {
        try withWorld { world in
            let (ann, bob) = (try world.addUser(), try world.addUser("bob@example.org"))
            _ = try logIn(ann, times: 60, in: world)
            #expect(try !world.accepts(ann.token))
            #expect(try world.accepts(bob.token))
        }
    }

    @Test func aLogInThatIsRefusedEndsNone() throws {
        try withWorld { world in
            let user = try world.addUser()
            _ = try logIn(user, times: 49, in: world)
            try expect(try world.logIn(user.email, "wrong horse"), is: .unauthorized)
            #expect(try world.accepts(user.token))
        }
    }

    @Test func withoutLimitsNoneEnds() throws {
        var arrangement = Arrangement()
        arrangement.limits = .none
        try withWorld(arrangement) { world in
            let user = try world.addUser()
            for token in [user.token] + (try logIn(user, times: 60, in: world)) { #expect(try world.accepts(token)) }
        }
    }

    @Test func useDoesNotProlongAToken() throws {
        try withWorld { world in
            let user = try world.addUser()
            for _ in 0..<6 {
                world.clock.advance(seconds: 86_400)
                #expect(try world.accepts(user.token))
            }
            world.clock.advance(seconds: 86_400)
            #expect(try !world.accepts(user.token))
        }
    }
}

extension World {
    /// How many sessions there are of all accounts.
    fileprivate var sessions: Int64 {
        get throws { try Connection(path: folder.database, mode: .reader).integer("SELECT count(*) FROM sessions") }
    }
}
