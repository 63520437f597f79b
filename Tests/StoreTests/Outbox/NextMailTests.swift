import MovieBag
import Testing
import Threads

/// What an outbox has to be delivered, and when it is to be asked again.
@Suite struct NextMailTests {
    private static let now = Sample.now
    private static let leaseEnd = Sample.now + .seconds(60)

    private static func nextDue(_ next: NextMail) -> UnixTime?? {
        if case .none(let due) = next { .some(due) } else { .none }
    }

    private static func id(_ next: NextMail) -> OutboxMailID? {
        if case .leased(let mail) = next { mail.mail.id } else { nil }
    }

    @Test(arguments: Backend.allCases) func anEmptyOutboxHasNoTimeToLookAgain(backend: Backend) throws {
        let next = try backend.open().makeStore().leaseNext(at: Self.now, leaseEnd: Self.leaseEnd)
        #expect(Self.nextDue(next) == .some(nil))
    }

    @Test(arguments: Backend.allCases) func aMailIsLeasedWhenItIsDueAndNamedWhenItIsNot(backend: Backend) throws {
        let store = try backend.open().makeStore()
        try store.add(Sample.account(1))
        try store.begin(Sample.reset("r", account: 1, mail: 1))
        let before = Self.now + .seconds(-1)
        #expect(Self.nextDue(try store.leaseNext(at: before, leaseEnd: Self.leaseEnd)) == .some(Self.now))
        let leased = try store.leaseNext(at: Self.now, leaseEnd: Self.leaseEnd)
        #expect(Self.id(leased) == OutboxMailID(Sample.objectID(1)))
        #expect(
            Self.nextDue(try store.leaseNext(at: Self.now, leaseEnd: Self.leaseEnd)) == .some(Self.leaseEnd),
            "leased ones included")
    }

    /// A dispatcher asks every few seconds, all its life.
    @Test func anIdleOutboxIsNotWrittenTo() throws {
        let storage = try SQLiteStorage()
        let writes = CountedRegion()
        let store = storage.makeStore(blockingRegion: writes)
        _ = try store.leaseNext(at: Self.now, leaseEnd: Self.leaseEnd)
        #expect(writes.count == 0)
        try storage.makeStore().add(Sample.account(1))
        try storage.makeStore().begin(Sample.reset("r", account: 1, mail: 1))
        _ = try store.leaseNext(at: Self.now + .seconds(-1), leaseEnd: Self.leaseEnd)
        #expect(writes.count == 0)
        _ = try store.leaseNext(at: Self.now, leaseEnd: Self.leaseEnd)
        #expect(writes.count == 1)
        _ = try store.leaseNext(at: Self.now, leaseEnd: Self.leaseEnd)
        #expect(writes.count == 1)
    }
}

/// Counts what is waited for: with SQLite each write, and no read.
private struct CountedRegion: BlockingRegion {
    private let entered = Monitor(0)

    var count: Int { entered.withLock { $0 } }

    func begin() { entered.withLock { $0 += 1 } }
    func end() {}
}
