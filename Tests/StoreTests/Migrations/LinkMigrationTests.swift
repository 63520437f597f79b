import Mail
import MovieBag
import SQLite
import Testing

@testable import MovieBagSQLite
import TestFiles

/// A database of commit 8e51928 after every migration since.
@Suite struct LinkMigrationTests {
    private let directory: TemporaryDirectory
    private var path: String { directory["movie-bag.db"] }
    private static let now = Sample.now

    init() throws {
        directory = try TemporaryDirectory()
        try Connection(path: path, mode: .writer).execute(Database8e51928.sql)
    }

    private func upgraded() throws -> any Store {
        try Database(path: path) { _ in }.makeStore(blockingRegion: UnannouncedBlockingRegion())
    }

    private func rows(_ sql: String, in path: String? = nil) throws -> [String] {
        let statement = try Connection(path: path ?? self.path, mode: .reader).prepare(sql)
        var rows: [String] = []
        try statement.query { row in
            while try row.step() { rows.append(row.text(0)) }
        }
        return rows
    }

    private static func mail(_ number: Int) -> OutboxMailID { OutboxMailID(Sample.objectID(number)) }

    @Test func itsTablesAreThoseOfANewDatabase() throws {
        _ = try upgraded()
        _ = try Database(path: directory["new.db"]) { _ in }
        let schema = "SELECT type || name || ifnull(sql, '') FROM sqlite_schema ORDER BY type, name"
        #expect(try rows(schema) == rows(schema, in: directory["new.db"]))
        #expect(try rows("PRAGMA user_version") == rows("PRAGMA user_version", in: directory["new.db"]))
    }

    @Test(arguments: [
        "SELECT quote(id) || email || password FROM accounts ORDER BY id",
        "SELECT quote(fingerprint) || quote(account) || expires FROM sessions",
        "SELECT quote(id) || casts || genres || quote(added_by) || version FROM movies ORDER BY id",
        """
        SELECT quote(id) || quote(account) || kind || quote(token_id) || quote(token_issued) || quote(token_expires)
            || written || '|' || due || attempts || quote(problem) || quote(buried) || claimed FROM outbox ORDER BY id
        """,
        "SELECT version FROM collection",
    ])
    func everyRowIsAsItWas(sql: String) throws {
        let before = try rows(sql)
        #expect(!before.isEmpty)
        _ = try upgraded()
        #expect(try rows(sql) == before)
    }

    /// Its column has another name since.
    @Test func everyMovieHasItsName() throws {
        let before = try rows("SELECT name FROM movies ORDER BY id")
        _ = try upgraded()
        #expect(try !before.isEmpty && rows("SELECT coalesce(name, key) FROM movies ORDER BY id") == before)
    }

    @Test func everyTokenHasItsPurpose() throws {
        let before = try rows("SELECT quote(fingerprint) || quote(account) || expires FROM resets ORDER BY fingerprint")
        #expect(before.count == 5)
        _ = try upgraded()
        let after = """
            SELECT quote(fingerprint) || quote(account) || expires FROM links
            WHERE purpose = 'reset' AND repetitions IS NULL ORDER BY fingerprint
            """
        #expect(try rows(after) == before)
        #expect(try rows("SELECT 1 FROM links").count == 5)
    }

