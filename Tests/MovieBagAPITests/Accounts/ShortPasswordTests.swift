import Cryptography
import MovieBag
import MovieBagSQLite
import Testing

/// Passwords that are shorter than any that is set here, as accounts of another program have them.
@Suite struct ShortPasswordTests {
    /// Gives an account the hash of a short password, as an import does.
    private func shorten(_ password: String, of user: User, in world: World) throws {
        let hash = try ScryptHash(of: Array(password.utf8), parameters: #require(ScryptParameters(logN: 1, r: 1, p: 1)))
        try world.execute(
            "UPDATE accounts SET password = '\(hash.phcString)' WHERE email = '\(user.email)'")
    }

    @Test(arguments: ["p", "seven77"]) func oneThatWasImportedLogsInAndConfirms(password: String) throws {
        try withWorld { world in
            let user = try world.addUser()
            try shorten(password, of: user, in: world)
            let token = try world.logIn(user.email, password).member("token")
            try expect(try world.logIn(user.email, password + "x"), is: .unauthorized)
            let body = #"{"current_password":\#(quoted(password)),"password":"another horse"}"#
            #expect(try world.send(Call("POST", "/api/auth/password", json: body, token: token)).status == 200)
            try world.takeConfirmation(.passwordChanged, for: user)
            #expect(try world.logIn(user.email, "another horse").status == 200)
        }
    }

    @Test func oneOfTheOriginalApplicationIsHashedAnew() throws {
        guard CryptLibrary().failure == nil else { return }
        try withWorld { world in
            let user = try world.addUser()
            // Of "short", made by crypt(3).
            try world.execute(
                "UPDATE accounts SET password = '$2b$04$abcdefghijklmnopqrstuuugH8XjOPXLdX/a9t3zWaL96n4O4U8.G'")
            #expect(try world.logIn(user.email, "short").status == 200)
        }
    }

    @Test func itIsNotSet() throws {
        try withWorld { world in
            let user = try world.addUser()
            try shorten("short", of: user, in: world)
            let body = #"{"current_password":"short","password":"shorter"}"#
            try expect(
                try world.send(Call("POST", "/api/auth/password", json: body, token: user.token)), is: .schemaValidation
            )
            #expect(try world.logIn(user.email, "short").status == 200)
        }
    }

    /// They count in the same buckets as all others, of which one client has ten.
    @Test(arguments: ["ann@example.org", "nobody@example.org"], ["x", "short", "wrong horse"])
    func aWrongOneCountsLikeAnyOther(email: String, password: String) throws {
        try withWorld { world in
            let user = try world.addUser()
            let statuses = try (0..<12).map { number in
                var call = Call("POST", "/api/auth/login", json: credentials(email, password))
                call.others["REMOTE_ADDR"] = "192.0.2.1"
                if number == 5, email == user.email {
                    call = Call(
                        "POST", "/api/auth/delete", json: #"{"current_password":\#(quoted(password))}"#,
                        token: user.token)
                    call.others["REMOTE_ADDR"] = "192.0.2.1"
                }
                return try world.send(call).status
            }
            #expect(statuses.count { $0 == 429 } == 2 && statuses.suffix(2) == [429, 429], "\(statuses)")
        }
    }
}
