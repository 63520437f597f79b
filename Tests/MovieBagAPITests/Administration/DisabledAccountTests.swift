import MovieBagSQLite
import Testing

@Suite("An account that is disabled")
struct DisabledAccountTests {
    private func withBob(_ body: (World, _ ada: User, _ bob: User) throws -> Void) throws {
        try withWorld { world in
            let (ada, bob) = (try world.addAdministrator(), try world.addUser("bob@example.org"))
            try body(world, ada, bob)
        }
    }

    @Test func isToldSoOnlyAfterTheRightPassword() throws {
        try withBob { world, ada, bob in
            try world.disable(bob, by: ada)
            try expect(try world.logIn(bob.email, "wrong horse"), is: .unauthorized)
            try expect(try world.logIn(bob.email, bob.password), is: .accountDisabled)
            try world.disable(bob, by: ada, false)
            #expect(try world.logIn(bob.email, bob.password).status == 200)
        }
    }

    /// ASVS 7.4.2
    @Test func losesSessionsTokensAndLinksAtOnce() throws {
        try withBob { world, ada, bob in
            let token = try world.makeAPIToken(bob, scope: "write")
            let link = try world.resetToken(for: bob)
            // This one waits in the outbox still.
            let forgot = Call("POST", "/api/auth/forgot", json: #"{"email":"bob@example.org"}"#)
            #expect(try world.send(forgot).status == 200)
            try world.disable(bob, by: ada)
            #expect(try world.takeMails().isEmpty)
            for token in [bob.token, token] { #expect(try !world.accepts(token)) }
            try expect(try world.reset(link, password: "another horse"), is: .badToken)
            try world.disable(bob, by: ada, false)
            for token in [bob.token, token] { #expect(try !world.accepts(token)) }
            try expect(try world.reset(link, password: "another horse"), is: .badToken)
        }
    }

    @Test func getsNoLinkAndTheSameAnswer() throws {
        try withBob { world, ada, bob in
            let forgot = Call("POST", "/api/auth/forgot", json: #"{"email":"bob@example.org"}"#)
            let before = try world.send(forgot)
            #expect(try world.takeMails().count == 1)
            try world.disable(bob, by: ada)
            let after = try world.send(forgot)
            #expect(after.status == 200 && after.body == before.body)
            #expect(after.fields.map(\.name) == before.fields.map(\.name))
            #expect(try world.takeMails().isEmpty)
        }
    }

    @Test func keepsItsMovies() throws {
        try withBob { world, ada, bob in
            let id = try world.addMovie("Ran", by: bob)
            try world.disable(bob, by: ada)
            #expect(try world.movies() == "[\(movieJSON(id: id, name: "Ran", owner: bob.id))]")
        }
    }

    /// Disables the user just before the first slow step of the next request.
    private func service(_ world: World, disabling bob: User, by ada: User) -> Service {
        world.composition.makeService(
            blockingRegion: Interruption { [composition = world.composition] in
                let call = Call("PATCH", "/api/accounts/\(bob.id)", json: #"{"disabled":true}"#, token: ada.token)
                // What became of it is what the test looks at.
                _ = try? composition.makeService().response(call)
            })
    }

    @Test func opensNoSessionByALogInThatWasUnderWay() throws {
        try withBob { world, ada, bob in
            let logIn = Call("POST", "/api/auth/login", json: credentials(bob.email, bob.password))
            // The password that was read before is right, and the account was not disabled then.
            try expect(try service(world, disabling: bob, by: ada).response(logIn), is: .accountDisabled)
            #expect(try world.sessionCount(of: bob, by: ada) == 0)
        }
    }

    @Test func getsNoPasswordByAResetThatWasUnderWay() throws {
        try withBob { world, ada, bob in
            let link = try world.resetToken(for: bob)
            let reset = Call("POST", "/api/auth/reset", json: resetBody(link, password: "another horse"))
            try expect(try service(world, disabling: bob, by: ada).response(reset), is: .badToken)
            try world.disable(bob, by: ada, false)
            try expect(try world.logIn(bob.email, "another horse"), is: .unauthorized)
            #expect(try world.logIn(bob.email, bob.password).status == 200)
        }
    }

    @Test func makesNoAPITokenThatWasUnderWay() throws {
        try withBob { world, ada, bob in
            let body = #"{"current_password":"correct horse","name":"a","scope":"write","days":1}"#
            let make = Call("POST", "/api/auth/tokens", json: body, token: bob.token)
            #expect(try service(world, disabling: bob, by: ada).response(make).status >= 400)
            try world.disable(bob, by: ada, false)
            let token = try world.logIn(bob.email, bob.password).member("token")
            #expect(try world.send(Call("GET", "/api/auth/tokens", token: token)).text == "[]")
        }
    }

    /// Log-ins, resets and the disabling, all at the same moment and in two processes.
    /// ASVS 7.4.2
    @Test func isLeftWithoutASessionWhateverComesFirst() throws {
        try withBob { world, ada, bob in
            let processes = [world.composition, try world.secondProcess()]
            defer { processes[1].database.close() }
            for round in 0..<10 {
                let link = try world.resetToken(for: bob)
                let tokens = try onThreads(32) { number, waitForOthers in
                    let service = processes[number % 2].makeService()
                    let call =
                        switch number {
                        case 0:
                            Call(
                                "PATCH", "/api/accounts/\(bob.id)", json: #"{"disabled":true}"#, token: ada.token)
                        case 1...4: Call("POST", "/api/auth/reset", json: resetBody(link, password: "horse \(round)"))
                        default: Call("POST", "/api/auth/login", json: credentials(bob.email, bob.password))
                        }
                    waitForOthers()
                    let response = try service.response(call)
                    return number > 4 && response.status == 200 ? try response.member("token") : nil
                }
                for case let token? in tokens { #expect(try !world.accepts(token), "round \(round)") }
                _ = try world.takeMails()
                try world.disable(bob, by: ada, false)
                try world.execute(
                    "UPDATE accounts SET password = (SELECT password FROM accounts WHERE email = '\(ada.email)')")
            }
        }
    }
}

extension World {
    /// How many sessions an account has, as it sees them itself once it is enabled again: one more than before.
    fileprivate func sessionCount(of user: User, by administrator: User) throws -> Int {
        try disable(user, by: administrator, false)
        let token = try logIn(user.email, user.password).member("token")
        let list = try send(Call("GET", "/api/auth/sessions", token: token)).text
        return list.split(separator: "\"_id\"").count - 2
    }
}
