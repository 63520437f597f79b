import Testing

@Suite("For whom added_by stands") struct PeopleTests {
    @Test func itIsANameAlone() throws {
        try withWorld { world in
            let user = try world.addUser()
            let other = try world.addUser("ben@example.org")
            _ = try world.addMovie("Ran", by: user)
            let path = "/api/people/\(user.id)"
            let response = try world.send(Call("GET", path, token: other.token))
            #expect(response.text == #"{"_id":{"$oid":"\#(user.id)"},"name":"Member \#(user.id.suffix(4))"}"#)
            #expect(response["Cache-Control"] == ["no-store"])
            let named = try world.send(Call("PATCH", "/api/auth/me", json: #"{"name":"Ann"}"#, token: user.token))
            #expect(named.status == 200)
            #expect(try world.send(Call("GET", path, token: other.token)).text.contains(#""name":"Ann"}"#))
            try expect(try world.send(Call("GET", path)), is: .missingToken)
            for unknown in [other.id, "ffffffffffffffffffffffff", "x"] {
                try expect(try world.send(Call("GET", "/api/people/\(unknown)", token: user.token)), is: .notFound)
            }
        }
    }
}
