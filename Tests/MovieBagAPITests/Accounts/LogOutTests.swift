import MovieBagSQLite
import Testing

@Suite struct LogOutTests {
    /// ASVS 7.4.1
    @Test func itEndsTheOwnSessionAlone() throws {
        try withWorld { world in
            let first = try world.addUser()
            let second = try world.again(first)
            try world.post("/api/auth/logout", "", by: first)
            #expect(try !world.accepts(first.token) && world.accepts(second.token))
            try expect(try world.send(Call("POST", "/api/auth/logout", token: first.token)), is: .badAccessToken)
        }
    }

    /// ASVS 7.5.2
    @Test(arguments: [false, true])
    func everywhereEndsAllSessionsAndTokensWhereItIsSaid(tokens: Bool) throws {
        try withWorld { world in
            let (first, bob) = (try world.addUser(), try world.addUser("bob@example.org"))
            let second = try world.again(first)
            let token = try world.makeToken(by: first, scope: "write")
            try world.post("/api/auth/logout-all", tokens ? #"{"tokens":true}"# : "{}", by: first)
            for ended in [first, second] { #expect(try !world.accepts(ended.token)) }
            #expect(try world.accepts(token) == !tokens)
            #expect(try world.accepts(bob.token))
        }
    }

    /// ASVS 7.4.1
    @Test func aSessionEndsWhileManyUseItOnTwoProcesses() throws {
        try withWorld { world in
            let user = try world.addUser()
            let processes = [world.composition, try world.secondProcess()]
            defer { processes[1].database.close() }
            let statuses = try onThreads(16) { number, waitForOthers in
                let service = processes[number % 2].makeService()
                waitForOthers()
                return try service.response(Call("POST", "/api/auth/logout", token: user.token)).status
            }
            #expect(statuses.contains(200) && statuses.allSatisfy { $0 == 200 || $0 == 401 })
            for process in processes {
                #expect(
                    try process.makeService().response(Call("GET", "/api/auth/me", token: user.token)).status == 401)
            }
        }
    }
}

extension World {
    /// Makes an API token.
    func makeToken(
        by user: User, scope: String, days: Int = 30, sourceLocation: SourceLocation = #_sourceLocation
    ) throws -> String {
        let body =
            #"{"current_password":\#(quoted(user.password)),"name":"backup","scope":"\#(scope)","days":\#(days)}"#
        return try post("/api/auth/tokens", body, by: user, sourceLocation: sourceLocation).member("token")
    }
}
