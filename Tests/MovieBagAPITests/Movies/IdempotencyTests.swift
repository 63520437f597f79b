import MovieBag
import MovieBagSQLite
import Testing

/// `Idempotency-Key` on `POST /api/movies`.
@Suite("Movies that are added once")
struct IdempotencyTests {
    private static func call(_ key: String, _ json: String = movieBody("Ran"), by user: User) -> Call {
        var call = Call("POST", "/api/movies", json: json, token: user.token)
        call.others["HTTP_IDEMPOTENCY_KEY"] = key
        return call
    }

    private static func expectSame(
        _ again: TestResponse, as first: TestResponse, sourceLocation: SourceLocation = #_sourceLocation
    ) {
        #expect(again.status == first.status && again.body == first.body, sourceLocation: sourceLocation)
        for name in ["Location", "ETag", "Preference-Applied", "Content-Type", "Cache-Control"] {
            #expect(again[name] == first[name], sourceLocation: sourceLocation)
        }
        #expect(first["Idempotency-Replayed"] == [], sourceLocation: sourceLocation)
        #expect(again["Idempotency-Replayed"] == ["true"], sourceLocation: sourceLocation)
    }

    @Test func theFirstResponseIsGivenAgain() throws {
        try withWorld { world in
            let user = try world.addUser()
            let first = try world.send(Self.call("a key of mine!".filter { $0 != " " }, by: user))
            #expect(first.status == 200 && first["Location"].count == 1 && first["ETag"].count == 1)
            Self.expectSame(try world.send(Self.call("akeyofmine!", by: user)), as: first)
            let id = try first.member("id")
            #expect(try world.movies() == "[\(movieJSON(id: id, name: "Ran", owner: user.id))]")
            // Though the movie is another one by now, and though it is gone.
            for call in [
                Call("PUT", "/api/movies/\(id)", json: #"{"name":"Ikiru"}"#, token: user.token),
                Call("DELETE", "/api/movies/\(id)", token: user.token),
            ] {
                #expect(try world.send(call).status == 200)
                Self.expectSame(try world.send(Self.call("akeyofmine!", by: user)), as: first)
            }
            #expect(try world.movies() == "[]")
        }
    }

    @Test(arguments: [false, true]) func thePreferenceIsThatOfTheFirst(isPreferred: Bool) throws {
        try withWorld { world in
            let user = try world.addUser()
            var calls = [Self.call("k", by: user), Self.call("k", by: user)]
            calls[0].others["HTTP_PREFER"] = "return=representation"
            if !isPreferred { calls.swapAt(0, 1) }
            let first = try world.send(calls[0])
            #expect(first.text.hasPrefix(isPreferred ? #"{"_id""# : #"{"id""#))
            #expect(first["Preference-Applied"].isEmpty == !isPreferred)
            Self.expectSame(try world.send(calls[1]), as: first)
        }
    }

    @Test func anotherBodyIsRefused() throws {
        try withWorld { world in
            let user = try world.addUser()
            let first = try world.send(Self.call("k", by: user))
            for json in [movieBody("Ikiru"), movieBody("Ran") + " "] {
                let refused = try world.send(Self.call("k", json, by: user))
                try expect(refused, is: .idempotencyKeyReused)
                #expect(refused["Idempotency-Replayed"] == [])
            }
            Self.expectSame(try world.send(Self.call("k", by: user)), as: first)
        }
    }

    @Test func anotherAccountAndAnotherKeyAreOtherRequests() throws {
        try withWorld { world in
            let (ann, bob) = (try world.addUser(), try world.addUser("bob@example.org"))
            let first = try world.send(Self.call("k", by: ann))
            #expect(first.status == 200)
            for call in [Self.call("k", by: bob), Self.call("K", by: ann)] {
                let refused = try world.send(call)
                try expect(refused, is: .movieAlreadyExists)
                #expect(refused["Idempotency-Replayed"] == [])
            }
            let other = try world.send(Self.call("k", movieBody("Ikiru"), by: ann))
            try expect(other, is: .idempotencyKeyReused)
            Self.expectSame(try world.send(Self.call("k", by: ann)), as: first)
        }
    }

    /// Other routes do not read it.
    @Test func onAnotherRouteTheKeyMeansNothing() throws {
        try withWorld { world in
            let user = try world.addUser()
            let first = try world.send(Self.call("k", by: user))
            let path = "/api/movies/\(try first.member("id"))"
            for name in ["Ikiru", "Ran"] {
                var call = Call("PUT", path, json: #"{"name":"\#(name)"}"#, token: user.token)
                call.others["HTTP_IDEMPOTENCY_KEY"] = "k"
                #expect(try world.send(call).status == 200)
            }
            Self.expectSame(try world.send(Self.call("k", by: user)), as: first)
        }
    }

    @Test func aNameThatWasTakenStaysSo() throws {
        try withWorld { world in
            let user = try world.addUser()
            let id = try world.addMovie("Ran", by: user)
            let first = try world.send(Self.call("k", by: user))
            try expect(first, is: .movieAlreadyExists)
            #expect(first.text.contains(#""detail":"name: "#))
            #expect(try world.send(Call("DELETE", "/api/movies/\(id)", token: user.token)).status == 200)
            let again = try world.send(Self.call("k", by: user))
            try expect(again, is: .movieAlreadyExists)
            Self.expectSame(again, as: first)
            #expect(try world.movies() == "[]")
        }
    }

    @Test func whatComesBeforeItIsNotKept() throws {
        try withWorld { world in
            let user = try world.addUser()
            var calls = [Self.call("k", "{", by: user), Self.call("k", #"{"name":"Ran"}"#, by: user)]
            var noToken = Self.call("k", by: user)
            noToken.authorization = nil
            var text = Self.call("k", by: user)
            text.contentType = "text/plain"
            calls += [noToken, text]
            #expect(try calls.map { try world.send($0).status } == [400, 400, 401, 415])
            #expect(try world.number("SELECT count(*) FROM idempotency_keys") == 0)
            let first = try world.send(Self.call("k", by: user))
            #expect(first.status == 200 && first["Idempotency-Replayed"] == [])
            // Nor do they give the response of another request.
            #expect(try calls.map { try world.send($0).status } == [400, 400, 401, 415])
        }
    }

    @Test func aLimitIsNotKept() throws {
        var arrangement = Arrangement()
        arrangement.limits.moviesPerAccount = 1
        try withWorld(arrangement) { world in
            let user = try world.addUser()
            let id = try world.addMovie("Ikiru", by: user)
            #expect(try world.send(Self.call("k", by: user)).status == 429)
            #expect(try world.send(Call("DELETE", "/api/movies/\(id)", token: user.token)).status == 200)
            let added = try world.send(Self.call("k", by: user))
            #expect(added.status == 200 && added["Idempotency-Replayed"] == [])
        }
    }

    @Test(arguments: [
        " ", "a b", "é", "a\u{7F}", String(repeating: "k", count: 256), String(repeating: "k", count: 9999),
    ])
    func aKeyThatIsNoneIsRefused(key: String) throws {
        try withWorld { world in
            let user = try world.addUser()
            let refused = try world.send(Self.call(key, by: user))
            try expect(refused, is: .schemaValidation)
            #expect(refused.text.contains("Idempotency-Key: must be 1 to 255 visible ASCII characters"))
            #expect(try world.movies() == "[]")
            #expect(try world.send(Self.call(String(repeating: "~", count: 255), by: user)).status == 200)
        }
    }

    @Test func afterADayTheRequestIsANewOne() throws {
        try withWorld { world in
            let user = try world.addUser()
            let first = try world.send(Self.call("k", by: user))
            world.clock.advance(seconds: 86_399)
            Self.expectSame(try world.send(Self.call("k", by: user)), as: first)
            world.clock.advance(seconds: 1)
            try expect(try world.send(Self.call("k", by: user)), is: .movieAlreadyExists)
            _ = try world.service.store.removeExpired(at: world.clock.now, limit: 10)
            #expect(try world.number("SELECT count(*) FROM idempotency_keys") == 1)
        }
    }

    @Test func nothingThatTheClientSentIsStored() throws {
        try withWorld { world in
            let user = try world.addUser()
            #expect(try world.send(Self.call("an-unusual-key", by: user)).status == 200)
            try world.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            let bytes = try world.folder.everyByte()
            #expect(!bytes.contains(Array("an-unusual-key".utf8)))
        }
    }

    /// `movie-bag keys rotate`, and `keys remove` of the oldest one.
    @Test func aNewKeyOfTokensChangesNothing() throws {
        try withWorld { world in
            let user = try world.addUser()
            let first = try world.send(Self.call("k", by: user))
            let old = world.composition.keys.ring
            let ring = try old.rotated(at: world.clock.now).ring
            try world.composition.keys.replace(with: ring)
            world.clock.advance(seconds: 600)
            let token = try world.logIn(user.email, user.password).member("token")
            let later = User(id: user.id, email: user.email, password: user.password, token: token)
            Self.expectSame(try world.send(Self.call("k", by: later)), as: first)
            try world.composition.keys.replace(with: ring.removing("-", at: world.clock.now))
            // A new request; the name is taken.
            try expect(try world.send(Self.call("k", by: later)), is: .movieAlreadyExists)
        }
    }

    /// ASVS 2.3.4
    @Test func manyAtOnceInTwoProcessesAddOneMovie() throws {
        try withWorld { world in
            let user = try world.addUser()
            let processes = [world.composition, try world.secondProcess()]
            defer { processes[1].database.close() }
            let call = Self.call("k", by: user)
            let responses = try onThreads(64) { number, waitForOthers in
                let service = processes[number % 2].makeService()
                waitForOthers()
                return try service.response(call)
            }
            #expect(responses.allSatisfy { $0.status == 200 })
            #expect(Set(responses.map(\.text)).count == 1 && Set(responses.map { $0["ETag"] }).count == 1)
            #expect(responses.count { $0["Idempotency-Replayed"] == [] } == 1)
            #expect(try world.number("SELECT count(*) FROM movies") == 1)
        }
    }
}
