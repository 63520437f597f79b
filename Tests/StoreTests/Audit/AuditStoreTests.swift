import Glibc
import MovieBag
import TestFiles
import Testing

@Suite struct AuditStoreTests {
    private func kinds(_ store: any Store, _ query: AuditQuery = AuditQuery(limit: 100)) throws -> [String] {
        try store.records(query).map { "\($0.id.bytes[11]) \($0.kind)" }
    }

    private func id(_ number: Int) -> AccountID { AccountID(Sample.objectID(number)) }

    @Test(arguments: Backend.allCases) func whatIsRecordedIsReadBackTheNewestFirst(backend: Backend) throws {
        let store = try backend.open().makeStore()
        try store.record(Sample.entry(.loggedIn, account: 1, number: 1, actor: 1))
        try store.record(Sample.entry(.logInFailed, account: nil, number: 3, detail: "address 00\u{0}\n"))
        try store.record(Sample.entry(.accountDisabled, account: 1, number: 2, actor: 2))
        let records = try store.records(AuditQuery(limit: 100))
        #expect(records.map { Int($0.id.bytes[11]) } == [3, 2, 1])
        #expect(records.map(\.kind) == ["login-failed", "account-disabled", "login"])
        #expect(records.map(\.account) == [nil, id(1), id(1)])
        #expect(records.map(\.actor) == [nil, id(2), id(1)])
        #expect(records.map(\.detail) == ["address 00\u{0}\n", nil, nil])
        #expect(records.map(\.times) == [1, 1, 1])
    }

    @Test(arguments: Backend.allCases) func filtersAndPositionsWorkTogether(backend: Backend) throws {
        let store = try backend.open().makeStore()
        for number in 1...20 {
            let kind = number % 2 == 0 ? AuditKind.loggedIn : .loggedOut
            try store.record(Sample.entry(kind, account: number % 5 == 0 ? 2 : 1, number: number))
        }
        let two = try kinds(store, AuditQuery(account: id(2), limit: 3))
        #expect(two == ["20 login", "15 logout", "10 login"])
        let rest = AuditQuery(account: id(2), after: AuditEntryID(Sample.objectID(10)), limit: 3)
        #expect(try kinds(store, rest) == ["5 logout"])
        #expect(try kinds(store, AuditQuery(kind: .loggedOut, limit: 2)) == ["19 logout", "17 logout"])
        #expect(try kinds(store, AuditQuery(account: id(2), kind: .loggedIn, limit: 9)) == ["20 login", "10 login"])
        #expect(try kinds(store, AuditQuery(account: id(3), limit: 9)) == [])
        #expect(
            try kinds(store, AuditQuery(after: AuditEntryID(Sample.objectID(3)), limit: 9)) == ["2 login", "1 logout"])
    }

    @Test(.onOwnThread, arguments: Backend.allCases) func whatIsRecordedLaterIsThereAfterAMomentOrWithTheNextWrite(
        backend: Backend
    ) throws {
        let store = try backend.open().makeStore()
        store.recordLater(Sample.entry(.limitReached, number: 1))
        try store.record(Sample.entry(.loggedIn, number: 2))
        #expect(try kinds(store) == ["2 login", "1 limit-reached"])
        store.recordLater(Sample.entry(.limitReached, number: 3))
        let deadline = ContinuousClock.now + .seconds(20)
        while try kinds(store).count < 3, .now < deadline { usleep(2000) }
        #expect(try kinds(store).first == "3 limit-reached")
    }

    /// ASVS 14.2.7
    @Test(arguments: Backend.allCases) func oldRecordsAreRemovedInParts(backend: Backend) throws {
        let store = try backend.open().makeStore()
        // Their first four bytes are zeros: of 1970.
        for number in 1...5 { try store.record(Sample.entry(.loggedIn, number: number)) }
        #expect(try !store.removeRecords(before: UnixTime(seconds: 0), limit: 2))
        #expect(try kinds(store).count == 5)
        #expect(try store.removeRecords(before: UnixTime(seconds: 1), limit: 2))
        #expect(try kinds(store) == ["5 login", "4 login", "3 login"])
        #expect(try store.removeRecords(before: UnixTime(seconds: 1), limit: 2))
        #expect(try !store.removeRecords(before: UnixTime(seconds: 1), limit: 2))
        #expect(try kinds(store) == [])
    }

    /// What is not done is not recorded.
    @Test(arguments: Backend.allCases) func aRecordIsThereOnlyWithWhatItRecords(backend: Backend) throws {
        let store = try backend.open().makeStore()
        try store.add(Sample.account(1), recording: Sample.entry(.signedUp, number: 1))
        #expect(throws: AccountError.emailTaken) {
            try store.add(
                Sample.account(2, email: "user1@example.org"), recording: Sample.entry(.signedUp, number: 2))
        }
        #expect(throws: AccountError.wrongCredentials) {
            try store.open(
                LogIn(
                    session: Sample.session("s", account: 1), provenBy: PasswordHash(phcString: "an older hash"),
                    from: .unknown, mostSessions: 50, recording: Sample.entry(.loggedIn, number: 3)))
        }
        #expect(throws: TokenError.invalid) {
            try store.complete(Sample.completion(of: Sample.reset("r", account: 1, mail: 1), password: "x", mail: 2))
        }
        let session = try #require(SessionID(bytes: Array(repeating: 1, count: 12)))
        #expect(try !store.end(session, of: id(1), recording: Sample.entry(.sessionEnded, number: 4)))
        let token = APITokenID(Sample.objectID(9))
        #expect(try !store.remove(token, of: id(1), recording: Sample.entry(.tokenEnded, number: 5)))
        #expect(throws: NoSuchThing()) {
            try store.recording(Sample.entry(.accountDisabled, number: 6)) {
                try store.change(id(9), to: AccountChange(isDisabled: true), by: nil, at: Sample.now)
            }
        }
        #expect(throws: NoSuchThing()) {
            try store.recording(Sample.entry(.sessionsEnded, number: 7)) { try store.endSessions(of: id(9), by: nil) }
        }
        #expect(try kinds(store) == ["1 signup"])
    }
}
