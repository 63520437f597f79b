import Testing
import Threads

@Suite struct OwningThreadTests {
    @Test func theFirstThreadThatAsksIsTheOwner() throws {
        let owned = Owned()
        #expect(owned.isUsedByItsOwner)
        #expect(owned.isUsedByItsOwner)
        #expect(try Self.answer { owned.isUsedByItsOwner } == false)
        #expect(owned.isUsedByItsOwner)
    }

    @Test func itNeedNotBeTheThreadThatMadeIt() throws {
        let owned = Owned()
        #expect(try Self.answer { owned.isUsedByItsOwner } == true)
    }

    /// What `body` gives on a thread of its own.
    private static func answer(_ body: @escaping @Sendable () -> Bool) throws -> Bool? {
        let answer = Monitor<Bool?>(nil)
        try SystemThread(name: "other") { answer.withLock { $0 = body() } }.join()
        return answer.withLock { $0 }
    }

    private final class Owned: Sendable {
        private let thread = OwningThread()
        var isUsedByItsOwner: Bool { thread.isCurrent() }
    }
}
