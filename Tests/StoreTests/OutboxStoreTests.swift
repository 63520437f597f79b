import Mail
import MovieBag
import Testing

@Suite struct OutboxStoreTests {
    private static let now = Sample.now
    private static let leaseEnd = Sample.now + .seconds(60)

    private static func storage(_ backend: Backend, mails: Int) throws -> any TestedStorage {
        let storage = try backend.open()
        let store = storage.makeStore()
        try store.add(Sample.account(1, email: "Ann@example.org"))
        for number in 0..<mails { try store.begin(Sample.reset("r\(number)", account: 1, mail: number + 1)) }
        return storage
    }

    @Test(arguments: Backend.allCases) func aLeasedMailIsWholeAndKnowsItsRecipient(backend: Backend) throws {
        let store = try Self.storage(backend, mails: 1).makeStore()
        let leased = try store.leaseDue(at: Self.now, limit: 5, leaseEnd: Self.leaseEnd)
        #expect(leased.map(\.mail) == [Sample.reset("r0", account: 1, mail: 1).mail])
        #expect(leased.map(\.recipient.text) == ["Ann@example.org"])
        #expect(leased.map(\.attempt) == [1])
    }

    @Test(arguments: Backend.allCases) func aMailIsLeasedOnceUntilItsLeaseEnds(backend: Backend) throws {
        let storage = try Self.storage(backend, mails: 1)
        let (store, other) = (storage.makeStore(), try storage.makeForeignStore())
        #expect(try store.leaseDue(at: Self.now, limit: 5, leaseEnd: Self.leaseEnd).count == 1)
        #expect(try other.leaseDue(at: Self.now, limit: 5, leaseEnd: Self.leaseEnd).isEmpty)
        #expect(try other.nextDue() == Self.leaseEnd)
        let again = try other.leaseDue(at: Self.leaseEnd, limit: 5, leaseEnd: Self.leaseEnd + .seconds(60))
        #expect(again.map(\.attempt) == [2])
    }

    @Test(arguments: Backend.allCases) func noMoreAreLeasedThanAskedFor(backend: Backend) throws {
        let store = try Self.storage(backend, mails: 5).makeStore()
        #expect(try store.leaseDue(at: Self.now, limit: 3, leaseEnd: Self.leaseEnd).count == 3)
        #expect(try store.leaseDue(at: Self.now, limit: 3, leaseEnd: Self.leaseEnd).count == 2)
    }

    @Test(arguments: Backend.allCases) func ofManyDispatchersEachMailGoesToOne(backend: Backend) throws {
        let storage = try Self.storage(backend, mails: 40)
        let leased = Tally()
        let results = try Race.run(8) { number in
            let store = number.isMultiple(of: 2) ? storage.makeStore() : try storage.makeForeignStore()
            while case let mails = try store.leaseDue(at: Self.now, limit: 3, leaseEnd: Self.leaseEnd),
                !mails.isEmpty
            {
                leased.add(mails.map(\.mail.id))
            }
        }
        #expect(results.allSatisfy { $0 == nil })
        #expect(leased.all.count == 40)
        #expect(Set(leased.all).count == 40)
    }

    @Test(arguments: Backend.allCases) func aDeliveredMailIsGone(backend: Backend) throws {
        let store = try Self.storage(backend, mails: 1).makeStore()
        let leased = try #require(try store.leaseDue(at: Self.now, limit: 1, leaseEnd: Self.leaseEnd).first)
        try store.remove(leased)
        #expect(try store.nextDue() == nil)
    }

    @Test(arguments: Backend.allCases) func aPostponedMailIsDueLater(backend: Backend) throws {
        let store = try Self.storage(backend, mails: 1).makeStore()
        let leased = try #require(try store.leaseDue(at: Self.now, limit: 1, leaseEnd: Self.leaseEnd).first)
        let later = Self.now + .seconds(30)
        try store.postpone(leased, until: later, reason: "greylisted")
        #expect(try store.nextDue() == later)
        #expect(try store.leaseDue(at: later, limit: 1, leaseEnd: Self.leaseEnd).map(\.attempt) == [2])
    }

    @Test(arguments: Backend.allCases) func onlyWhatIsDueTooLateIsHastened(backend: Backend) throws {
        let store = try Self.storage(backend, mails: 3).makeStore()
        let mails = try store.leaseDue(at: Self.now, limit: 3, leaseEnd: Self.leaseEnd)
        try store.postpone(mails[0], until: Self.now + .seconds(30), reason: "greylisted")
        try store.postpone(mails[1], until: Self.now + .seconds(31), reason: "greylisted")
        try store.keepAsDeadLetter(mails[2], at: Self.now, reason: "no such user")
        try store.pullForward(dueAfter: Self.now + .seconds(30), to: Self.now)
        let due = try store.leaseDue(at: Self.now, limit: 3, leaseEnd: Self.leaseEnd)
        #expect(due.map(\.mail.id) == [mails[1].mail.id])
    }

    @Test(arguments: Backend.allCases) func aDeadLetterIsNeverLeased(backend: Backend) throws {
        let store = try Self.storage(backend, mails: 1).makeStore()
        let leased = try #require(try store.leaseDue(at: Self.now, limit: 1, leaseEnd: Self.leaseEnd).first)
        try store.keepAsDeadLetter(leased, at: Self.now, reason: "no such user")
        #expect(try store.nextDue() == nil)
        #expect(try store.leaseDue(at: Self.leaseEnd, limit: 1, leaseEnd: Self.leaseEnd + .seconds(1)).isEmpty)
    }

    @Test(arguments: Backend.allCases) func anOutcomeAfterTheLeaseCountsNothing(backend: Backend) throws {
        let store = try Self.storage(backend, mails: 1).makeStore()
        let late = try #require(try store.leaseDue(at: Self.now, limit: 1, leaseEnd: Self.leaseEnd).first)
        let end = Self.leaseEnd + .seconds(60)
        let current = try #require(try store.leaseDue(at: Self.leaseEnd, limit: 1, leaseEnd: end).first)
        try store.keepAsDeadLetter(late, at: Self.leaseEnd, reason: "late")
        try store.remove(late)
        try store.postpone(late, until: Self.now, reason: "late")
        #expect(try store.nextDue() == end)
        try store.remove(current)
        #expect(try store.nextDue() == nil)
    }
}
