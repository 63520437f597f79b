import Mail
import MovieBag
import MovieBagSQLite
import Testing

@Suite struct AddressUndoTests {
    /// Changes an address, and returns the token that undoes it.
    private func change(_ user: User, to address: String, in world: World) throws -> String {
        let token = try world.askForAddress(address, by: user)
        try world.post("/api/auth/email/confirm", #"{"token":"\#(token)"}"#)
        let mails = try world.takeLinks()
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
            _ = try world.takeMails()
            thief = User(id: user.id, email: "eve@example.net", password: "stolen horse", token: thief.token)
            let second = try change(thief, to: "eve@example.com", in: world)
            thief = try world.again(User(id: user.id, email: "eve@example.com", password: "stolen horse", token: ""))

            #expect(try self.undo(undo, in: world).status == 200)
            let mails = try world.takeLinks()
            #expect(mails.map(\.kind) == [.addressRestored] && mails.map(\.recipient) == ["ann@example.org"])
            #expect(try !world.accepts(thief.token) && !world.accepts(apiToken))
            for address in ["ann@example.org", "eve@example.com", "eve@example.net"] {
                for password in [user.password, "stolen horse", ""] {
                    try expect(try world.logIn(address, password), is: .unauthorized)
                }
            }
            try expect(try self.undo(second, in: world), is: .badToken)
            try expect(try self.undo(undo, in: world), is: .badToken)
            #expect(try world.reset(mails[0].token, password: "my own horse").status == 200)
            try world.takeConfirmation(for: user)
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
            #expect(try world.takeMails().isEmpty)
            world.clock.advance(seconds: 7 * 24 * 3600 - 1)
            try expect(try world.send(signUp), is: .emailAlreadyExists)
            world.clock.advance(seconds: 1)
            #expect(try world.send(signUp).status == 200)
            try expect(try self.undo(undo, in: world), is: .expired)
        }
    }

    /// Changes an address of a user whose sessions have ended, as an earlier change did.
    private func changeAgain(_ user: User, from email: String, to address: String, in world: World) throws -> String {
        try change(
            try world.again(User(id: user.id, email: email, password: user.password, token: "")), to: address, in: world
        )
    }

    @Test func itsOwnerMayReturnByAnOrdinaryChangeWhichCannotBeUndone() throws {
        try withWorld { world in
            let user = try world.addUser()
            _ = try change(user, to: "eve@example.net", in: world)
            let second = try changeAgain(user, from: "eve@example.net", to: "eve@example.com", in: world)
            let changed = try world.again(
                User(id: user.id, email: "eve@example.com", password: user.password, token: ""))
            let token = try world.askForAddress("ANN@example.org", by: changed)
            try world.post("/api/auth/email/confirm", #"{"token":"\#(token)"}"#)
            // Without a link: it would give the account back to the thief.
            let mails = try world.takeMails()
            #expect(mails.map(\.mail.content) == [.notice(.emailReturned)])
            #expect(mails.map(\.recipient.text) == ["eve@example.com"])
            try expect(try self.undo(second, in: world), is: .badToken)
            #expect(try world.logIn("ann@example.org", user.password).status == 200)
        }
    }

    @Test func aThiefUndoesNothingOfItsOwner() throws {
        try withWorld { world in
            let user = try world.addUser()
            let own = try change(user, to: "eve@example.net", in: world)
            // At the same second, and by a clock that was set back.
            let thiefs = [
                try changeAgain(user, from: "eve@example.net", to: "eve@example.com", in: world),
                try {
                    world.clock.advance(seconds: -3600)
                    defer { world.clock.advance(seconds: 3600) }
                    return try changeAgain(user, from: "eve@example.com", to: "eve@example.edu", in: world)
                }(),
            ]
            #expect(try undo(thiefs[1], in: world).status == 200)
            #expect(try undo(thiefs[0], in: world).status == 200)
            #expect(try world.takeLinks().map(\.recipient) == ["eve@example.net"])
            #expect(try undo(own, in: world).status == 200)
            let mails = try world.takeLinks()
            #expect(mails.map(\.kind) == [.addressRestored] && mails.map(\.recipient) == ["ann@example.org"])
            for link in thiefs { try expect(try undo(link, in: world), is: .badToken) }
            #expect(try world.reset(mails[0].token, password: "my own horse").status == 200)
            try world.takeConfirmation(for: user)
        }
    }

    @Test func afterItsOwnersTheLinksOfAThiefAreVoid() throws {
        try withWorld { world in
            let user = try world.addUser()
            let own = try change(user, to: "eve@example.net", in: world)
            let second = try changeAgain(user, from: "eve@example.net", to: "eve@example.com", in: world)
            #expect(try undo(own, in: world).status == 200)
            try expect(try undo(second, in: world), is: .badToken)
            #expect(try world.takeLinks().map(\.recipient) == ["ann@example.org"])
        }
    }

    @Test func itOutlivesDisablingAndDoesNothingMeanwhile() throws {
        try withWorld { world in
            let (user, ada) = (try world.addUser(), try world.addAdministrator())
            let own = try change(user, to: "eve@example.net", in: world)
            try world.disable(user, by: ada)
            try expect(try undo(own, in: world), is: .badToken)
            let page = try world.send(Call("GET", "/email/\(own)"))
            #expect(page.status == 403)
            try world.post("/api/accounts/\(user.id)", #"{"disabled":false}"#, by: ada, method: "PATCH")
            #expect(try undo(own, in: world).status == 200)
            #expect(try world.takeLinks().map(\.recipient) == ["ann@example.org"])
        }
    }

    @Test func theOldAddressIsToldOfADeletion() throws {
        try withWorld { world in
            let user = try world.addUser()
            let own = try change(user, to: "eve@example.net", in: world)
            let thief = try world.again(
                User(id: user.id, email: "eve@example.net", password: user.password, token: ""))
            try world.post("/api/auth/delete", #"{"current_password":"correct horse"}"#, by: thief)
            let mails = try world.takeMails()
            #expect(mails.allSatisfy { $0.mail.content == .notice(.accountDeleted) })
            #expect(Set(mails.map(\.recipient.text)) == ["eve@example.net", "ann@example.org"] && mails.count == 2)
            try expect(try undo(own, in: world), is: .badToken)
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
            #expect(try world.takeMails().count == 1)
        }
    }
}
