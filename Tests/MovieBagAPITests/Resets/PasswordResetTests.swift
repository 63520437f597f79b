import MovieBagSQLite
import Testing

@Suite("Resetting a password")
struct PasswordResetTests {
    @Test func answersAndConfirms() throws {
        try withWorld { world in
            let user = try world.addUser()
            let forgot = try world.send(Call("POST", "/api/auth/forgot", json: #"{"email":"ANN@example.org"}"#))
            #expect(forgot.status == 200)
            #expect(forgot.text == #"{"message":"A mail with a link to reset the password is on its way"}"#)
            let token = try world.takeReset(for: user)
            let response = try world.reset(token, password: "another horse")
            #expect(response.status == 200)
            #expect(response.text == #"{"message":"Password reset was successful"}"#)
            #expect(response["Cache-Control"] == ["no-store"])
            try world.takeConfirmation(for: user)
            #expect(try world.logIn(user.email, "another horse").status == 200)
            try expect(try world.logIn(user.email, user.password), is: .unauthorized)
        }
    }

    @Test func unknownAddressIsSaidSoAndGetsNoMail() throws {
        try withWorld { world in
            let call = Call("POST", "/api/auth/forgot", json: #"{"email":"bob@example.org"}"#)
            try expect(try world.send(call), is: .emailDoesNotExist)
        }
    }

    /// ASVS 6.4.3
    @Test func usedTokenIsBad() throws {
        try withWorld { world in
            let user = try world.addUser()
            let token = try world.resetToken(for: user)
            #expect(try world.reset(token, password: "another horse").status == 200)
            try world.takeConfirmation(for: user)
            try expect(try world.reset(token, password: "a third horse"), is: .badToken)
            #expect(try world.logIn(user.email, "another horse").status == 200)
        }
    }

    @Test func earlierLinksAreGoodUntilOneIsUsed() throws {
        try withWorld { world in
            let user = try world.addUser()
            let tokens = try (0..<3).map { _ in try world.resetToken(for: user) }
            #expect(try world.reset(tokens[1], password: "another horse").status == 200)
            try world.takeConfirmation(for: user)
            for token in tokens { try expect(try world.reset(token, password: "a third horse"), is: .badToken) }
        }
    }

    @Test func tokenOfADeletedAccountIsBad() throws {
        try withWorld { world in
            let user = try world.addUser()
            let token = try world.resetToken(for: user)
            try world.execute("DELETE FROM accounts")
            try expect(try world.reset(token, password: "another horse"), is: .badToken)
            #expect(try !world.accepts(user.token))
        }
    }

    /// ASVS 6.4.3
    @Test func tokenExpiresAfterADayEvenIfItWasUsed() throws {
        try withWorld { world in
            let user = try world.addUser()
            let (used, unused) = (try world.resetToken(for: user), try world.resetToken(for: user))
            world.clock.advance(seconds: 86_399)
            #expect(try world.reset(used, password: "another horse").status == 200)
            try world.takeConfirmation(for: user)
            world.clock.advance(seconds: 1)
            try expect(try world.reset(used, password: "a third horse"), is: .expired)
            try expect(try world.reset(unused, password: "a third horse"), is: .expired)
        }
    }

    @Test func forgedTokenIsBadEvenWhenItsTimeIsUp() throws {
        try withWorld { world in
            let token = try world.resetToken(for: world.addUser())
            world.clock.advance(seconds: 90_000)
            let forged = token.dropLast(4) + (token.hasSuffix("AAAA") ? "BBBA" : "AAAA")
            try expect(try world.reset(String(forged), password: "another horse"), is: .badToken)
        }
    }

    @Test(arguments: ["1234567", "", String(repeating: "p", count: 1025)])
    func weakPasswordIsRefusedBeforeTheTokenIsUsedUp(password: String) throws {
        try withWorld { world in
            let user = try world.addUser()
            let token = try world.resetToken(for: user)
            try expect(try world.reset(token, password: password), is: .schemaValidation)
            try expect(try world.reset("nonsense", password: password), is: .schemaValidation)
            #expect(try world.reset(token, password: "another horse").status == 200)
            try world.takeConfirmation(for: user)
        }
    }

    /// ASVS 6.4.3
    @Test func tokensOfOnePurposeAreRefusedForTheOther() throws {
        try withWorld { world in
            let user = try world.addUser()
            let reset = try world.resetToken(for: user)
            #expect(try !world.accepts(reset))
            try expect(try world.reset(user.token, password: "another horse"), is: .badToken)
            #expect(try world.accepts(user.token))
        }
    }

    /// ASVS 7.4.3
    @Test func everyOlderSessionEndsOnEveryProcessAndANewLoginInThatSecondWorks() throws {
        try withWorld { world in
            let user = try world.addUser()
            let older = try world.logIn(user.email, user.password).member("token")
            let elsewhere = try world.secondProcess()
            defer { elsewhere.database.close() }
            let other = elsewhere.makeService()
            let token = try world.resetToken(for: user)
            #expect(try world.reset(token, password: "another horse").status == 200)
            try world.takeConfirmation(for: user)
            let fresh = try world.logIn(user.email, "another horse").member("token")
            for (token, status) in [(user.token, 401), (older, 401), (fresh, 403)] {
                let call = Call("DELETE", "/api/movies/\(Route.nobody)", token: token)
                #expect(try world.send(call).status == status)
                #expect(try other.response(call).status == status)
            }
        }
    }

    @Test func sessionEndsAfterAWeek() throws {
        try withWorld { world in
            let user = try world.addUser()
            world.clock.advance(seconds: 604_799)
            #expect(try world.accepts(user.token))
            world.clock.advance(seconds: 1)
            let call = Call("DELETE", "/api/movies/\(Route.nobody)", token: user.token)
            try expect(try world.send(call), is: .badAccessToken)
        }
    }

    /// ASVS 6.5.2
    @Test func databaseHoldsNoUsableToken() throws {
        try withWorld { world in
            let user = try world.addUser()
            let call = Call("POST", "/api/auth/forgot", json: #"{"email":"ann@example.org"}"#)
            #expect(try world.send(call).status == 200)
            let bytes = try world.folder.everyByte()
            #expect(bytes.count > 4096)
            let reset = try world.takeReset(for: user)
            for token in [user.token, reset] {
                let parts = token.split(separator: ".").map { Array($0.utf8) }
                #expect(bytes.firstRange(of: parts[1]) == nil)
                #expect(bytes.firstRange(of: parts[2]) == nil)
            }
            #expect(bytes.firstRange(of: Array(user.password.utf8)) == nil)
            // Found by the same search, so that it would find the others.
            #expect(bytes.firstRange(of: Array("ann@example.org".utf8)) != nil)
        }
    }
}
