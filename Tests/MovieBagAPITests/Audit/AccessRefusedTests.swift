import MovieBag
import SQLite
import Testing

/// What is recorded of requests that have no right to what they ask for.
@Suite struct AccessRefusedTests {
    private static let client = "192.0.2.7"

    private func send(_ world: World, _ call: Call, id: String? = nil) throws -> TestResponse {
        try world.send(call, from: Self.client, id: id)
    }

    private func written(_ world: World) throws -> [AuditRecord] {
        try world.service.store.records(AuditQuery(kind: .accessRefused, limit: 1000)).reversed()
    }

    /// After the next commit.
    private func records(_ world: World) throws -> [AuditRecord] {
        try world.commitRecords()
        return try written(world)
    }

    /// ASVS 16.3.2
    @Test func whatAnAccountHasNoRightToIsRecordedWithAccountClientRequestAndError() throws {
        try withWorld { world in
            let (ann, bob) = (try world.addUser(), try world.addUser("bob@example.org"))
            let movie = try world.addMovie("Ran", by: ann)
            let reader = try world.makeToken(by: bob, scope: "read")
            let calls: [(Call, ExpectedError)] = [
                (Call("GET", "/api/accounts", token: bob.token), .administratorsOnly),
                (Call("POST", "/api/invitations", json: "{}", token: bob.token), .administratorsOnly),
                (.renaming(movie, to: "x", by: bob), .updatingMovie),
                (Call("DELETE", "/api/movies/\(movie)", token: bob.token), .deletingMovie),
                (Call("DELETE", "/api/movies/\(movie)", token: reader), .tokenScope),
                (Call("GET", "/api/auth/sessions", token: reader), .tokenScope),
            ]
            for (call, error) in calls { try expect(try send(world, call, id: "request-1"), is: error) }
            let found = try records(world)
            #expect(
                found.map(\.detail) == [
                    "AdministratorsOnly", "AdministratorsOnly", "UpdatingMovie", "DeletingMovie", "TokenScope",
                    "TokenScope",
                ])
            #expect(found.allSatisfy { $0.account?.description == bob.id && $0.actor?.description == bob.id })
            #expect(found.allSatisfy { $0.client == Self.client && $0.request == "request-1" && $0.times == 1 })
            #expect(world.composition.events.all.count { $0.kind == .accessRefused } == 6)
        }
    }

    /// ASVS 16.3.2
    @Test func aBadTokenIsRecordedWithoutAnAccount() throws {
        try withWorld { world in
            let ann = try world.addUser()
            #expect(try world.send(Call("POST", "/api/auth/logout", token: ann.token)).status == 200)
            let bad = [
                ann.token, "mb_" + String(repeating: "A", count: 43), "mb_x", "x.y.z", "\"],account=\u{1B}[31m",
            ]
            for token in bad {
                try expect(
                    try send(world, Call("GET", "/api/auth/me", token: token), id: "a\r\nb"), is: .badAccessToken)
            }
            let found = try records(world)
            #expect(found.map(\.detail) == Array(repeating: "BadAccessToken", count: bad.count))
            #expect(found.allSatisfy { $0.account == nil && $0.actor == nil && $0.client == Self.client })
            #expect(found.allSatisfy { $0.request?.count == 24 })
        }
    }

    @Test func noTokenAndOneWhoseTimeIsUpAreOrdinaryLife() throws {
        try withWorld { world in
            let ann = try world.addUser()
            try expect(try send(world, Call("GET", "/api/auth/me")), is: .missingToken)
            try expect(try send(world, Call("GET", "/api/movies/\(Route.nobody)")), is: .movieNotExists)
            world.clock.advance(seconds: 7 * 24 * 3600 + 1)
            for _ in 0..<2 {
                try expect(try send(world, Call("GET", "/api/auth/me", token: ann.token)), is: .badAccessToken)
            }
            #expect(try records(world).isEmpty)
        }
    }

    @Test(arguments: [false, true]) func aFloodIsSummedAndNoneIsACommitOfItsOwn(hidesAccounts: Bool) throws {
        var arrangement = Arrangement()
        arrangement.signUp = SignUpPolicy(hidesAccounts: hidesAccounts)
        try withWorld(arrangement) { world in
            let file = try Connection(path: world.folder.database, mode: .reader)
            // Another one after each commit of another connection.
            var (version, commits) = (try file.integer("PRAGMA data_version"), 0)
            for _ in 0..<500 {
                try expect(try send(world, Call("GET", "/api/auth/me", token: "mb_x")), is: .badAccessToken)
                let next = try file.integer("PRAGMA data_version")
                if next != version { (version, commits) = (next, commits + 1) }
            }
            // One a second at most, in which what waits for the next one is written.
            #expect(commits < 100)
            let found = try records(world)
            #expect(found.count == 61)
            let sum = try #require(found.first { $0.times > 1 })
            #expect(sum.times == 440 && sum.account == nil && sum.client == nil && sum.detail == nil)
        }
    }
}
