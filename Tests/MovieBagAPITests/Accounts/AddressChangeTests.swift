import MovieBag
import Testing

@Suite struct AddressChangeTests {
    /// ASVS 6.3.7
    @Test func itIsDoneByTheLinkThatIsMailedToTheNewAddress() throws {
        try withWorld { world in
            let user = try world.addUser()
            let reset = try world.resetToken(for: user)
            let token = try world.askForAddress("ann@example.net", by: user)
            #expect(try world.get("/api/auth/me", by: user).text.contains("ann@example.org"))
            try world.post("/api/auth/email/confirm", #"{"token":"\#(token)"}"#)
            let mails = try world.takeLinks()
            #expect(mails.map(\.kind) == [.emailChanged] && mails.map(\.recipient) == ["ann@example.org"])
            #expect(try !world.accepts(user.token), "sessions end")
            try expect(try world.reset(reset, password: "another horse"), is: .badToken)
            try expect(try world.logIn("ann@example.org", user.password), is: .unauthorized)
            let token2 = try world.logIn("ANN@example.net", user.password).member("token")
            let me = try world.send(Call("GET", "/api/auth/me", token: token2)).text
            #expect(me.contains(#""email":"ann@example.net""#) && me.contains(#""verified":true"#))
            try expect(
                try world.send(Call("POST", "/api/auth/email/confirm", json: #"{"token":"\#(token)"}"#)), is: .badToken)
        }
    }

    @Test func anAddressThatIsTakenIsAnsweredAlikeAndNothingIsMailed() throws {
        try withWorld { world in
            let (user, bob) = (try world.addUser(), try world.addUser("bob@example.org"))
            let free = try world.ask(for: "new@example.org", by: user)
            #expect(try world.takeLinks().map(\.recipient) == ["new@example.org"])
            let taken = try world.ask(for: "BOB@example.org", by: user)
            #expect(free.text == taken.text && free.status == 200 && taken.status == 200)
            #expect(free.fields.map(\.name) == taken.fields.map(\.name))
            #expect(try world.takeMails().isEmpty)
            #expect(try world.accepts(bob.token))
        }
    }

    @Test func oneThatWasTakenMeanwhileIsNotGiven() throws {
        try withWorld { world in
            let user = try world.addUser()
            let token = try world.askForAddress("new@example.org", by: user)
            _ = try world.addUser("New@example.org")
            try expect(
                try world.send(Call("POST", "/api/auth/email/confirm", json: #"{"token":"\#(token)"}"#)), is: .badToken)
            #expect(try world.accepts(user.token))
        }
    }

    @Test func aChangeOfCaseAloneNeedsNoWayBack() throws {
        try withWorld { world in
            let user = try world.addUser()
            let token = try world.askForAddress("Ann@Example.org", by: user)
            try world.post("/api/auth/email/confirm", #"{"token":"\#(token)"}"#)
            #expect(try world.logIn("ann@example.org", user.password).status == 200)
        }
    }

    @Test func itNeedsThePasswordAndAGoodAddress() throws {
        try withWorld { world in
            let user = try world.addUser()
            try expect(try world.ask(for: "a@example.net", by: user, password: "wrong horse"), is: .wrongPassword)
            for address in ["ann", "a@localhost", "a%b@example.org", "|x@example.org"] {
                try expect(try world.ask(for: address, by: user), is: .schemaValidation)
            }
        }
    }

    @Test func theLinkIsVoidAfterAChangeOfThePasswordAndAfterItsTime() throws {
        try withWorld { world in
            let user = try world.addUser()
            let first = try world.askForAddress("a@example.net", by: user)
            try world.post(
                "/api/auth/password", #"{"current_password":"correct horse","password":"another horse"}"#, by: user)
            try world.takeConfirmation(.passwordChanged, for: user)
            let confirm = { (token: String) in
                try world.send(Call("POST", "/api/auth/email/confirm", json: #"{"token":"\#(token)"}"#))
            }
            try expect(try confirm(first), is: .badToken)
            let changed = User(id: user.id, email: user.email, password: "another horse", token: user.token)
            let second = try world.askForAddress("a@example.net", by: changed)
            world.clock.advance(seconds: 24 * 3600)
            try expect(try confirm(second), is: .expired)
            // And for ever.
            world.clock.advance(seconds: -3600)
            try expect(try confirm(second), is: .badToken)
        }
    }

    @Test func aTokenForSomethingElseIsRefused() throws {
        try withWorld { world in
            let user = try world.addUser()
            let reset = try world.resetToken(for: user)
            for token in [reset, user.token] {
                for step in ["confirm", "undo"] {
                    try expect(
                        try world.send(Call("POST", "/api/auth/email/\(step)", json: #"{"token":"\#(token)"}"#)),
                        is: .badToken)
                }
            }
            let change = try world.askForAddress("a@example.net", by: user)
            try expect(
                try world.send(Call("POST", "/api/auth/email/undo", json: #"{"token":"\#(change)"}"#)), is: .badToken)
            try expect(try world.reset(change, password: "another horse"), is: .badToken)
            #expect(try !world.accepts(change))
        }
    }

    /// An address and a password are set by two links at once: both are, one after the other, or one of them finds its link
    /// void; never half of either.
    @Test func itRacesWithAReset() throws {
        try withWorld { world in
            for round in 0..<10 {
                let user = try world.addUser("ann\(round)@example.org")
                let change = try world.askForAddress("ann\(round)@example.net", by: user)
                let reset = try world.resetToken(for: user)
                let composition = world.composition
                let statuses = try onThreads(64) { number, waitForOthers in
                    let service = composition.makeService()
                    let (path, body) =
                        number % 2 == 0
                        ? ("/api/auth/email/confirm", #"{"token":"\#(change)"}"#)
                        : ("/api/auth/reset", resetBody(reset, password: "another horse"))
                    waitForOthers()
                    return (number % 2, try service.response(Call("POST", path, json: body)).status)
                }
                let done = (0..<2).map { way in statuses.count { $0.0 == way && $0.1 == 200 } }
                #expect(done == [1, 0] || done == [0, 1], "each voids the other's link: \(done)")
                let (address, password) =
                    done[0] == 1
                    ? ("ann\(round)@example.net", user.password) : (user.email, "another horse")
                #expect(try world.logIn(address, password).status == 200)
                #expect(try world.takeMails().count == 1)
                #expect(try !world.accepts(user.token))
            }
        }
    }
}

extension World {
    /// Asks for another address.
    func ask(for address: String, by user: User, password: String? = nil) throws -> TestResponse {
        let body = #"{"current_password":\#(quoted(password ?? user.password)),"email":\#(quoted(address))}"#
        return try send(Call("POST", "/api/auth/email", json: body, token: user.token))
    }

    /// Asks for another address, and returns the token that is mailed to it.
    func askForAddress(
        _ address: String, by user: User, sourceLocation: SourceLocation = #_sourceLocation
    ) throws -> String {
        let response = try ask(for: address, by: user)
        try #require(response.status == 200, "\(response)", sourceLocation: sourceLocation)
        let mails = try takeLinks()
        try #require(mails.count == 1, sourceLocation: sourceLocation)
        #expect(mails[0].kind == .emailChange && mails[0].recipient == address, sourceLocation: sourceLocation)
        return mails[0].token
    }
}
