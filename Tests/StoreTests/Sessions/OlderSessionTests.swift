import MovieBag
import Testing

/// Sessions from before they had kinds and uses, and before there was a limit.
@Suite struct OlderSessionTests {
    /// A database of version 5 with an account, and this many sessions besides one that is called `s`.
    private static func storage(sessions count: Int) throws -> SQLiteStorage {
        let storage = try SQLiteStorage()
        let sessions = try Sessions(in: storage.makeStore())
        try sessions.logIn("s", at: 3600)
        try storage.execute(
            """
            \(OlderSchema.five)
            \(insertion(of: count))
            """)
        return storage
    }

    /// As the program before would have written them, each with a fingerprint that no token has.
    private static func insertion(of count: Int) -> String {
        """
        WITH RECURSIVE n (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n < \(count))
        INSERT INTO sessions (fingerprint, account, expires)
        SELECT randomblob(32), id, \(Sample.now.seconds + 7 * Sessions.day) + n % 3600 FROM accounts, n
        WHERE \(count) > 0;
        """
    }

    private static func count(_ storage: SQLiteStorage) throws -> Int64 {
        try storage.number("SELECT count(*) FROM sessions")
    }

    @Test func theyAreOfTheAPIAndGoodAsBefore() throws {
        let storage = try Self.storage(sessions: 0)
        let sessions = Sessions.over(try storage.makeForeignStore())
        let kept = try #require(try sessions.kept("s"))
        #expect(kept.kind == .api)
        #expect(kept.opened == UnixTime(seconds: 0))
        #expect(kept.used == UnixTime(seconds: 0))
        #expect(kept.expires == Sample.now + .seconds(7 * Sessions.day + 3600))
        #expect(try sessions.use("s", at: 7200))
        try sessions.waitUntilUsed("s", 7200)
        #expect(try sessions.use("s", at: 7 * Sessions.day + 3599))
        #expect(try !sessions.use("s", at: 7 * Sessions.day + 3600))
    }

    @Test func anAccountThatHadThousandsHasFiftyAfterALogIn() throws {
        let storage = try Self.storage(sessions: 2001)
        var sessions = Sessions.over(try storage.makeForeignStore())
        sessions.most = 50
        // Used a moment ago, so it stays.
        try sessions.use("s", at: 7199)
        try sessions.logIn("new", at: 7200)
        #expect(try Self.count(storage) == 50)
        #expect(try sessions.there(["s", "new"]) == ["s", "new"])
    }

    /// No log-in holds up others for longer than the end of 2,000 sessions takes.
    @Test func anAccountWithMoreNeedsMoreLogIns() throws {
        let storage = try Self.storage(sessions: 5000)
        var sessions = Sessions.over(try storage.makeForeignStore())
        sessions.most = 50
        var counts: [Int64] = []
        for name in ["a", "b", "c"] {
            try sessions.logIn(name, at: 7200)
            counts.append(try Self.count(storage))
        }
        #expect(counts == [3002, 1003, 50])
        #expect(try sessions.there(["a", "b", "c"]) == ["a", "b", "c"])
    }

    /// A process of the program before goes on opening sessions until it is replaced.
    @Test func whatTheProgramBeforeOpensMeanwhileIsGood() throws {
        let storage = try SQLiteStorage()
        var sessions = try Sessions(in: storage.makeStore())
        sessions.most = 2
        try storage.execute(Self.insertion(of: 5))
        try sessions.logIn("new", at: 0)
        #expect(try Self.count(storage) == 2)
        #expect(try storage.number("SELECT count(*) FROM sessions WHERE kind = 'api'") == 2)
    }
}
