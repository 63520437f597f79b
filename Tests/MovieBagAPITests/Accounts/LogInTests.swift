import Testing

@Suite("Logging in")
struct LogInTests {
    @Test func answersATokenThatOpensDoors() throws {
        try withWorld { world in
            _ = try world.addUser()
            let response = try world.logIn("ann@example.org", "correct horse")
            #expect(response.status == 200)
            #expect(response.text.hasPrefix(#"{"token":"ey"#))
            #expect(response["Cache-Control"] == ["no-store"])
            let token = try response.member("token")
            #expect(response.text == #"{"token":"\#(token)"}"#)
            #expect(try world.accepts(token))
        }
    }

    @Test func addressIsFoundWithoutRegardToCase() throws {
        try withWorld { world in
            _ = try world.addUser("Ann@Example.org")
            #expect(try world.logIn("aNN@eXAMPLE.ORG", "correct horse").status == 200)
        }
    }

    @Test(arguments: [
        ("ann@example.org", "wrong horse"), ("ann@example.org", ""), ("ann@example.org", "short"),
        ("ann@example.org", "correct horse "), ("bob@example.org", "correct horse"), ("", "correct horse"),
        ("no address", "correct horse"), ("ann@example.org\0", "correct horse"), ("ann @example.org", "correct horse"),
        ("%@example.org", "correct horse"), ("' OR 1=1 --", "correct horse"),
        ("ann@example.org", String(repeating: "p", count: 1025)),
    ])
    func everythingElseIsUnauthorizedAlike(email: String, password: String) throws {
        try withWorld { world in
            _ = try world.addUser()
            let response = try world.logIn(email, password)
            try expect(response, is: .unauthorized)
            // No detail, which would tell one from the other.
            #expect(response.text == #"{"error":"Unauthorized","message":"Invalid username or password","status":401}"#)
        }
    }

    @Test(arguments: [
        "{}", #"{"email":"ann@example.org"}"#, #"{"password":"correct horse"}"#,
        #"{"email":1,"password":"correct horse"}"#, #"{"email":null,"password":"correct horse"}"#,
        #"{"email":{"$gt":""},"password":{"$gt":""}}"#, #"{"email":["ann@example.org"],"password":"correct horse"}"#,
    ])
    func wrongTypesAreNoLogIn(body: String) throws {
        try withWorld { world in
            _ = try world.addUser()
            try expect(try world.send(Call("POST", "/api/auth/login", json: body)), is: .schemaValidation)
        }
    }

    /// ASVS 7.2.4
    @Test func eachLogInOpensASessionOfItsOwn() throws {
        try withWorld { world in
            let user = try world.addUser()
            let tokens = try (0..<49).map { _ in try world.logIn(user.email, user.password).member("token") }
            #expect(Set(tokens).count == 49)
            for token in tokens { #expect(try world.accepts(token)) }
        }
    }

    /// ASVS 7.3.2
    @Test func tokenLivesSevenDaysToTheSecond() throws {
        try withWorld { world in
            let user = try world.addUser()
            world.clock.advance(seconds: 7 * 86_400 - 1)
            #expect(try world.accepts(user.token))
            world.clock.advance(seconds: 1)
            try expect(
                try world.send(Call("POST", "/api/movies", json: movieBody("Ran"), token: user.token)),
                is: .badAccessToken)
        }
    }
}
