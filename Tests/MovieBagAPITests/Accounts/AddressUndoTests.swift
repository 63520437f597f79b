import MovieBag
import MovieBagSQLite
import Testing

@Suite struct AddressUndoTests {
    /// Changes an address, and returns the token that undoes it.
    private func change(_ user: User, to address: String, in world: World) throws -> String {
        let token = try world.askForAddress(address, by: user)
        try world.post("/api/auth/email/confirm", #"{"token":"\#(token)"}"#)
        let mails = try world.claimLinks()
        try #require(mails.map(\.kind) == [.emailChanged])
        return mails[0].token
    }

    private func undo(_ token: String, in world: World) throws -> TestResponse {
        try world.send(Call("POST", "/api/auth/email/undo", json: #"{"token":"\#(token)"}"#))
    }

    @Test func itRestoresTheAddressAndLocksTheThiefOut() throws {
        try withWorld { world in
            let user = try world.addUser()
            let undo = try change(user, to: "eve@example.net", in: world)
            // The thief goes on: another password, an API token, another address.
            var thief = try world.again(User(id: user.id, email: "eve@example.net", password: user.password, token: ""))
            let apiToken = try world.makeToken(by: thief, scope: "write")
            try world.post(
                "/api/auth/password", #"{"current_password":"correct horse","password":"stolen horse"}"#, by: thief)
            _ = try world.claimMails()
            thief = User(id: user.id, email: "eve@example.net", password: "stolen horse", token: thief.token)
            let second = try change(thief, to: "eve@example.com", in: world)
            thief = try world.again(User(id: user.id, email: "eve@example.com", password: "stolen horse", token: ""))

            #expect(try self.undo(undo, in: world).status == 200)
            let mails = try world.claimLinks()
            #expect(mails.map(\.kind) == [.reset] && mails.map(\.recipient) == ["ann@example.org"])
            #expect(try !world.accepts(thief.token) && !world.accepts(apiToken))
            for address in ["ann@example.org", "eve@example.com", "eve@example.net"] {
                for password in [user.password, "stolen horse", ""] {
                    try expect(try world.logIn(address, password), is: .unauthorized)
                }
            }
            try expect(try self.undo(second, in: world), is: .badToken)
            try expect(try self.undo(undo, in: world), is: .badToken)
            #expect(try world.reset(mails[0].token, password: "my own horse").status == 200)
            try world.claimConfirmation(for: user)
            #expect(try world.logIn(user.email, "my own horse").status == 200)
        }
    }

    @Test func theOldAddressIsReservedForAWeek() throws {
        try withWorld { world in
            let user = try world.addUser()
            let undo = try change(user, to: "eve@example.net", in: world)
            let signUp = Call("POST", "/api/auth/signup", json: credentials("ANN@example.org", "horse 42"))
            try expect(try world.send(signUp), is: .emailAlreadyExists)
            let bob = try world.addUser("bob@example.org")
            #expect(try world.ask(for: "ann@example.org", by: bob).status == 200)
            #expect(try world.claimMails().isEmpty)
            world.clock.advance(seconds: 7 * 24 * 3600 - 1)
            try expect(try world.send(signUp), is: .emailAlreadyExists)
            world.clock.advance(seconds: 1)
            #expect(try world.send(signUp).status == 200)
            try expect(try self.undo(undo, in: world), is: .expired)
        }
    }

    @Test func itsOwnerMayReturnByAnOrdinaryChange() throws {
        try withWorld { world in
            let user = try world.addUser()
            _ = try change(user, to: "ann@example.net", in: world)
            let changed = try world.again(
                User(id: user.id, email: "ann@example.net", password: user.password, token: ""))
            _ = try change(changed, to: "ann@example.org", in: world)
            #expect(try world.logIn("ann@example.org", user.password).status == 200)
        }
    }

    @Test func ofManyAtOnceOneSucceeds() throws {
        try withWorld { world in
            let user = try world.addUser()
            let undo = try change(user, to: "eve@example.net", in: world)
            let processes = [world.composition, try world.secondProcess()]
            defer { processes[1].database.close() }
            let statuses = try onThreads(64) { number, waitForOthers in
                let service = processes[number % 2].makeService()
                waitForOthers()
                return try service.response(Call("POST", "/api/auth/email/undo", json: #"{"token":"\#(undo)"}"#)).status
            }
            #expect(statuses.count { $0 == 200 } == 1 && statuses.count { $0 == 403 } == 63)
            #expect(try world.claimMails().count == 1)
        }
    }
}
