import Testing

@Suite struct OwnAccountTests {
    /// ASVS 15.3.1
    @Test func itIsShownAsItIs() throws {
        try withWorld { world in
            let user = try world.addUser()
            let response = try world.get("/api/auth/me", by: user)
            #expect(response["Cache-Control"] == ["no-store"])
            #expect(
                response.text
                    == #"{"_id":{"$oid":"\#(user.id)"},"email":"ann@example.org","name":null,"role":"member","#
                    + #""verified":false,"created":"2025-06-15T15:06:40Z","language":null}"#)
        }
    }

    @Test func nameAndLanguageAreChangedOneByOne() throws {
        try withWorld { world in
            let user = try world.addUser()
            let named = try world.post("/api/auth/me", #"{"name":"Ann \"A\" 🎬"}"#, by: user, method: "PATCH")
            #expect(named.text.contains(#""name":"Ann \"A\" 🎬""#) && named.text.contains(#""language":null"#))
            try world.post("/api/auth/me", #"{"language":"en"}"#, by: user, method: "PATCH")
            let both = try world.get("/api/auth/me", by: user).text
            #expect(both.contains(#""name":"Ann \"A\" 🎬""#) && both.contains(#""language":"en""#))
        }
    }

    @Test(arguments: [
        "{}", #"{"name":""}"#, #"{"name":" \u00a0"}"#, #"{"name":"a\nb"}"#, #"{"name":"a\u202eb"}"#,
        #"{"name":"\u0000"}"#,
        #"{"name":null}"#, #"{"language":"xx"}"#, #"{"language":"EN"}"#, #"{"role":"administrator"}"#,
        #"{"email":"eve@example.org"}"#, #"{"verified":true}"#, #"{"name":"a","role":"administrator"}"#,
        #"{"name":"0123456789012345678901234567890123456789012345678901234567890"}"#,
    ])
    func everythingElseIsRefusedAndChangesNothing(body: String) throws {
        try withWorld { world in
            let user = try world.addUser()
            let before = try world.get("/api/auth/me", by: user).text
            try expect(
                try world.send(Call("PATCH", "/api/auth/me", json: body, token: user.token)), is: .schemaValidation)
            #expect(try world.get("/api/auth/me", by: user).text == before)
        }
    }
}