    @Test func mailsOfEveryStateStayInIt() throws {
        var states: [OutboxMailStatus.State] = []
        try upgraded().forEachMail { states.append($0.state) }
        let dead = OutboxMailStatus.State.dead(since: Self.now + .seconds(-1))
        let later: [OutboxMailStatus.State] = [
            .inDelivery(leaseEnd: Self.now + .seconds(90)), .waiting(due: Self.now + .seconds(20)), dead,
        ]
        let written = UnixTime(milliseconds: Self.now.milliseconds - 60_000)
        #expect(
            states == [.waiting(due: UnixTime(milliseconds: written.milliseconds + 1))] + later
                + [.waiting(due: UnixTime(milliseconds: written.milliseconds + 5))] + later)
    }

    /// Delivers everything that is due, as a dispatcher does.
    private func deliver(_ store: any Store, at seconds: Int64) throws -> [String] {
        let now = Self.now + .seconds(seconds)
        return try store.leaseDue(at: now, limit: 100, leaseEnd: now + .seconds(180)).map { leased in
            try store.remove(leased)
            let content = leased.mail.content
            let number = (1...8).first { Self.mail($0) == leased.mail.id } ?? 0
            return "\(number) \(content.kind.name) \(content.link?.id ?? "-") \(leased.recipient.text)"
        }
    }

    @Test func everyMailIsDeliveredOnceAndAsWhatItIs() throws {
        let store = try upgraded()
        #expect(
            try deliver(store, at: 0) == ["5 password_changed - user1@example.org", "1 reset fresh user1@example.org"])
        #expect(
            try deliver(store, at: 89).sorted() == [
                "3 reset postponed user2@example.org", "7 password_changed - user2@example.org",
            ])
        // Their processes have not said in time what came of them.
        #expect(
            try deliver(store, at: 90).sorted() == [
                "2 reset claimed user2@example.org", "6 password_changed - user2@example.org",
            ])
        #expect(try deliver(store, at: 1_000_000).isEmpty)
        #expect(try store.retry(.allDead, at: Self.now) == 2)
        #expect(
            try deliver(store, at: 0) == [
                "8 password_changed - user2@example.org", "4 reset expired user1@example.org",
            ])
        #expect(try rows("SELECT 1 FROM outbox").isEmpty)
        #expect(try rows("SELECT waiting FROM outbox_queues") == ["0", "0"])
    }

    @Test func itsResetLinksWorkOnce() throws {
        let store = try upgraded()
        let account = AccountID(Sample.objectID(1))
        func isGood(_ token: String) throws -> Bool {
            try store.isPending(TokenFingerprint(tokenID: token), of: account, at: Self.now)
        }
        #expect(try isGood("fresh") && isGood("another"))
        #expect(try !isGood("expired") && !isGood("claimed"))
        let expired = Sample.completion(
            of: Sample.reset("expired", account: 1, mail: 4), password: "new", mail: 100)
        #expect(throws: TokenError.invalid) { try store.complete(expired) }
        let fresh = Sample.completion(of: Sample.reset("fresh", account: 1, mail: 1), password: "new", mail: 101)
        try store.complete(fresh)
        #expect(throws: TokenError.invalid) { try store.complete(fresh) }
        #expect(try !isGood("fresh") && !isGood("another"))
        #expect(
            try store.passwordSet(by: fresh.fingerprint, of: account, at: Self.now)
                == PasswordHash(phcString: "new"))
        #expect(
            try store.isPending(TokenFingerprint(tokenID: "claimed"), of: AccountID(Sample.objectID(2)), at: Self.now))
    }
}

/// What schema 9 had besides.
@Suite struct UsedLinkMigrationTests {
    @Test func aLinkThatWasUsedAMomentAgoMayBeRepeatedAsBefore() throws {
        let storage = try SQLiteStorage()
        let store = storage.makeStore()
        let account = AccountID(Sample.objectID(1))
        try store.add(Sample.account(1))
        let reset = Sample.reset("used", account: 1, mail: 1)
        try store.begin(reset)
        try store.complete(Sample.completion(of: reset, password: "new", mail: 2))
        try store.begin(Sample.reset("fresh", account: 1, mail: 3))
        try storage.execute("\(OlderSchema.nine) UPDATE used_resets SET tries = 1;")

        let upgraded = try storage.makeForeignStore()
        let used = reset.claims.fingerprint
        #expect(
            try upgraded.passwordSet(by: used, of: account, at: Sample.now) == PasswordHash(phcString: "new"))
        #expect(try !upgraded.isPending(used, of: account, at: Sample.now))
        #expect(try upgraded.isPending(TokenFingerprint(tokenID: "fresh"), of: account, at: Sample.now))
        #expect(try upgraded.takeRepetition(of: used, at: Sample.now))
        #expect(try !upgraded.takeRepetition(of: used, at: Sample.now))
        #expect(try storage.number("SELECT sum(issued) FROM links WHERE repetitions IS NULL") == Sample.now.seconds)
    }

    @Test func anotherPasswordEndsTheRepetitionsAndNoLinkThatIsGood() throws {
        let storage = try SQLiteStorage()
        let store = storage.makeStore()
        try store.add(Sample.account(1))
        let reset = Sample.reset("used", account: 1, mail: 1)
        try store.begin(reset)
        try store.complete(Sample.completion(of: reset, password: "new", mail: 2))
        try storage.execute(
            """
            INSERT INTO links (fingerprint, purpose, account, issued, expires, repetitions)
                SELECT zeroblob(32), 'confirmation', account, 0, expires, NULL FROM links
                UNION ALL SELECT randomblob(32), 'verify', account, 0, expires, 3 FROM links;
            UPDATE accounts SET password = 'other';
            """)
        #expect(try storage.number("SELECT count(*) FROM links WHERE purpose = 'confirmation'") == 1)
        #expect(try storage.number("SELECT count(*) FROM links") == 1)
    }
}
