import JSON
import MovieBagSQLite
import Testing

@Suite("The accounts of others, for administrators")
struct AdministrationTests {
    private func json(
        _ user: User, role: String = "member", isVerified: Bool = false, disabled: Bool = false
    ) -> String {
        #"{"_id":{"$oid":"\#(user.id)"},"email":"\#(user.email)","name":null,"role":"\#(role)","verified":\#(isVerified),"#
            + #""created":"2025-06-15T15:06:40Z","language":null,"disabled":\#(disabled)}"#
    }

    @Test func accountsAreListedPageByPageAndFoundByAddress() throws {
        try withWorld { world in
            let (ann, ada) = (try world.addUser(), try world.addAdministrator())
            let bob = try world.addUser("bob@example.org")
            func get(_ query: String) throws -> TestResponse {
                try world.send(Call("GET", "/api/accounts\(query)", token: ada.token))
            }
            let all = try get("")
            #expect(all.text == "[\(json(ann)),\(json(ada, role: "administrator")),\(json(bob))]")
            #expect(all["Cache-Control"] == ["no-store"] && all["Link"].isEmpty)
            let first = try get("?limit=2")
            #expect(first.text == "[\(json(ann)),\(json(ada, role: "administrator"))]")
            #expect(
                first["Link"] == ["<http://localhost:8080/api/accounts?limit=2&after=\(ada.id)>; rel=\"next\""])
            #expect(try get("?limit=2&after=\(ada.id)").text == "[\(json(bob))]")
            #expect(try get("?email=BOB%40example.org").text == "[\(json(bob))]")
            #expect(try get("?email=eve%40example.org").text == "[]")
            for query in [
                "?email=bob", "?email=", "?limit=0", "?limit=101", "?after=x", "?role=member",
                "?email=a%40b.c&email=a%40b.c",
            ] {
                try expect(try get(query), is: .schemaValidation, "\(query)")
            }
            let shown = try world.send(Call("GET", "/api/accounts/\(bob.id)", token: ada.token))
            #expect(shown.text == json(bob))
            for id in [Route.nobody, "x", bob.id.uppercased()] {
                try expect(try world.send(Call("GET", "/api/accounts/\(id)", token: ada.token)), is: .notFound)
            }
        }
    }

    private func change(_ user: User, _ body: String, by other: User, _ world: World) throws -> TestResponse {
        try world.send(Call("PATCH", "/api/accounts/\(user.id)", json: body, token: other.token))
    }

    @Test func anAdministratorGivesAndTakesRoles() throws {
        try withWorld { world in
            let (ada, bob) = (try world.addAdministrator(), try world.addUser("bob@example.org"))
            try world.proveAddress(of: bob)
            try expect(try change(ada, #"{"role":"member"}"#, by: bob, world), is: .administratorsOnly)
            #expect(
                try change(bob, #"{"role":"administrator"}"#, by: ada, world).text
                    == json(bob, role: "administrator", isVerified: true))
            #expect(try change(ada, #"{"role":"member"}"#, by: bob, world).text == json(ada))
            try expect(try change(bob, #"{"role":"member"}"#, by: ada, world), is: .administratorsOnly)
            try expect(try change(bob, #"{"role":"member"}"#, by: bob, world), is: .lastAdministrator)
            try expect(try change(bob, #"{"disabled":true}"#, by: bob, world), is: .lastAdministrator)
            // Taking back what is not there is no loss.
            #expect(try change(ada, #"{"role":"member","disabled":false}"#, by: bob, world).status == 200)
        }
    }

    /// Any person may have signed up with an address that was not proved.
    @Test func onlyAProvedAddressMakesAnAdministrator() throws {
        try withWorld { world in
            let (ada, bob) = (try world.addAdministrator(), try world.addUser("bob@example.org"))
            for body in [#"{"role":"administrator"}"#, #"{"role":"administrator","disabled":true}"#] {
                let refused = try change(bob, body, by: ada, world)
                try expect(refused, is: .emailNotVerified)
                #expect(
                    try refused.member("detail")
                        == "role: the address of an administrator must have been proved, which a link for a new password does"
                )
            }
            #expect(try world.send(Call("GET", "/api/accounts/\(bob.id)", token: ada.token)).text == json(bob))
            // What is no new right needs no proof: of one who is an administrator, and of a member who stays one.
            #expect(try change(ada, #"{"role":"administrator","disabled":false}"#, by: ada, world).status == 200)
            #expect(try change(bob, #"{"role":"member","disabled":true}"#, by: ada, world).status == 200)
            #expect(try change(bob, #"{"disabled":false}"#, by: ada, world).status == 200)
            // The way to prove it that the error names.
            #expect(try world.send(Call("POST", "/api/accounts/\(bob.id)/reset", token: ada.token)).status == 200)
            #expect(try world.reset(try world.takeReset(for: bob), password: "another horse").status == 200)
            try world.takeConfirmation(for: bob)
            #expect(
                try change(bob, #"{"role":"administrator"}"#, by: ada, world).text
                    == json(bob, role: "administrator", isVerified: true))
        }
    }

    @Test(arguments: [
        "{}", #"{"role":"root"}"#, #"{"role":"Member"}"#, #"{"role":null}"#, #"{"role":true}"#, #"{"disabled":"true"}"#,
        #"{"disabled":null}"#, #"{"disabled":1}"#, #"{"email":"x@example.org"}"#, #"{"password":"87654321"}"#,
        #"{"role":"member","verified":true}"#, #"{"role":"member","role":"administrator"}"#, #"{"name":"x"}"#,
    ])
    func nothingElseOfAnAccountIsChanged(body: String) throws {
        try withWorld { world in
            let (ada, bob) = (try world.addAdministrator(), try world.addUser("bob@example.org"))
            try expect(try change(bob, body, by: ada, world), is: .schemaValidation)
            #expect(try world.send(Call("GET", "/api/accounts/\(bob.id)", token: ada.token)).text == json(bob))
        }
    }

    @Test(arguments: [
        #"{"role":"administrator"}"#, #"{"email":"eve@example.org","password":"12345678","role":"administrator"}"#,
    ])
    func noOtherRouteGivesARole(body: String) throws {
        try withWorld { world in
            let bob = try world.addUser("bob@example.org")
            for (method, path) in [
                ("POST", "/api/auth/signup"), ("PATCH", "/api/auth/me"), ("POST", "/api/auth/login"),
                ("POST", "/api/auth/password"), ("POST", "/api/auth/tokens"),
            ] {
                let response = try world.send(Call(method, path, json: body, token: bob.token))
                try expect(response, is: .schemaValidation, "\(path)")
            }
            try expect(try world.send(Call("GET", "/api/accounts", token: bob.token)), is: .administratorsOnly)
        }
    }

    /// ASVS 7.4.5
    @Test func sessionsOfAnAccountEnd() throws {
        try withWorld { world in
            let (ada, bob) = (try world.addAdministrator(), try world.addUser("bob@example.org"))
            let token = try world.makeAPIToken(bob, scope: "read")
            let path = "/api/accounts/\(bob.id)/end-sessions"
            try expect(try world.send(Call("POST", path, token: bob.token)), is: .administratorsOnly)
            let answer = try world.send(Call("POST", path, token: ada.token))
            #expect(answer.text == #"{"message":"The sessions and API tokens of the account have ended"}"#)
            for ended in [bob.token, token] { #expect(try !world.accepts(ended)) }
            #expect(try world.accepts(ada.token))
            #expect(try world.logIn(bob.email, bob.password).status == 200)
            try expect(
                try world.send(Call("POST", "/api/accounts/\(Route.nobody)/end-sessions", token: ada.token)),
                is: .notFound)
        }
    }

    /// The role is asked for every request, so that a session keeps nothing of it.
    @Test func aRoleThatIsGoneIsGoneInEveryProcess() throws {
        try withWorld { world in
            let (ada, bob) = (try world.addAdministrator(), try world.addAdministrator("bob@example.org"))
            let second = try world.secondProcess()
            defer { second.database.close() }
            let service = second.makeService()
            #expect(try service.response(Call("GET", "/api/accounts", token: bob.token)).status == 200)
            #expect(try change(bob, #"{"role":"member"}"#, by: ada, world).status == 200)
            try expect(
                try service.response(Call("GET", "/api/accounts", token: bob.token)), is: .administratorsOnly)
        }
    }
}

extension World {
    /// Makes an API token.
    func makeAPIToken(_ user: User, scope: String) throws -> String {
        let body =
            #"{"current_password":\#(quoted(user.password)),"name":"a program","scope":"\#(scope)","days":1}"#
        let response = try send(Call("POST", "/api/auth/tokens", json: body, token: user.token))
        try #require(response.status == 200, "\(response)")
        return try response.member("token")
    }
}
