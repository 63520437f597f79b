import MovieBag
import MovieBagSQLite
import Testing

@Suite struct DepartureTests {
    private func leave(_ user: User, _ more: String = "", in world: World) throws -> TestResponse {
        let body = #"{"current_password":\#(quoted(user.password))\#(more)}"#
        return try world.send(Call("POST", "/api/auth/delete", json: body, token: user.token))
    }

    /// ASVS 6.3.7, 7.4.2
    @Test func everythingGoesAtOnceAndTheLastMailKeepsItsRecipient() throws {
        try withWorld { world in
            let (ann, bob) = (try world.addUser(), try world.addUser("bob@example.org"))
            let movie = try world.addMovie("Ran", by: ann)
            let kept = try world.addMovie("Ikiru", by: bob)
            let (token, reset) = (try world.makeToken(by: ann, scope: "write"), try world.resetToken(for: ann))
            let tag = try world.tag("/api/movies")
            #expect(try leave(ann, in: world).status == 200)
            let mails = try world.takeLinks()
            #expect(mails.map(\.kind) == [.accountDeleted] && mails.map(\.recipient) == ["ann@example.org"])
            // Before a batch has run.
            let list = try world.movies()
            #expect(list.contains(kept) && !list.contains(movie))
            #expect(try world.tag("/api/movies") != tag)
            try expect(try world.send(Call("GET", "/api/movies/\(movie)")), is: .movieNotExists)
            #expect(try !world.accepts(ann.token) && !world.accepts(token) && world.accepts(bob.token))
            try expect(try world.reset(reset, password: "another horse"), is: .badToken)
            try expect(try world.logIn(ann.email, ann.password), is: .unauthorized)
            let forgot = Call("POST", "/api/auth/forgot", json: #"{"email":"ann@example.org"}"#)
            try expect(try world.send(forgot), is: .emailDoesNotExist)
            // Its names and its address are free.
            _ = try world.addMovie("Ran", by: bob)
            let again = try world.addUser()
            #expect(again.id != ann.id)
            while try world.service.store.continueDepartures(limit: 1, within: .seconds(60)) {}
            #expect(try world.movies().contains("Ran") && world.movies().contains(kept))
        }
    }

    /// ASVS 14.2.7
    @Test func nothingOfItIsLeftInTheTables() throws {
        try withWorld { world in
            let user = try world.addUser("unusual-name@example.org", password: "unusual horse")
            try world.post("/api/auth/me", #"{"name":"Unusual Name"}"#, by: user, method: "PATCH")
            _ = try world.addMovie("Ran", by: user)
            #expect(try leave(user, in: world).status == 200)
            _ = try world.takeMails()
            while try world.service.store.continueDepartures(limit: 1, within: .seconds(60)) {}
            try world.execute("VACUUM; PRAGMA wal_checkpoint(TRUNCATE)")
            let bytes = try world.folder.everyByte()
            for text in ["unusual-name", "Unusual Name", "Ran"] {
                #expect(!bytes.contains(Array(text.utf8)), "\(text)")
            }
        }
    }

    @Test func moviesThatAreLeftGoToTheFirstAdministrator() throws {
        try withWorld { world in
            let ann = try world.addUser()
            let movie = try world.addMovie("Ran", by: ann)
            try expect(try leave(ann, #","movies":"leave""#, in: world), is: .schemaValidation)
            let (first, second) = (try world.addUser("bob@example.org"), try world.addUser("cid@example.org"))
            for user in [second, first] { try world.promote(user) }
            #expect(try leave(ann, #","movies":"leave""#, in: world).status == 200)
            _ = try world.takeMails()
            #expect(try world.movies().contains(movie))
            while try world.service.store.continueDepartures(limit: 1, within: .seconds(60)) {}
            #expect(
                try world.send(Call("GET", "/api/movies/\(movie)")).text.contains(
                    #""added_by":{"$oid":"\#(first.id)"}"#))
            try world.rename(movie, to: "Ran (1985)", by: first)
        }
    }

    @Test func theLastAdministratorStays() throws {
        try withWorld { world in
            let (ann, bob) = (try world.addUser(), try world.addUser("bob@example.org"))
            try world.promote(ann)
            try expect(try leave(ann, in: world), is: .lastAdministrator)
            try world.promote(bob)
            try world.execute("UPDATE accounts SET disabled = 1 WHERE email = 'bob@example.org'")
            try expect(try leave(ann, in: world), is: .lastAdministrator)
            try world.execute("UPDATE accounts SET disabled = NULL")
            #expect(try leave(ann, in: world).status == 200)
            _ = try world.takeMails()
        }
    }

    @Test func ofTwoLastAdministratorsOneStays() throws {
        try withWorld { world in
            let users = [try world.addUser(), try world.addUser("bob@example.org")]
            for user in users { try world.promote(user) }
            let processes = [world.composition, try world.secondProcess()]
            defer { processes[1].database.close() }
            let statuses = try onThreads(64) { number, waitForOthers in
                let (service, user) = (processes[number / 2 % 2].makeService(), users[number % 2])
                let body = #"{"current_password":\#(quoted(user.password))}"#
                waitForOthers()
                return try service.response(Call("POST", "/api/auth/delete", json: body, token: user.token)).status
            }
            #expect(statuses.count { $0 == 200 } == 1)
            #expect(statuses.allSatisfy { [200, 401, 403, 409].contains($0) })
            _ = try world.takeMails()
        }
    }

    @Test func aMovieThatIsAddedMeanwhileIsRefusedOrGoes() throws {
        try withWorld { world in
            let user = try world.addUser()
            let composition = world.composition
            let statuses = try onThreads(64) { number, waitForOthers in
                let service = composition.makeService()
                let call =
                    number == 0
                    ? Call(
                        "POST", "/api/auth/delete", json: #"{"current_password":"correct horse"}"#, token: user.token)
                    : Call("POST", "/api/movies", json: movieBody("Movie \(number)"), token: user.token)
                waitForOthers()
                return try service.response(call).status
            }
            #expect(statuses.allSatisfy { [200, 401, 403].contains($0) })
            _ = try world.takeMails()
            #expect(try world.movies() == "[]")
            while try world.service.store.continueDepartures(limit: 7, within: .seconds(60)) {}
            #expect(try world.movies() == "[]")
        }
    }

    @Test func itNeedsThePasswordAndAKnownWay() throws {
        try withWorld { world in
            let user = try world.addUser()
            let wrong = User(id: user.id, email: user.email, password: "wrong horse", token: user.token)
            try expect(try leave(wrong, in: world), is: .wrongPassword)
            try expect(try leave(user, #","movies":"keep""#, in: world), is: .schemaValidation)
            #expect(try world.accepts(user.token))
        }
    }
}
