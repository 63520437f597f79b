import MovieBag
import Testing

/// How often passwords can be guessed, by the clock, and what the responses tell.
@Suite("Guessing passwords")
struct GuessLimitTests {
    private func logIn(
        _ email: String = "ann@example.org", _ password: String = "wrong horse", from address: String?, _ world: World
    ) throws -> TestResponse {
        try world.send(Self.call(email, password, from: address))
    }

    private static func call(_ email: String, _ password: String = "wrong horse", from address: String?) -> Call {
        var call = Call("POST", "/api/auth/login", json: credentials(email, password))
        call.others["REMOTE_ADDR"] = address
        return call
    }

    /// How many of these are answered as wrong; all others must be 429.
    private func answered(_ count: Int, _ body: (Int) throws -> TestResponse) throws -> Int {
        let statuses = try (0..<count).map { try body($0).status }
        #expect(Set(statuses).isSubset(of: [401, 429]))
        return statuses.count { $0 == 401 }
    }

    private func expectWait(_ response: TestResponse, _ seconds: Int) throws {
        #expect(response.status == 429, "\(response)")
        #expect(response["Retry-After"] == ["\(seconds)"])
        #expect(response.text == #"{"error":"TooManyRequests","message":"Too many requests","status":429}"#)
    }

    @Test(arguments: ["ann@example.org", "nobody@example.org", "no address"])
    func oneClientHasTenAndThenOneAMinuteAlikeForUnknownAddresses(email: String) throws {
        try withWorld { world in
            _ = try world.addUser()
            #expect(try answered(500) { _ in try logIn(email, from: "192.0.2.1", world) } == 10)
            try expectWait(try logIn(email, from: "192.0.2.1", world), 60)
            world.clock.advance(seconds: 59)
            try expectWait(try logIn(email, from: "192.0.2.1", world), 1)
            world.clock.advance(seconds: 1)
            #expect(try answered(5) { _ in try logIn(email, from: "192.0.2.1", world) } == 1)
            let hour = try (1...60).map { _ in
                world.clock.advance(seconds: 60)
                return try answered(2) { _ in try logIn(email, from: "192.0.2.1", world) }
            }
            #expect(hour.reduce(0, +) == 60)
        }
    }

    @Test(arguments: ["ann@example.org", "nobody@example.org"])
    func allStrangersTogetherHaveAHundredAnHour(email: String) throws {
        try withWorld { world in
            _ = try world.addUser()
            #expect(try answered(500) { try logIn(email, from: "192.0.2.\($0 % 50)", world) } == 100)
            try expectWait(try logIn(email, from: "198.51.100.1", world), 36)
            world.clock.advance(seconds: 3600)
            #expect(try answered(500) { try logIn(email, from: "192.0.2.\($0 % 50)", world) } == 100)
        }
    }

    @Test func oneClientHasThirtyAtAllAccountsAndThenSixAMinute() throws {
        try withWorld { world in
            #expect(try answered(100) { try logIn("a\($0)@example.org", from: "2001:db8::\($0)", world) } == 30)
            try expectWait(try logIn("b@example.org", from: "2001:db8::ffff", world), 10)
            world.clock.advance(seconds: 60)
            #expect(try answered(100) { try logIn("c\($0)@example.org", from: "2001:db8::1", world) } == 6)
            #expect(try logIn("b@example.org", from: "2001:db8:0:1::1", world).status == 401)
        }
    }

    @Test func theOwnerLogsInFromAKnownNetworkAndFromOneThatGuessesNothing() throws {
        try withWorld { world in
            let user = try world.addUser()
            #expect(try logIn(user.email, user.password, from: "198.51.100.7", world).status == 200)
            for second in 0..<600 {
                _ = try logIn(from: "127.0.0.1", world)
                // The bucket of strangers stays full without help.
                if second < 200 { _ = try logIn(from: "203.0.113.\(second % 20)", world) }
                world.clock.advance(seconds: 1)
                guard second % 100 == 50 else { continue }
                #expect(try logIn(user.email, user.password, from: "198.51.100.7", world).status == 200)
            }
        }
        try withWorld { world in
            let user = try world.addUser()
            for _ in 0..<500 { _ = try logIn(from: "127.0.0.1", world) }
            #expect(try logIn(user.email, user.password, from: "192.0.2.99", world).status == 200)
            try expectWait(try logIn(user.email, user.password, from: "127.0.0.1", world), 60)
        }
    }

    /// What a stranger may try besides what a known client may: 100 and 10.
    @Test func fiveHundredWrongGuessesLeaveAtMostAHundredAndTenEvaluated() throws {
        try withWorld { world in
            let user = try world.addUser()
            #expect(try logIn(user.email, user.password, from: "192.0.2.0", world).status == 200)
            #expect(try answered(500) { try logIn(from: "192.0.2.\($0 % 50)", world) } == 110)
        }
    }

