import MovieBag
import SQLite
import Testing

/// What is recorded of each event, in the database.
@Suite struct AuditTests {
    private static let client = "192.0.2.7"

    private func send(_ world: World, _ call: Call, id: String? = nil) throws -> TestResponse {
        try world.send(call, from: Self.client, id: id)
    }

    private func records(_ world: World) throws -> [AuditRecord] {
        try world.commitRecords()
        return try world.service.store.records(AuditQuery(limit: 1000)).filter { $0.kind != "account-added" }.reversed()
    }

    /// ASVS 16.2.1, 16.3.1
    @Test func everythingThatAnAccountDoesIsRecordedWithAccountActorClientAndRequest() throws {
        try withWorld { world in
            let (email, password) = ("ann@example.org", "correct horse")
            func post(_ path: String, _ json: String, token: String? = nil, method: String = "POST") throws
                -> TestResponse
            {
                try send(world, Call(method, path, json: json, token: token), id: "request-1")
            }
            let id = try post("/api/auth/signup", credentials(email, password)).member("id")
            var token = try post("/api/auth/login", credentials(email, password)).member("token")
            _ = try post("/api/auth/login", credentials(email, "wrong horse"))
            _ = try send(world, Call("POST", "/api/auth/logout", token: token), id: "request-1")
            token = try post("/api/auth/login", credentials(email, password)).member("token")
            let made = try post(
                "/api/auth/tokens",
                #"{"current_password":"correct horse","name":"script","scope":"read","days":1}"#, token: token)
            let apiToken = try #require(try made.json().id)
            let end = Call("DELETE", "/api/auth/tokens/\(apiToken)", token: token)
            #expect(try send(world, end, id: "request-1").status == 200, "\(made.text)")
            _ = try post("/api/auth/password", #"{"current_password":"x","password":"another horse"}"#, token: token)
            #expect(
                try post(
                    "/api/auth/password", #"{"current_password":"correct horse","password":"another horse"}"#,
                    token: token
                ).status == 200)
            _ = try world.takeMails()
            _ = try post("/api/auth/logout-all", "{}", token: token)
            _ = try post("/api/auth/forgot", #"{"email":"\#(email)"}"#)
            let user = User(id: id, email: email, password: password, token: token)
            let reset = try world.takeReset(for: user)
            _ = try post("/api/auth/reset", resetBody(reset, password: "a third horse"))
            _ = try world.takeMails()

            let found = try records(world)
            #expect(
                found.map(\.kind) == [
                    "signup", "login", "login-failed", "logout", "login", "token-made", "token-ended",
                    "confirmation-failed", "password-changed", "sessions-ended", "reset-requested", "password-reset",
                ])
            #expect(found.allSatisfy { $0.account?.description == id && $0.times == 1 })
            #expect(found.allSatisfy { $0.client == Self.client && $0.request == "request-1" })
            // Strangers, who know an address, have no account.
            let strangers = found.filter { $0.actor == nil }.map(\.kind)
            #expect(strangers == ["login-failed", "reset-requested"])
            #expect(found.allSatisfy { $0.actor == nil || $0.actor?.description == id })
        }
    }

    @Test func anEndedSessionIsRecordedAndOneThatIsNotThereIsNot() throws {
        try withWorld { world in
            let user = try world.addUser()
            let list = try send(world, Call("GET", "/api/auth/sessions", token: user.token))
            let session = try #require(list.text.split(separator: "\"").first { $0.count == 24 })
            for status in [404, 200] {
                let id = status == 404 ? Route.nobody : String(session)
                #expect(try send(world, Call("DELETE", "/api/auth/sessions/\(id)", token: user.token)).status == status)
            }
            #expect(try records(world).map(\.kind) == ["signup", "login", "session-ended"])
        }
    }

    @Test func anAddressWithoutAnAccountIsACodeThatIsTheSameEachTime() throws {
        try withWorld { world in
            for email in ["nobody@example.org", "NOBODY@example.org", "others@example.org", "no address"] {
                _ = try send(world, Call("POST", "/api/auth/login", json: credentials(email, "wrong horse")))
            }
            _ = try send(world, Call("POST", "/api/auth/forgot", json: #"{"email":"nobody@example.org"}"#))
            let found = try records(world)
            #expect(found.map(\.kind) == Array(repeating: "login-failed", count: 4) + ["reset-requested"])
            #expect(found.allSatisfy { $0.account == nil })
            let codes = found.map { $0.detail ?? "" }
            #expect(codes.allSatisfy { $0.hasPrefix("address ") && $0.count == 32 })
            #expect(codes[0] == codes[1] && codes[0] == codes[4] && Set(codes).count == 3)
            // "nobody" in hexadecimal digits would be a clear text too.
            #expect(!codes[0].contains("6e6f626f6479"))
            let file = try Connection(path: world.folder.database, mode: .reader)
            #expect(try file.integer("SELECT count(*) FROM audit WHERE instr(quote(detail), '@')") == 0)
        }
    }

    @Test(arguments: [
        ("REQUEST_ID", "aZ09._-", true), ("REQUEST_ID", String(repeating: "a", count: 64), true),
        ("UNIQUE_ID", "YzAx", true), ("REQUEST_ID", String(repeating: "a", count: 65), false),
        ("REQUEST_ID", "a b", false), ("REQUEST_ID", "a\r\nb", false), ("REQUEST_ID", "", false),
        ("REQUEST_ID", "é", false), ("HTTP_REQUEST_ID", "aZ09", false), ("HTTP_X_REQUEST_ID", "aZ09", false),
        ("HTTP_UNIQUE_ID", "aZ09", false),
    ])
    func theNameOfARequestIsTheWebServersOrOneOfOurOwn(variable: String, value: String, isTaken: Bool) throws {
        try withWorld { world in
            var call = Call("POST", "/api/auth/login", json: credentials("nobody@example.org", "wrong horse"))
            call.others = [variable: value]
            let response = try world.send(call)
            let name = try #require(try records(world).first?.request)
            #expect(response["X-Request-Id"] == [name])
            #expect((name == value) == isTaken)
            #expect(isTaken || name.count == 24 && name.allSatisfy(\.isHexDigit), "\(name)")
        }
    }

    /// ASVS 16.3.3
    @Test func aLimitThatWasReachedIsRecordedWithItsAccount() throws {
        try withWorld { world in
            let user = try world.addUser()
            for _ in 0..<12 {
                _ = try send(world, Call("POST", "/api/auth/login", json: credentials(user.email, "wrong horse")))
            }
            let found = try records(world).filter { $0.kind == "limit-reached" }
            #expect(found.map { $0.account?.description } == [user.id, user.id])
            #expect(found.allSatisfy { $0.client == Self.client && $0.request?.count == 24 })
        }
    }

    /// ASVS 16.3.3
    @Test func aFloodOfRefusalsTakesSixtyRowsAMinuteAndOneThatCountsTheRest() throws {
        try withWorld { world in
            for number in 0..<500 {
                var call = Call("POST", "/api/auth/login", json: credentials("a\(number)@example.org", "wrong horse"))
                call.others["REMOTE_ADDR"] = "192.0.2.\(number % 100)"
                #expect(try world.send(call).status == 401)
            }
            let found = try records(world)
            #expect(found.count == 61)
            let sum = try #require(found.first { $0.times > 1 })
            #expect(sum.times == 440 && sum.kind == "login-failed")
            #expect(sum.account == nil && sum.client == nil && sum.detail == nil)
            world.clock.advance(seconds: 60)
            _ = try send(world, Call("POST", "/api/auth/login", json: credentials("b@example.org", "wrong horse")))
            #expect(try records(world).count == 62)
        }
    }

    /// So that all refusals take as long, where nothing tells which addresses have accounts.
    @Test(arguments: [false, true])
    func whereAccountsAreHiddenARefusalIsACommitOfItsOwn(hidesAccounts: Bool) throws {
        var arrangement = Arrangement(limits: .none)
        arrangement.signUp = SignUpPolicy(hidesAccounts: hidesAccounts)
        try withWorld(arrangement) { world in
            let email = "ann@example.org"
            if hidesAccounts {
                #expect(try world.verify(try world.proofToken(email)).status == 200)
            } else {
                _ = try world.addUser(email)
            }
            let file = try Connection(path: world.folder.database, mode: .reader)
            for (email, password) in [
                (email, "short"), (email, "wrong horse"), ("nobody@example.org", "wrong horse"),
            ] {
                let before = try file.integer("SELECT count(*) FROM audit WHERE kind = 'login-failed'")
                #expect(try world.logIn(email, password).status == 401)
                let after = try file.integer("SELECT count(*) FROM audit WHERE kind = 'login-failed'")
                if hidesAccounts { #expect(after == before + 1, "\(email) \(password)") }
            }
            #expect(try records(world).count { $0.kind == "login-failed" } == 3)
        }
    }

    /// The code of what was refused is the only trace of it: no password and no address in any file of the database.
    /// ASVS 16.2.5
    @Test func noRecordHoldsAPasswordOrAToken() throws {
        try withWorld { world in
            let user = try world.addUser()
            _ = try send(world, Call("POST", "/api/auth/login", json: credentials(user.email, "wrong horse")))
            let file = try Connection(path: world.folder.database, mode: .reader)
            #expect(
                try file.integer(
                    "SELECT count(*) FROM audit WHERE instr(quote(detail), 'horse') OR instr(quote(detail), 'eyJ')")
                    == 0)
            #expect(try file.integer("SELECT count(*) FROM audit") >= 3)
        }
    }
}
