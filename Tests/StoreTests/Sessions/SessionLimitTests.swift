import MovieBag
import Testing

/// How many sessions an account may have, and which of them end.
@Suite struct SessionLimitTests {
    @Test(arguments: Backend.allCases) func oneMoreEndsTheLeastRecentlyUsed(backend: Backend) throws {
        let sessions = try Sessions(in: try backend.open().makeStore())
        for (name, time) in [("a", 0), ("b", 1), ("c", 2)] as [(String, Int64)] { try sessions.logIn(name, at: time) }
        // A moment ago, which no row tells.
        try sessions.use("a", at: 3)
        #expect(try sessions.used("a") == 0)
        try sessions.logIn("d", at: 4)
        #expect(try sessions.there(["a", "b", "c", "d"]) == ["a", "c", "d"])
        try sessions.use("c", at: 5)
        try sessions.logIn("e", at: 6)
        #expect(try sessions.there(["a", "b", "c", "d", "e"]) == ["c", "d", "e"])
    }

    @Test(arguments: Backend.allCases) func whatAnotherProcessHasWrittenCounts(backend: Backend) throws {
        let storage = try backend.open()
        let here = try Sessions(in: storage.makeStore())
        let there = Sessions.over(try storage.makeForeignStore())
        for (name, time) in [("a", 0), ("b", 10), ("c", 20)] as [(String, Int64)] { try here.logIn(name, at: time) }
        try there.use("a", at: Sessions.day)
        try here.waitUntilUsed("a", Sessions.day)
        try here.logIn("d", at: Sessions.day + 1)
        #expect(try there.there(["a", "b", "c", "d"]) == ["a", "c", "d"])
    }

    @Test(arguments: Backend.allCases) func thoseOfOtherAccountsStay(backend: Backend) throws {
        let ann = try Sessions(in: try backend.open().makeStore())
        let bob = try ann.ofAccount(2)
        try bob.logIn("bob's", at: 0)
        for time in 1...5 { try ann.logIn("\(time)", at: Int64(time)) }
        #expect(try ann.there(["1", "2", "3", "4", "5"]) == ["3", "4", "5"])
        #expect(try bob.there(["bob's"]) == ["bob's"])
    }

    @Test(arguments: Backend.allCases) func aLogInThatIsRefusedEndsNone(backend: Backend) throws {
        let sessions = try Sessions(in: try backend.open().makeStore())
        for (name, time) in [("a", 0), ("b", 1), ("c", 2)] as [(String, Int64)] { try sessions.logIn(name, at: time) }
        #expect(throws: AccountError.wrongCredentials) {
            try sessions.logIn("d", at: 3, password: "an older hash")
        }
        #expect(try sessions.there(["a", "b", "c", "d"]) == ["a", "b", "c"])
    }

    @Test(arguments: Backend.allCases) func ofOneSessionTheNewestStays(backend: Backend) throws {
        var sessions = try Sessions(in: try backend.open().makeStore())
        sessions.most = 1
        for name in ["a", "b", "c"] {
            try sessions.logIn(name, at: 0)
            #expect(try sessions.there(["a", "b", "c"]) == [name])
        }
    }

    @Test(arguments: Backend.allCases) func withoutALimitAllStay(backend: Backend) throws {
        var sessions = try Sessions(in: try backend.open().makeStore())
        sessions.most = Limits.none.sessionsPerAccount
        let names = (0..<60).map { "\($0)" }
        for name in names { try sessions.logIn(name, at: 0) }
        #expect(try sessions.there(names) == names)
    }

    /// The clock was ten years ahead for a while: what was opened then must not keep out what is opened now.
    @Test(arguments: Backend.allCases) func thoseOfAClockThatWasAheadEndFirst(backend: Backend) throws {
        let sessions = try Sessions(in: try backend.open().makeStore())
        for name in ["ahead 1", "ahead 2"] { try sessions.logIn(name, at: 3650 * Sessions.day) }
        for (name, time) in [("a", 0), ("b", 1), ("c", 2)] as [(String, Int64)] { try sessions.logIn(name, at: time) }
        #expect(try sessions.there(["ahead 1", "ahead 2", "a", "b", "c"]) == ["a", "b", "c"])
    }

    @Test(arguments: Backend.allCases) func ofManyAtOnceAsManyStayAsMay(backend: Backend) throws {
        let storage = try backend.open()
        let sessions = try Sessions(in: storage.makeStore())
        let results = try Race.run(8) { number in
            let own = number.isMultiple(of: 2) ? storage.makeStore() : try storage.makeForeignStore()
            let racer = Sessions.over(own)
            for login in 0..<10 { try racer.logIn("\(number) \(login)", at: Int64(login)) }
        }
        #expect(results.allSatisfy { $0 == nil })
        let names = (0..<8).flatMap { number in (0..<10).map { "\(number) \($0)" } }
        #expect(try sessions.there(names).count == 3)
    }
}
