import Testing

@Suite("A reset in the middle of another request")
struct OvertakenTests {
    @Test func loginThatAResetOvertookOpensNoSession() throws {
        try withWorld { world in
            let user = try world.addUser()
            let token = try world.resetToken(for: user)
            // After the old password hash was read, and before it is compared.
            let service = world.serviceOvertaken(byResetWith: token, to: "another horse")
            let logIn = Call("POST", "/api/auth/login", json: credentials(user.email, user.password))
            try expect(try service.response(logIn), is: .unauthorized)
            try world.takeConfirmation(for: user)
            #expect(try world.logIn(user.email, "another horse").status == 200)
        }
    }

    /// ASVS 2.3.3
    @Test func resetThatAnotherOvertookChangesNothing() throws {
        try withWorld { world in
            let user = try world.addUser()
            let token = try world.resetToken(for: user)
            // After the token was found good, and before it is used.
            let service = world.serviceOvertaken(byResetWith: token, to: "the first horse")
            let second = Call("POST", "/api/auth/reset", json: resetBody(token, password: "the second horse"))
            try expect(try service.response(second), is: .badToken)
            // One confirmation only.
            try world.takeConfirmation(for: user)
            #expect(try world.logIn(user.email, "the first horse").status == 200)
            try expect(try world.logIn(user.email, "the second horse"), is: .unauthorized)
        }
    }
}

extension World {
    /// A service whose next request a whole reset overtakes, just before its first slow step.
    fileprivate func serviceOvertaken(byResetWith token: String, to password: String) -> Service {
        composition.makeService(
            blockingRegion: Interruption { [composition] in
                let call = Call("POST", "/api/auth/reset", json: resetBody(token, password: password))
                // What became of it is what the test looks at.
                _ = try? composition.makeService().response(call)
            })
    }
}
