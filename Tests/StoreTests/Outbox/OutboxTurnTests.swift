import MovieBag
import Testing

/// In which order mails are delivered.
@Suite struct OutboxTurnTests {
    private static let now = Sample.now

    /// Accounts 1 to 3, of which the first two have one mailbox.
    private static func storage(_ backend: Backend) throws -> any TestedStorage {
        let storage = try backend.open()
        let store = storage.makeStore()
        for (number, email) in [(1, "Ann+films@Example.org"), (2, "ann@example.org"), (3, "bob@example.org")] {
            try store.add(Sample.account(number, email: email))
        }
        return storage
    }

    private static func write(_ mail: Int, to account: Int, _ store: any Store) throws {
        try store.begin(Sample.reset("\(mail)", account: account, mail: mail))
    }

    /// Leases and delivers mails one by one.
    private static func deliver(_ store: any Store, most count: Int = 99, seconds: Int64 = 0) throws
        -> [OutboxMailID]
    {
        var delivered: [OutboxMailID] = []
        let now = now + .seconds(seconds)
        while delivered.count < count,
            let leased = try store.leaseDue(at: now, limit: 1, leaseEnd: now + .seconds(60)).first
        {
            try store.remove(leased)
            delivered.append(leased.mail.id)
        }
        return delivered
    }

    private static func ids(_ numbers: [Int]) -> [OutboxMailID] { numbers.map { OutboxMailID(Sample.objectID($0)) } }

    @Test(arguments: Backend.allCases) func mailboxesTakeTurnsAndTagsAndCaseMakeNoOtherMailbox(backend: Backend) throws
    {
        let store = try Self.storage(backend).makeStore()
        for mail in 1...6 { try Self.write(mail, to: 1 + mail % 2, store) }
        #expect(try Self.deliver(store, most: 2) == Self.ids([1, 2]))
        for mail in 7...9 { try Self.write(mail, to: 3, store) }
        #expect(try Self.deliver(store) == Self.ids([3, 7, 4, 8, 5, 9, 6]))
    }

    @Test(arguments: Backend.allCases) func whatWasWrittenFirstIsFirstAmongMailboxesThatHadNone(backend: Backend) throws
    {
        let store = try Self.storage(backend).makeStore()
        try Self.write(2, to: 3, store)
        try Self.write(1, to: 1, store)
        #expect(try Self.deliver(store) == Self.ids([1, 2]), "by their ids, which are times")
    }

    @Test(arguments: Backend.allCases) func newsGoesBeforeLinksAndTakesNoTurnOfTheirs(backend: Backend) throws {
        let store = try Self.storage(backend).makeStore()
        for mail in 1...4 { try Self.write(mail, to: 2, store) }
        try store.complete(
            Sample.completion(of: Sample.reset("4", account: 2, mail: 4), password: "new", mail: 9))
        for mail in 5...7 { try Self.write(mail, to: 1, store) }
        try Self.write(8, to: 3, store)
        #expect(try Self.deliver(store) == Self.ids([9, 5, 8, 6, 7]))
    }

    @Test(arguments: Backend.allCases) func aMailThatFailedGetsATurnWhenItIsDueAgain(backend: Backend) throws {
        let store = try Self.storage(backend).makeStore()
        try Self.write(1, to: 1, store)
        let failed = try #require(try store.leaseDue(at: Self.now, limit: 1, leaseEnd: Self.now + .seconds(60)).first)
        #expect(failed.due == Self.now)
        try store.postpone(failed, until: Self.now + .seconds(10), reason: "greylisted")
        for mail in 2...3 { try Self.write(mail, to: 2, store) }
        try Self.write(4, to: 3, store)
        #expect(try store.leaseDue(at: Self.now, limit: 9, leaseEnd: Self.now + .seconds(5)).count == 3)
        // All are due again: the three by their leases, in the order of these.
        let later = Self.now + .seconds(10)
        let again = try store.leaseDue(at: later, limit: 9, leaseEnd: later + .seconds(60))
        #expect(again.map(\.mail.id) == Self.ids([2, 4, 3, 1]))
        #expect(again.map(\.due) == [5, 5, 5, 10].map { Self.now + .seconds($0) })
    }

    @Test(arguments: Backend.allCases) func aMailThatIsRetriedByHandHasATurn(backend: Backend) throws {
        let store = try Self.storage(backend).makeStore()
        for mail in 1...2 { try Self.write(mail, to: mail, store) }
        let leased = try store.leaseDue(at: Self.now, limit: 1, leaseEnd: Self.now + .seconds(60))
        try store.keepAsDeadLetter(leased[0], at: Self.now, reason: "no such user")
        #expect(try store.retry(.allDead, at: Self.now) == 1)
        #expect(try Self.deliver(store) == Self.ids([2, 1]))
    }

    @Test(arguments: Backend.allCases) func theClockSetBackKeepsNoMailWaiting(backend: Backend) throws {
        let store = try Self.storage(backend).makeStore()
        for mail in 1...2 { try Self.write(mail, to: mail, store) }
        let before = Self.now + .seconds(-3600)
        #expect(try store.leaseDue(at: before, limit: 1, leaseEnd: before).isEmpty)
        try store.pullForward(dueAfter: before + .seconds(180), to: before)
        #expect(try store.nextDue() == before)
        #expect(try Self.deliver(store, seconds: -3600) == Self.ids([1, 2]))
    }

    /// SQL limits no kinds, so rows can be there that this program cannot make a mail of.
    @Test(arguments: [
        "UPDATE outbox SET kind = 'newsletter'", "UPDATE outbox SET token_id = NULL",
        "UPDATE outbox SET kind = 'password_changed'",
    ])
    func aRowThatIsNoMailIsLeftAloneAndHoldsUpNoOther(change: String) throws {
        let storage = try SQLiteStorage()
        let store = storage.makeStore()
        try store.add(Sample.account(1))
        try Self.write(1, to: 1, store)
        try storage.execute(change)
        // Or a dispatcher would ask for it without end.
        #expect(try store.nextDue() == nil)
        try Self.write(2, to: 1, store)
        #expect(try Self.deliver(store) == Self.ids([2]))
        #expect(try storage.number("SELECT count(*) FROM outbox") == 1)
    }

    /// The lease of one mail, with as many waiting as may.
    @Test func aLeaseIsQuickHoweverManyMailsWait() throws {
        let storage = try SQLiteStorage()
        let store = storage.makeStore()
        try store.add(Sample.account(1))
        try store.add(Sample.account(2))
        try storage.execute(
            """
            WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 10000)
            INSERT INTO outbox (id, account, written, due, kind, token_id, token_issued, token_expires)
            SELECT CAST(printf('%012d', i) AS BLOB), (SELECT min(id) FROM accounts), \(Self.now.milliseconds),
                \(Self.now.milliseconds), 'reset', i, 0, 9999999999 FROM n
            """)
        // Ten leases give all of them their turns.
        for _ in 0..<10 {
            #expect(try store.leaseDue(at: Self.now, limit: 1, leaseEnd: Self.now + .seconds(60)).count == 1)
        }
        try Self.write(1, to: 2, store)
        let start = ContinuousClock.now
        let delivered = try Self.deliver(store, most: 2)
        let time = start.duration(to: .now)
        #expect(delivered.contains(Self.ids([1])[0]))
        #expect(time < .milliseconds(500), "\(time)")
        #expect(try storage.number("SELECT sum(waiting) FROM outbox_queues") == 9_999)
        #expect(try storage.number("SELECT count(*) FROM outbox WHERE turn IS NULL") == 10)
    }
}
