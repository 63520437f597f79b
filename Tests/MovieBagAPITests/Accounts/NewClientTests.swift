import Mail
import MovieBag
import MovieBagSQLite
import Testing

/// The mail that tells of a log-in by a client that is not known.
@Suite struct NewClientTests {
    private func logIn(
        _ user: User, from address: String, agent: String = "curl/8.5.0", in service: Service
    ) throws {
        var call = Call("POST", "/api/auth/login", json: credentials(user.email, user.password))
        call.others["REMOTE_ADDR"] = address
        call.others["HTTP_USER_AGENT"] = agent
        #expect(try service.response(call).status == 200)
    }

    /// ASVS 6.3.5
    @Test func aKnownClientCausesNoneAndAnotherOneADay() throws {
        try withWorld { world in
            let ann = try world.addUser()
            try logIn(ann, from: "192.0.2.1", in: world.service)
            try logIn(ann, from: "192.0.2.1", in: world.service)
            #expect(try world.takeMails().isEmpty)
            try logIn(ann, from: "2001:db8::1", in: world.service)
            let mails = try world.takeMails()
            #expect(mails.map(\.recipient.text) == ["ann@example.org"])
            #expect(
                mails.map(\.mail.content)
                    == [.newClient(SessionOrigin(client: "2001:db8::1", agent: "curl/8.5.0"))])
            // Of the same network.
            try logIn(ann, from: "2001:db8::2", in: world.service)
            try logIn(ann, from: "192.0.2.2", in: world.service)
            let other = try world.secondProcess()
            defer { other.database.close() }
            try logIn(ann, from: "192.0.2.3", in: other.makeService())
            #expect(try world.takeMails().isEmpty)
            world.clock.advance(seconds: 24 * 3600 - 1)
            try logIn(ann, from: "192.0.2.4", in: world.service)
            #expect(try world.takeMails().isEmpty)
            world.clock.advance(seconds: 1)
            try logIn(ann, from: "192.0.2.5", in: world.service)
            #expect(try world.takeMails().map(\.mail.content.kind) == [.newClient])
        }
    }

    @Test func behindAProxyThatNoSettingNamesThereIsNone() throws {
        try withWorld { world in
            let users = try (1...5).map { try world.addUser("user\($0)@example.org") }
            for user in users { for _ in 0..<10 { try logIn(user, from: "10.0.0.5", in: world.service) } }
            world.clock.advance(seconds: 10)
            let late = try world.addUser("late@example.org")
            try logIn(late, from: "192.0.2.1", in: world.service)
            try logIn(late, from: "10.0.0.5", in: world.service)
            #expect(try world.takeMails().isEmpty)
            try logIn(late, from: "192.0.2.2", in: world.service)
            #expect(try world.takeMails().map(\.recipient.text) == ["late@example.org"])
        }
    }

    @Test func wrongPasswordsCauseNone() throws {
        try withWorld { world in
            let ann = try world.addUser()
            try logIn(ann, from: "192.0.2.1", in: world.service)
            var call = Call("POST", "/api/auth/login", json: credentials(ann.email, "wrong horse"))
            call.others["REMOTE_ADDR"] = "192.0.2.2"
            #expect(try world.service.response(call).status == 401)
            #expect(try world.takeMails().isEmpty)
        }
    }

    @Test func whatTheClientCallsItselfIsPrintableAndShort() throws {
        try withWorld { world in
            let ann = try world.addUser()
            try logIn(ann, from: "192.0.2.1", in: world.service)
            let agent = "x\r\nBcc: all@example.org\r\n\r\n<b>\u{202E}" + String(repeating: "y", count: 300)
            try logIn(ann, from: "192.0.2.2", agent: agent, in: world.service)
            let origin = try #require(try world.takeMails().first?.mail.content.origin)
            #expect(origin.agent == "x??Bcc: all@example.org????<b>???" + String(repeating: "y", count: 167))
        }
    }
}