    @Test func aRightPasswordCountsNothing() throws {
        try withWorld { world in
            let user = try world.addUser()
            for _ in 0..<9 { #expect(try logIn(from: "192.0.2.1", world).status == 401) }
            for _ in 0..<40 { #expect(try logIn(user.email, user.password, from: "192.0.2.1", world).status == 200) }
            for expected in [401, 429] { #expect(try logIn(from: "192.0.2.1", world).status == expected) }
        }
    }

    /// The address of a proxy that no setting names is that of all clients.
    @Test func aClientThatIsNotIdentifiedMeetsTheLimitsByAccountOnly() throws {
        try withWorld { world in
            let user = try world.addUser()
            #expect(try answered(200) { try logIn("a\($0)@example.org", from: nil, world) } == 200)
            #expect(try answered(200) { _ in try logIn(from: nil, world) } == 100)
            #expect(try logIn(user.email, user.password, from: nil, world).status == 429)
            #expect(try logIn(user.email, user.password, from: "192.0.2.1", world).status == 429)
        }
    }

    @Test func aForgedFieldMakesNoOtherClient() throws {
        try withWorld { world in
            _ = try world.addUser()
            let count = try answered(100) { number in
                var call = Self.call("ann@example.org", from: "192.0.2.1")
                call.others["HTTP_X_FORWARDED_FOR"] = "198.51.100.\(number)"
                call.others["HTTP_FORWARDED"] = "for=198.51.100.\(number)"
                call.others["HTTP_X_REAL_IP"] = "198.51.100.\(number)"
                return try world.send(call)
            }
            #expect(count == 10)
        }
    }

    @Test func twoProcessesAndOneThatStartsLaterShareTheBuckets() throws {
        try withWorld { world in
            _ = try world.addUser()
            let other = try world.secondProcess().makeService()
            let call = Self.call("ann@example.org", from: "192.0.2.1")
            #expect(try answered(20) { try ($0 % 2 == 0 ? world.service : other).response(call) } == 10)
            #expect(try world.secondProcess().makeService().response(call).status == 429)
        }
    }

    @Test func ofSixtyFourAtOnceInTwoProcessesTenAreAnswered() throws {
        try withWorld { world in
            let user = try world.addUser()
            let processes = [world.composition, try world.secondProcess()]
            for password in ["wrong horse", user.password] {
                let statuses = try onThreads(64) { number, waitForOthers in
                    let service = processes[number % 2].makeService()
                    waitForOthers()
                    return try service.response(Self.call(user.email, password, from: "192.0.2.1")).status
                }
                // Of the right ones none, although the hash of each is right.
                #expect(statuses.count { $0 == 401 } == (password == user.password ? 0 : 10))
                #expect(statuses.count { $0 == 429 } == (password == user.password ? 64 : 54))
            }
        }
    }

    /// ASVS 6.2.3
    @Test func aWrongCurrentPasswordCountsInTheSameBuckets() throws {
        try withWorld { world in
            let user = try world.addUser()
            func change(_ current: String) throws -> TestResponse {
                var call = Call(
                    "POST", "/api/auth/password",
                    json: #"{"current_password":"\#(current)","password":"another horse"}"#, token: user.token)
                call.others["REMOTE_ADDR"] = "192.0.2.1"
                return try world.send(call)
            }
            for _ in 0..<5 { #expect(try change("wrong horse").status == 403) }
            for _ in 0..<5 { #expect(try logIn(from: "192.0.2.1", world).status == 401) }
            try expectWait(try change("wrong horse"), 60)
            try expectWait(try change(user.password), 60)
            try expectWait(try logIn(user.email, user.password, from: "192.0.2.1", world), 60)
            world.clock.advance(seconds: 60)
            #expect(try change(user.password).status == 200)
            try world.takeConfirmation(.passwordChanged, for: user)
        }
    }

    @Test func aResetLinkHasNoBucketAndMakesItsClientKnown() throws {
        try withWorld { world in
            let user = try world.addUser()
            let token = try world.resetToken(for: user)
            for number in 0..<200 { _ = try logIn(from: "192.0.2.\(number % 40)", world) }
            var call = Call("POST", "/api/auth/reset", json: resetBody(token, password: "another horse"))
            call.others["REMOTE_ADDR"] = "198.51.100.9"
            #expect(try logIn(user.email, user.password, from: "198.51.100.9", world).status == 429)
            #expect(try world.send(call).status == 200)
            #expect(try logIn(user.email, "another horse", from: "198.51.100.9", world).status == 200)
            try world.takeConfirmation(for: user)
        }
    }

    @Test func withoutLimitsNothingIsCounted() throws {
        try withWorld(Arrangement(limits: .none)) { world in
            _ = try world.addUser()
            #expect(try answered(200) { _ in try logIn(from: "192.0.2.1", world) } == 200)
        }
    }
}
