import MovieBag
import Testing

/// When sessions are over that nobody ends.
@Suite struct SessionLifetimeTests {
    private static let day = Sessions.day

    /// ASVS 7.3.1
    @Test(arguments: Backend.allCases) func oneOfThePagesEndsAfterThirtyDaysUnused(backend: Backend) throws {
        let sessions = try Sessions(in: try backend.open().makeStore())
        for name in ["used", "unused"] { try sessions.logInByPage(name, at: 0) }
        #expect(try sessions.use("used", at: 30 * Self.day - 1, as: .page))
        #expect(try !sessions.use("unused", at: 30 * Self.day, as: .page))
        try sessions.waitUntilUsed("used", 30 * Self.day - 1)
        #expect(try !sessions.store.removeExpired(at: Sample.now + .seconds(60 * Self.day - 2), limit: 5))
        #expect(try sessions.there(["used", "unused"]) == ["used"])
        #expect(try sessions.use("used", at: 60 * Self.day - 2, as: .page))
    }

    /// ASVS 7.3.2
    @Test(arguments: Backend.allCases) func oneOfThePagesEndsAfterHalfAYearHoweverItIsUsed(backend: Backend) throws {
        let sessions = try Sessions(in: try backend.open().makeStore())
        try sessions.logInByPage("s", at: 0)
        for day in stride(from: Int64(20), through: 160, by: 20) {
            #expect(try sessions.use("s", at: day * Self.day, as: .page))
            try sessions.waitUntilUsed("s", day * Self.day)
        }
        #expect(try sessions.use("s", at: 180 * Self.day - 1, as: .page))
        #expect(try !sessions.use("s", at: 180 * Self.day, as: .page))
    }

    /// ASVS 7.3.2
    @Test(arguments: Backend.allCases) func oneOfTheAPIEndsWithItsTokenHoweverItIsUsed(backend: Backend) throws {
        let sessions = try Sessions(in: try backend.open().makeStore())
        try sessions.logIn("s", at: 0)
        for day in Int64(1)...6 {
            #expect(try sessions.use("s", at: day * Self.day))
            try sessions.waitUntilUsed("s", day * Self.day)
        }
        #expect(try sessions.use("s", at: 7 * Self.day - 1))
        #expect(try !sessions.use("s", at: 7 * Self.day))
    }

    /// Written often enough for its life, which is shorter than the hour.
    @Test(arguments: Backend.allCases) func aShortOneOfThePagesLivesWhileItIsUsed(backend: Backend) throws {
        var sessions = try Sessions(in: try backend.open().makeStore())
        sessions.lifetimes = SessionLifetimes(pageIdle: 60, page: 600)
        try sessions.logInByPage("s", at: 0)
        for time in stride(from: Int64(40), to: 600, by: 40) {
            #expect(try sessions.use("s", at: time, as: .page), "\(time)")
            try sessions.waitUntilUsed("s", time)
        }
        #expect(try !sessions.use("s", at: 600, as: .page))
    }

    @Test(arguments: Backend.allCases) func shorterLivesHoldForThoseThatAreOpen(backend: Backend) throws {
        var sessions = try Sessions(in: try backend.open().makeStore())
        try sessions.logInByPage("s", at: 0)
        #expect(try sessions.use("s", at: 600, as: .page))
        sessions.lifetimes = SessionLifetimes(pageIdle: 3600, page: 600)
        #expect(try !sessions.use("s", at: 600, as: .page))
        sessions.lifetimes = SessionLifetimes(pageIdle: 600, page: 3600)
        #expect(try !sessions.use("s", at: 600, as: .page))
        #expect(try sessions.use("s", at: 599, as: .page))
    }

    @Test(arguments: Backend.allCases) func oneOfThePagesFromAClockThatWasAheadIsNotGood(backend: Backend) throws {
        let sessions = try Sessions(in: try backend.open().makeStore())
        try sessions.logInByPage("s", at: 100 * Self.day)
        #expect(try !sessions.use("s", at: 0, as: .page))
        #expect(try sessions.use("s", at: 100 * Self.day - 60, as: .page))
    }

    @Test(arguments: Backend.allCases) func oneIsNotGoodInThePlaceOfAnother(backend: Backend) throws {
        let sessions = try Sessions(in: try backend.open().makeStore())
        let other = try sessions.ofAccount(2)
        try sessions.logIn("api", at: 0)
        try sessions.logInByPage("page", at: 0)
        for (name, kind, right) in [
            ("api", .api, true), ("api", .page, false), ("page", .page, true), ("page", .api, false),
        ] as [(String, SessionKind, Bool)] {
            #expect(try sessions.use(name, at: 1, as: kind) == right)
            #expect(try !other.use(name, at: 1, as: kind))
        }
    }
}
