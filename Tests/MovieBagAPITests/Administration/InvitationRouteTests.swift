import JSON
import Mail
import MovieBag
import Testing

@Suite("Invitations, for administrators")
struct InvitationRouteTests {
    private func make(_ body: String, by user: User, _ world: World) throws -> TestResponse {
        try world.send(Call("POST", "/api/invitations", json: body, token: user.token))
    }

    private func list(_ query: String = "", by user: User, _ world: World) throws -> TestResponse {
        try world.send(Call("GET", "/api/invitations\(query)", token: user.token))
    }

    @Test func oneIsMadeListedAndWithdrawn() throws {
        try withWorld { world in
            let ada = try world.addAdministrator()
            let made = try make("{}", by: ada, world)
            let id = try made.member("id")
            let link = try made.member("link")
            #expect(link.hasPrefix("http://localhost:8080/invitation/") && link.split(separator: ".").count == 3)
            #expect(made["Cache-Control"] == ["no-store"])
            let json =
                #"[{"_id":{"$oid":"\#(id)"},"email":null,"role":"member","created":"2025-06-15T15:06:40Z","#
                + #""expires":"2025-06-22T15:06:40Z"}]"#
            #expect(try list(by: ada, world).text == json)
            #expect(try world.send(Call("DELETE", "/api/invitations/\(id)", token: ada.token)).text == "\"\"")
            #expect(try list(by: ada, world).text == "[]")
            for gone in [id, Route.nobody, "x"] {
                try expect(
                    try world.send(Call("DELETE", "/api/invitations/\(gone)", token: ada.token)), is: .notFound)
            }
            let token = try #require(link.split(separator: "/").last)
            let signUp = #"{"email":"eve@example.org","password":"correct horse","invitation":"\#(token)"}"#
            #expect(try world.send(Call("POST", "/api/auth/signup", json: signUp)).status == 403)
        }
    }

    @Test func oneForAnAddressIsMailedAndGivesItsRole() throws {
        try withWorld { world in
            let ada = try world.addAdministrator()
            let body = #"{"email":" eve@example.org ","role":"administrator","days":90}"#
            let link = try make(body, by: ada, world).member("link")
            #expect(try world.takeMails().map(\.recipient.text) == ["eve@example.org"])
            let token = try #require(link.split(separator: "/").last)
            let signUp = #"{"email":"eve@example.org","password":"correct horse","invitation":"\#(token)"}"#
            #expect(try world.send(Call("POST", "/api/auth/signup", json: signUp)).status == 200)
            let eve = try world.logIn("eve@example.org", "correct horse").member("token")
            #expect(try world.send(Call("GET", "/api/accounts", token: eve)).status == 200)
            try expect(try make(#"{"email":"eve@example.org"}"#, by: ada, world), is: .emailAlreadyExists)
        }
    }

    @Test(arguments: [
        #"{"role":"root"}"#, #"{"role":null}"#, #"{"days":0}"#, #"{"days":91}"#, #"{"days":9223372036854775807}"#,
        #"{"days":-9223372036854775808}"#, #"{"days":"7"}"#, #"{"days":1.5}"#, #"{"email":"eve"}"#, #"{"email":null}"#,
        #"{"email":"eve@localhost"}"#, #"{"email":"eve@example.org\r\nBcc: x@example.org"}"#, #"{"link":"x"}"#,
        #"{"email":"a%b@example.org"}"#, #"{"role":"member","role":"administrator"}"#,
    ])
    func oneThatBreaksARuleIsRefused(body: String) throws {
        try withWorld { world in
            let ada = try world.addAdministrator()
            try expect(try make(body, by: ada, world), is: .schemaValidation, "\(body)")
            #expect(try list(by: ada, world).text == "[]")
        }
    }

    @Test func theListHasPages() throws {
        try withWorld { world in
            let ada = try world.addAdministrator()
            let ids = try (0..<3).map { _ in try make("{}", by: ada, world).member("id") }
            let first = try list("?limit=2", by: ada, world)
            #expect(first.text.contains(ids[1]) && !first.text.contains(ids[2]))
            #expect(
                first["Link"] == ["<http://localhost:8080/api/invitations?limit=2&after=\(ids[1])>; rel=\"next\""])
            #expect(try list("?after=\(ids[1])", by: ada, world).text.contains(ids[2]))
        }
    }
}
