import Mail
import MovieBag
import Testing

@Suite struct DeadLetterTests {
    /// Mails 1 to 3 are dead letters, one second after the other; mail 4 waits.
    private static func store(_ backend: Backend) throws -> any Store {
        let store = try backend.open().makeStore()
        try store.add(Sample.account(1))
        for number in 1...3 { try store.begin(Sample.reset("r\(number)", account: 1, mail: number)) }
        for leased in try store.leaseDue(at: Sample.now, limit: 3, leaseEnd: Sample.now + .seconds(60)) {
            let number = (1...3).first { OutboxMailID(Sample.objectID($0)) == leased.mail.id } ?? 0
            try store.keepAsDeadLetter(leased, at: Sample.now + .seconds(number), reason: "no such user")
        }
        try store.begin(Sample.reset("r4", account: 1, mail: 4))
        return store
    }

    private static func mails(_ store: any Store) throws -> [OutboxMailID] {
        var mails: [OutboxMailID] = []
        try store.forEachMail { mails.append($0.id) }
        return mails
    }

    /// ASVS 14.2.7
    @Test(arguments: Backend.allCases) func theyAreRemovedByTheTimeOfTheirDeathInParts(backend: Backend) throws {
        let store = try Self.store(backend)
        #expect(try !store.removeDeadLetters(before: Sample.now + .seconds(1), limit: 9))
        #expect(try Self.mails(store).count == 4)
        #expect(try store.removeDeadLetters(before: Sample.now + .seconds(3), limit: 1))
        #expect(try store.removeDeadLetters(before: Sample.now + .seconds(3), limit: 1))
        #expect(try !store.removeDeadLetters(before: Sample.now + .seconds(3), limit: 1))
        #expect(try Self.mails(store) == [3, 4].map { OutboxMailID(Sample.objectID($0)) })
        #expect(try !store.removeDeadLetters(before: Sample.now + .seconds(1000), limit: 9))
        // One that waits stays, however old it is.
        #expect(try Self.mails(store) == [OutboxMailID(Sample.objectID(4))])
    }
}
