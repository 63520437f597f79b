import MovieBag
import Testing

/// Of which log-ins the user of an account is told by mail.
@Suite struct NewClientStoreTests {
    private static let day: Int64 = 24 * 3600

    /// A log-in from one of some networks; `nil` for a client that is not identified.
    private func logIn(
        from number: UInt8?, at seconds: Int64, to account: Int = 1, _ store: any Store
    ) throws -> [OutboxMail] {
        let network = number.flatMap { ClientNetwork(bytes: Array(repeating: $0, count: 16)) }
        let account = try Sample.account(account)
        let mail = OutboxMail(
            id: OutboxMailID(Sample.objectID(Int(seconds) + 1000)), account: account.id,
            content: .newClient(SessionOrigin(client: "192.0.2.\(number ?? 0)", agent: "curl")),
            written: Sample.now + .seconds(seconds))
        try store.open(
            LogIn(
                session: Session(
                    fingerprint: TokenFingerprint(tokenID: "\(account.id) \(seconds)"), account: account.id, kind: .api,
                    opened: Sample.now + .seconds(seconds), expires: Sample.now + .seconds(seconds + 60)),
                provenBy: account.password, from: network ?? .unknown, mostSessions: .max,
                guess: Guess(
                    own: nil, common: nil, client: nil, account: account.id, isOfAccount: true, network: network,
                    mostBuckets: 9),
                recording: Sample.entry(.loggedIn), notice: { mail }))
        let later = Sample.now + .seconds(1000 * Self.day)
        guard case .leased(let leased) = try store.leaseNext(at: later, leaseEnd: later) else { return [] }
        #expect(leased.mail == mail)
        try store.remove(leased)
        return [leased.mail]
    }

    private func store(_ backend: Backend) throws -> any Store {
        let store = try backend.open().makeStore()
        for number in 1...2 { try store.add(Sample.account(number)) }
        return store
    }

    @Test(arguments: Backend.allCases) func ofTheFirstNoneAndOfAnotherClientOneADay(backend: Backend) throws {
        let store = try store(backend)
        #expect(try logIn(from: 1, at: 0, store).isEmpty)
        #expect(try logIn(from: 1, at: 1, store).isEmpty)
        let mails = try logIn(from: 2, at: 2, store)
        #expect(mails.map(\.content) == [.newClient(SessionOrigin(client: "192.0.2.2", agent: "curl"))])
        #expect(try logIn(from: 2, at: 3, store).isEmpty)
        #expect(try logIn(from: 3, at: 1 + Self.day, store).isEmpty)
        #expect(try logIn(from: 4, at: 2 + Self.day, store).count == 1)
        // Each account has its own.
        #expect(try logIn(from: 1, at: 3 + Self.day, to: 2, store).isEmpty)
        #expect(try logIn(from: 2, at: 4 + Self.day, to: 2, store).count == 1)
    }

    @Test(arguments: Backend.allCases) func ofAClientThatIsNotIdentifiedNone(backend: Backend) throws {
        let store = try store(backend)
        #expect(try logIn(from: 1, at: 0, store).isEmpty)
        #expect(try logIn(from: nil, at: 1, store).isEmpty)
        #expect(try logIn(from: 2, at: 2, store).count == 1)
    }

    @Test(arguments: Backend.allCases) func aClockThatIsSetBackSilencesNoneAndLetsOneMoreThrough(backend: Backend)
        throws
    {
        let store = try store(backend)
        #expect(try logIn(from: 1, at: 40 * Self.day, store).isEmpty)
        #expect(try logIn(from: 2, at: 40 * Self.day + 1, store).count == 1)
        #expect(try logIn(from: 3, at: 10, store).count == 1)
        #expect(try logIn(from: 4, at: 11, store).isEmpty)
        #expect(try logIn(from: 5, at: 10 + Self.day, store).count == 1)
    }

    /// After 90 days nothing is kept of the client, which does not make that log-in the first.
    @Test(arguments: Backend.allCases, [true, false]) func ofTheFirstAfterALongAbsenceOne(
        backend: Backend, isSwept: Bool
    ) throws {
        let store = try store(backend)
        #expect(try logIn(from: 1, at: 0, store).isEmpty)
        if isSwept { _ = try store.removeEmptyBuckets(at: Sample.now + .seconds(90 * Self.day), limit: 100) }
        #expect(try logIn(from: 1, at: 90 * Self.day, store).count == 1)
    }

    @Test(arguments: Backend.allCases) func ofManyAtOnceInTwoProcessesOne(backend: Backend) throws {
        let storage = try backend.open()
        let store = storage.makeStore()
        try store.add(Sample.account(1))
        #expect(try logIn(from: 255, at: 0, store).isEmpty)
        let errors = try Race.run(16) { number in
            let store = try number % 2 == 0 ? storage.makeStore() : storage.makeForeignStore()
            let account = try Sample.account(1)
            let network = ClientNetwork(bytes: Array(repeating: UInt8(number), count: 16))
            try store.open(
                LogIn(
                    session: Sample.session("race \(number)", account: 1), provenBy: account.password,
                    from: network ?? .unknown, mostSessions: .max,
                    guess: Guess(
                        own: nil, common: nil, client: nil, account: account.id, isOfAccount: true, network: network,
                        mostBuckets: 9),
                    recording: Sample.entry(.loggedIn, number: number + 1),
                    notice: {
                        OutboxMail(
                            id: OutboxMailID(Sample.objectID(number + 1)), account: account.id,
                            content: .newClient(SessionOrigin(client: nil, agent: nil)), written: Sample.now)
                    }))
        }
        #expect(errors.allSatisfy { $0 == nil })
        var mails = 0
        while case .leased(let mail) = try store.leaseNext(at: Sample.now, leaseEnd: Sample.now + .seconds(60)) {
            mails += 1
            try store.remove(mail)
        }
        #expect(mails == 1)
    }

    /// A log-in that opens no session causes no mail.
    @Test(arguments: Backend.allCases) func ofOneThatIsRefusedNone(backend: Backend) throws {
        let storage = try backend.open()
        let store = storage.makeStore()
        try store.add(Sample.account(1))
        #expect(try logIn(from: 1, at: 0, store).isEmpty)
        try storage.disable(AccountID(Sample.objectID(1)))
        #expect(throws: AccountError.wrongCredentials) { try logIn(from: 2, at: 1, store) }
        guard case .none(nextDue: nil) = try store.leaseNext(at: Sample.now + .seconds(9), leaseEnd: Sample.now) else {
            Issue.record("there is a mail")
            return
        }
    }
}
