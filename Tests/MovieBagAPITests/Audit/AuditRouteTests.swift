import MovieBag
import Testing

/// `GET /api/audit`.
@Suite struct AuditRouteTests {
    private func list(_ query: String, _ user: User, _ world: World) throws -> TestResponse {
        try world.send(Call("GET", "/api/audit\(query)", token: user.token))
    }

    /// The kinds in a response, in its order.
    private func kinds(_ response: TestResponse) -> [String] {
        response.text.split(separator: "\"kind\":\"").dropFirst().map { String($0.prefix { $0 != "\"" }) }
    }

    private func makeAdministrator(_ user: User, _ world: World) throws {
        try world.execute("UPDATE accounts SET role = 'administrator' WHERE hex(id) = upper('\(user.id)')")
    }

    @Test func aMemberSeesTheOwnRecordsTheNewestFirst() throws {
        try withWorld { world in
            let (ann, _) = (try world.addUser(), try world.addUser("bob@example.org"))
            var call = Call("POST", "/api/auth/login", json: credentials(ann.email, "wrong horse"))
            call.others = ["REMOTE_ADDR": "192.0.2.7", "REQUEST_ID": "r1"]
            _ = try world.send(call)
            let response = try list("", ann, world)
            #expect(response.status == 200 && response["Cache-Control"] == ["no-store"])
            #expect(kinds(response) == ["login-failed", "login", "signup"])
            let first = response.text.dropFirst().prefix { $0 != "}" }
            #expect(first.hasPrefix(#"{"_id":{"$oid":""#))
            #expect(
                response.text.contains(
                    #""time":"2025-06-15T15:06:40Z","kind":"login-failed","account":{"$oid":"\#(ann.id)"},"actor":null,"#
                        + #""client":"192.0.2.7","request":"r1","detail":null,"times":1}"#), "\(response.text)")
        }
    }

    @Test func anAdministratorSeesAll() throws {
        try withWorld { world in
            let (ann, bob) = (try world.addUser(), try world.addUser("bob@example.org"))
            try makeAdministrator(ann, world)
            #expect(kinds(try list("", ann, world)) == ["login", "signup", "login", "signup"])
            #expect(kinds(try list("?account=\(bob.id)&kind=login", ann, world)) == ["login"])
            #expect(try !list("?account=\(bob.id)", ann, world).text.contains(ann.id))
        }
    }

    @Test func ofAnAdministratorsDoingAMemberSeesNeitherWhoNorFromWhere() throws {
        try withWorld { world in
            let (ann, bob) = (try world.addUser(), try world.addUser("bob@example.org"))
            let administrator = try #require(AccountID(hexadecimal: Array(ann.id.utf8)[...]))
            let member = try #require(AccountID(hexadecimal: Array(bob.id.utf8)[...]))
            var client = try world.composition.makeClients(world.service.store).client(
                remote: Array("192.0.2.99".utf8), forwardedFor: nil)
            client.request = nil
            let entry = try #require(AuditEntryID(hexadecimal: Array(Route.nobody.utf8)[...]))
            try world.service.store.record(
                AuditEntry(
                    id: entry, kind: .sessionsEnded,
                    account: member, actor: administrator, client: client))
            let seen = try list("?kind=sessions-ended", bob, world)
            #expect(kinds(seen) == ["sessions-ended"])
            #expect(seen.text.contains(#""actor":null,"client":null"#) && !seen.text.contains("192.0.2.99"))
            try makeAdministrator(ann, world)
            #expect(try list("?kind=sessions-ended", ann, world).text.contains("192.0.2.99"))
        }
    }

    @Test func anotherAccountIsNotFoundByAMember() throws {
        try withWorld { world in
            let (ann, bob) = (try world.addUser(), try world.addUser("bob@example.org"))
            for account in [bob.id, Route.nobody] {
                try expect(try list("?account=\(account)", ann, world), is: .notFound)
            }
            #expect(kinds(try list("?account=\(ann.id)", ann, world)) == ["login", "signup"])
        }
    }

    @Test func pagesLeadOnAndKeepTheirFilters() throws {
        try withWorld { world in
            let ann = try world.addUser()
            for _ in 0..<4 { _ = try world.logIn(ann.email, ann.password) }
            let first = try list("?kind=login&limit=3", ann, world)
            #expect(kinds(first).count == 3)
            let link = try #require(first["Link"].first)
            #expect(link.hasPrefix("<http://localhost:8080/api/audit?kind=login&limit=3&after="))
            let query = try #require(link.split(separator: "?").last?.prefix { $0 != ">" })
            let second = try list("?\(query)", ann, world)
            #expect(kinds(second) == ["login", "login"] && second["Link"] == [])
        }
    }

    @Test(arguments: [
        "?kind=nonsense", "?kind=", "?kind=login&kind=login", "?account=me", "?account=FFFFFFFFFFFFFFFFFFFFFFFF",
        "?limit=0", "?limit=101", "?after=x", "?other=1", "?kind=login%00",
    ])
    func everythingElseIsRefused(query: String) throws {
        try withWorld { world in
            try expect(try list(query, try world.addUser(), world), is: .schemaValidation)
        }
    }

    @Test func anAPITokenIsNotEnough() throws {
        try withWorld { world in
            let user = try world.addUser()
            let body = #"{"current_password":"correct horse","name":"script","scope":"write","days":1}"#
            let token = try world.send(Call("POST", "/api/auth/tokens", json: body, token: user.token)).member("token")
            let response = try world.send(Call("GET", "/api/audit", token: token))
            #expect(response.status == 403 && response.text.contains("TokenScope"))
        }
    }
}
