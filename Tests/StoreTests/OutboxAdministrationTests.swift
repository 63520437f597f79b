import Mail
import MovieBag
import Testing

@Suite struct OutboxAdministrationTests {
    private static let now = Sample.now
    private static let leaseEnd = Sample.now + .seconds(60)

    private static func id(_ number: Int) -> OutboxMailID { OutboxMailID(Sample.objectID(number)) }

    /// Mails 1 waiting for its first attempt, 2 postponed, 3 in delivery, 4 dead, 5 a dead notice of a changed password.
    private static func store(_ backend: Backend) throws -> any Store {
        let store = try backend.open().makeStore()
        try store.add(Sample.account(1, email: "Ann@example.org"))
        for number in 2...4 { try store.begin(Sample.reset("r\(number)", account: 1, mail: number)) }
        for leased in try store.leaseDue(at: now, limit: 3, leaseEnd: leaseEnd) {
            switch leased.mail.id {
            case id(2): try store.postpone(leased, until: now + .seconds(30), reason: "greylisted")
            case id(4): try store.keepAsDeadLetter(leased, at: now + .seconds(1), reason: "no such user")
            default: break
            }
        }
        try store.begin(Sample.reset("r1", account: 1, mail: 1))
        return store
    }

    private static func records(_ store: any Store) throws -> [OutboxMailStatus] {
        var records: [OutboxMailStatus] = []
        try store.forEachMail { records.append($0) }
        return records
    }

    private static func states(_ store: any Store) throws -> [OutboxMailStatus.State] {
        try records(store).map(\.state)
    }

    @Test(arguments: Backend.allCases) func everyMailIsListedWithWhereItStands(backend: Backend) throws {
        let store = try Self.store(backend)
        let records = try Self.records(store)
        #expect(records.map(\.id) == [1, 2, 3, 4].map(Self.id))
        #expect(
            records.map(\.state) == [
                .waiting(due: Self.now), .waiting(due: Self.now + .seconds(30)), .inDelivery(leaseEnd: Self.leaseEnd),
                .dead(since: Self.now + .seconds(1)),
            ])
        #expect(records.map(\.attempts) == [0, 1, 1, 1])
        #expect(records.map(\.problem) == [nil, "greylisted", nil, "no such user"])
        #expect(records.allSatisfy { $0.recipient.text == "Ann@example.org" && $0.written == Self.now })
        #expect(records.allSatisfy { $0.kind == .reset(expires: Self.now + .seconds(600)) })
        #expect(try store.mail(Self.id(4)) == records[3])
        #expect(try store.outboxFigures() == OutboxFigures(waiting: 2, retried: 1, dead: 1, oldest: Self.now))
        #expect(try store.deadLetters(after: nil, limit: 2) == [records[3]])
        #expect(try store.deadLetters(after: Self.id(4), limit: 2).isEmpty)
        #expect(try store.mail(Self.id(9)) == nil)
    }

    @Test(arguments: Backend.allCases) func aNoticeOfAResetIsNamedAsSuch(backend: Backend) throws {
        let store = try Self.store(backend)
        try store.complete(
            Sample.completion(
                of: Sample.reset("r1", account: 1, mail: 1), password: "new", mail: 8))
        #expect(try store.mail(Self.id(8))?.kind == .passwordReset)
    }

    @Test(arguments: Backend.allCases) func aPostponedOrDeadLetterIsTriedAgainAtOnce(backend: Backend) throws {
        let store = try Self.store(backend)
        #expect(try store.retry(.these([Self.id(2), Self.id(4)]), at: Self.now) == 2)
        #expect(try Self.states(store)[1] == .waiting(due: Self.now))
        #expect(try Self.states(store)[3] == .waiting(due: Self.now))
        let leased = try store.leaseDue(at: Self.now, limit: 9, leaseEnd: Self.leaseEnd)
        // An attempt is never counted twice: an outcome is recognised by its number.
        #expect(
            Dictionary(uniqueKeysWithValues: leased.map { ($0.mail.id, $0.attempt) })
                == [Self.id(1): 1, Self.id(2): 2, Self.id(4): 2])
    }

    @Test(arguments: Backend.allCases) func allDeadLettersAreMeantAndNoOthers(backend: Backend) throws {
        let store = try Self.store(backend)
        #expect(try store.retry(.allDead, at: Self.now) == 1)
        #expect(try Self.states(store)[1] == .waiting(due: Self.now + .seconds(30)))
        #expect(try Self.states(store)[3] == .waiting(due: Self.now))
        #expect(try store.retry(.allDead, at: Self.now) == 0)

        let other = try Self.store(backend)
        #expect(try other.drop(.allDead, at: Self.now) == 1)
        #expect(try Self.records(other).map(\.id) == [1, 2, 3].map(Self.id))
    }

    @Test(arguments: Backend.allCases) func aMailInDeliveryIsLeftAlone(backend: Backend) throws {
        let store = try Self.store(backend)
        let before = try Self.records(store)
        for ids in [[3], [1, 2, 3], [3, 4]] {
            let selection = MailSelection.these(ids.map(Self.id))
            #expect(throws: MailFailure.inDelivery(Self.id(3))) { try store.retry(selection, at: Self.now) }
            #expect(throws: MailFailure.inDelivery(Self.id(3))) { try store.drop(selection, at: Self.now) }
        }
        // All or nothing: those named before it were not touched.
        #expect(try Self.records(store) == before)
        // Its process has died: the lease is over.
        #expect(try store.retry(.these([Self.id(3)]), at: Self.leaseEnd) == 1)
        #expect(try Self.states(store)[2] == .waiting(due: Self.leaseEnd))
    }

    @Test(arguments: Backend.allCases) func aMailThatIsNotThereUndoesAll(backend: Backend) throws {
        let store = try Self.store(backend)
        let before = try Self.records(store)
        let selection = MailSelection.these([Self.id(4), Self.id(9)])
        #expect(throws: MailFailure.unknown(Self.id(9))) { try store.retry(selection, at: Self.now) }
        #expect(throws: MailFailure.unknown(Self.id(9))) { try store.drop(selection, at: Self.now) }
        #expect(try Self.records(store) == before)
    }

    @Test(arguments: Backend.allCases) func whatIsDroppedIsNeverDelivered(backend: Backend) throws {
        let store = try Self.store(backend)
        #expect(try store.drop(.these([1, 2, 4].map(Self.id)), at: Self.now) == 3)
        #expect(try Self.records(store).map(\.id) == [Self.id(3)])
        #expect(try store.leaseDue(at: Self.now + .seconds(40), limit: 9, leaseEnd: Self.leaseEnd).isEmpty)
    }
}
