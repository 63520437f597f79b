import Testing

@Suite("Links for a new password that administrators send")
struct AdministratorsResetTests {
    @Test func theLinkIsMailedAndNeverShown() throws {
        try withWorld { world in
            let (ada, bob) = (try world.addAdministrator(), try world.addUser("bob@example.org"))
            let older = try world.resetToken(for: bob)
            let path = "/api/accounts/\(bob.id)/reset"
            try expect(try world.send(Call("POST", path, token: bob.token)), is: .administratorsOnly)
            let answer = try world.send(Call("POST", path, token: ada.token))
            #expect(answer.text == #"{"message":"A mail with a link to reset the password is on its way"}"#)
            let token = try world.takeReset(for: bob)
            #expect(!answer.text.contains(token) && answer["Location"].isEmpty)
            // Until it is used, nothing has happened to the account but that older links are void.
            try expect(try world.reset(older, password: "another horse"), is: .badToken)
            #expect(try world.accepts(bob.token))
            #expect(try world.reset(token, password: "another horse").status == 200)
            try world.takeConfirmation(for: bob)
            #expect(try !world.accepts(bob.token))
            try expect(
                try world.send(Call("POST", "/api/accounts/\(Route.nobody)/reset", token: ada.token)), is: .notFound)
        }
    }

    @Test func aDisabledAccountGetsNone() throws {
        try withWorld { world in
            let (ada, bob) = (try world.addAdministrator(), try world.addUser("bob@example.org"))
            try world.disable(bob, by: ada)
            try expect(
                try world.send(Call("POST", "/api/accounts/\(bob.id)/reset", token: ada.token)), is: .accountDisabled)
        }
    }
}

extension World {
    func disable(_ user: User, by administrator: User, _ isDisabled: Bool = true) throws {
        let call = Call(
            "PATCH", "/api/accounts/\(user.id)", json: #"{"disabled":\#(isDisabled)}"#, token: administrator.token)
        let response = try send(call)
        try #require(response.status == 200, "\(response)")
    }
}
