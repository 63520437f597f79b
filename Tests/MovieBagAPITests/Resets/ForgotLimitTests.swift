import MovieBag
import Testing

/// How often a mail with a link can be asked for, and what the responses tell.
@Suite("Asking for links again and again")
struct ForgotLimitTests {
    private func forgot(_ email: String, from address: String? = nil, in world: World) throws -> TestResponse {
        var call = Call("POST", "/api/auth/forgot", json: #"{"email":"\#(email)"}"#)
        call.others["REMOTE_ADDR"] = address
        return try world.send(call)
    }

    private func expectTooMany(_ response: TestResponse, retryAfter: String) throws {
        #expect(response.status == 429, "\(response)")
        #expect(response["Retry-After"] == [retryAfter])
        #expect(try response.member("error") == "TooManyRequests")
    }

    @Test func aFourthLinkIsNotSentAndItsResponseIsTheSame() throws {
        try withWorld { world in
            let user = try world.addUser()
            let responses = try (1...5).map { _ in try forgot(user.email, in: world) }
            #expect(Set(responses.map(\.description)).count == 1)
            for response in responses {
                #expect(response.status == 200)
                #expect(response.fields.map(\.name) == responses[0].fields.map(\.name))
                #expect(response.lastingFields.map(\.value) == responses[0].lastingFields.map(\.value))
            }
            #expect(try world.takeMails().count == 3)
            let (requested, withheld) = ("resetRequested \(user.id)", "linkWithheld \(user.id)")
            let events = world.composition.events.kinds
            #expect(events.count { $0 == requested } == 5)
            #expect(events.suffix(3) == [withheld, requested, withheld])
        }
    }

    @Test func aStrangerWhoAsksAllDayDoesNotKeepTheOwnerFromALinkThatWorks() throws {
        try withWorld { world in
            let user = try world.addUser()
            var links: [String] = []
            for _ in 0..<97 {
                #expect(try forgot(user.email, in: world).status == 200)
                links += try world.takeMails().map { mail in
                    guard let claims = mail.mail.content.link else { throw TokenError.invalid }
                    return String(decoding: try world.composition.tokens.sign(claims).bytes, as: UTF8.self)
                }
                world.clock.advance(seconds: 450)
            }
            // Three at once, then one each quarter of an hour.
            #expect(links.count == 50)
            for void in links.dropLast(3) {
                try expect(try world.reset(void, password: "another horse"), is: .badToken)
            }
            #expect(try world.reset(links[links.count - 3], password: "another horse").status == 200)
            try world.takeConfirmation(for: user)
        }
    }

    @Test func aClientHasABudgetAndIsToldWhenItOpensAgain() throws {
        var arrangement = Arrangement()
        arrangement.limits.linksPerClient = 4
        try withWorld(arrangement) { world in
            let user = try world.addUser()
            for email in [user.email, "nobody@example.org", "nobody@example.org", user.email] {
                #expect(try forgot(email, from: "192.0.2.1", in: world).status == (email == user.email ? 200 : 400))
                world.clock.advance(seconds: 10)
            }
            for email in [user.email, "nobody@example.org"] {
                try expectTooMany(try forgot(email, from: "192.0.2.1", in: world), retryAfter: "3560")
            }
            #expect(try forgot(user.email, from: "192.0.2.2", in: world).status == 200)
            world.clock.advance(seconds: 3559)
            try expectTooMany(try forgot(user.email, from: "192.0.2.1", in: world), retryAfter: "1")
            world.clock.advance(seconds: 1)
            #expect(try forgot(user.email, from: "192.0.2.1", in: world).status == 200)
            // The fourth made the first void, which had not left.
            #expect(try world.takeMails().count == 3)
        }
    }

    @Test func whatAllHaveIsUsedUpByLinksThatAreMade() throws {
        var arrangement = Arrangement()
        arrangement.limits.linksPerHour = 4
        try withWorld(arrangement) { world in
            let users = try ["ann@example.org", "bob@example.org"].map { try world.addUser($0) }
            for _ in 0..<9 { #expect(try forgot(users[0].email, in: world).status == 200) }
            for _ in 0..<9 { #expect(try forgot("nobody@example.org", in: world).status == 400) }
            #expect(try forgot(users[1].email, in: world).status == 200)
            for email in [users[0].email, users[1].email, "nobody@example.org"] {
                try expectTooMany(try forgot(email, from: "192.0.2.9", in: world), retryAfter: "3600")
            }
            #expect(try world.takeMails().count == 4)
        }
    }

    @Test func aFullOutboxTellsNothingAndDoesNotStopAReset() throws {
        var arrangement = Arrangement()
        arrangement.limits.outboxMails = 1
        try withWorld(arrangement) { world in
            let user = try world.addUser()
            let token = try world.resetToken(for: user)
            #expect(try forgot(user.email, in: world).status == 200)
            for email in [user.email, "nobody@example.org"] { try expect(try forgot(email, in: world), is: .busy) }
            #expect(try world.reset(token, password: "another horse").status == 200)
            for email in [user.email, "nobody@example.org"] { try expect(try forgot(email, in: world), is: .busy) }
            // The link that waited is void and is not mailed.
            try world.takeConfirmation(for: user)
        }
    }

    @Test func withoutLimitsNoneHolds() throws {
        var arrangement = Arrangement()
        arrangement.limits = .none
        try withWorld(arrangement) { world in
            let user = try world.addUser()
            for _ in 0..<30 { #expect(try forgot(user.email, from: "192.0.2.1", in: world).status == 200) }
            #expect(try world.takeMails().count == 30)
        }
    }
}
