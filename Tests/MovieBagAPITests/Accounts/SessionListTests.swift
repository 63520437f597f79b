import JSON
import MovieBagSQLite
import Testing

@Suite struct SessionListTests {
    /// ASVS 7.5.2, 15.3.1
    @Test func aSessionIsShownAsItIs() throws {
        try withWorld { world in
            let user = try world.addUser()
            var logIn = Call("POST", "/api/auth/login", json: credentials(user.email, user.password))
            logIn.others = [
                "REMOTE_ADDR": "192.0.2.7",
                "HTTP_USER_AGENT": "curl/8\u{7}\u{e9} " + String(repeating: "x", count: 300),
            ]
            world.clock.advance(seconds: 3000)
            let token = try world.send(logIn).member("token")
            world.clock.advance(seconds: 4000)
            let response = try world.send(Call("GET", "/api/auth/sessions", token: token))
            #expect(response["Cache-Control"] == ["no-store"])
            let sessions = try response.objects()
            #expect(sessions.count == 2)
            let own = try #require(sessions.first { $0["current"] == .bool(true) })
            #expect(sessions.count { $0["current"] == .bool(true) } == 1)
            let agent = "curl/8??? " + String(repeating: "x", count: 190)
            #expect(own.text("agent") == agent && own.text("address") == "192.0.2.7" && own.text("kind") == "api")
            // Opened at 15:56:40, used at 17:03:20 which is shown to the hour.
            #expect(own.text("created") == "2025-06-15T15:56:40Z" && own.text("used") == "2025-06-15T17:00:00Z")
            #expect(own.text("expires") == "2025-06-22T15:56:40Z")
            let names = own.members.map { String(decoding: $0.name, as: UTF8.self) }
            #expect(names == ["_id", "kind", "current", "created", "used", "expires", "address", "agent"])
        }
    }

    /// ASVS 7.5.2
    @Test func oneThatIsEndedIsNoGoodAnyMoreAndTheOthersStay() throws {
        try withWorld { world in
            let first = try world.addUser()
            let second = try world.again(first)
            let process = try world.secondProcess()
            defer { process.database.close() }
            let other = try #require(
                try world.get("/api/auth/sessions", by: second).objects().first { $0["current"] == .bool(false) }?.id)
            let end = Call("DELETE", "/api/auth/sessions/\(other)", token: second.token)
            #expect(try world.send(end).text == "\"\"")
            try expect(try world.send(end), is: .notFound)
            let show = Call("GET", "/api/auth/me", token: first.token)
            for service in [world.service, process.makeService()] { #expect(try service.response(show).status == 401) }
            #expect(try world.get("/api/auth/sessions", by: second).objects().count == 1)
        }
    }

    @Test func thoseOfOthersAreNeitherShownNorEnded() throws {
        try withWorld { world in
            let (ann, bob) = (try world.addUser(), try world.addUser("bob@example.org"))
            let session = try #require(try world.get("/api/auth/sessions", by: bob).objects().first?.id)
            #expect(try world.get("/api/auth/sessions", by: ann).objects().compactMap(\.id).contains(session) == false)
            for id in [session, Route.nobody, "x", session.uppercased()] {
                try expect(try world.send(Call("DELETE", "/api/auth/sessions/\(id)", token: ann.token)), is: .notFound)
            }
            #expect(try world.accepts(bob.token))
        }
    }

    @Test func theListIsReadInPages() throws {
        try withWorld { world in
            var user = try world.addUser()
            for _ in 0..<4 { user = try world.again(user) }
            let all = try world.get("/api/auth/sessions", by: user).objects().compactMap(\.id)
            #expect(all.count == 5 && all == all.sorted())
            var (found, path): ([String], String?) = ([], "/api/auth/sessions?limit=2")
            while let next = path {
                let page = try world.get(next, by: user)
                found += try page.objects().compactMap(\.id)
                let prefix = "<http://localhost:8080"
                path = page["Link"].first.flatMap {
                    $0.hasPrefix(prefix) ? $0.dropFirst(prefix.count).prefix { $0 != ">" } : nil
                }
                .map(String.init)
            }
            #expect(found == all)
            for query in ["limit=0", "limit=101", "after=x", "q=1", "limit=1&limit=1"] {
                try expect(
                    try world.send(Call("GET", "/api/auth/sessions?\(query)", token: user.token)), is: .schemaValidation
                )
            }
        }
    }
}
