import Mail
import MovieBag
import Testing

@Suite struct AdministrationStoreTests {
    static let now = Sample.now

    static func id(_ number: Int) -> AccountID { AccountID(Sample.objectID(number)) }

    static func change(role: Role? = nil, isDisabled: Bool? = nil) throws -> AccountChange {
        try AccountChange(role: role, isDisabled: isDisabled)
    }

    /// Accounts 1 to 4, of which the first `administrators` are administrators.
    static func storage(_ backend: Backend, administrators: Int) throws -> any TestedStorage {
        let storage = try backend.open()
        let store = storage.makeStore()
        for number in 1...4 { try store.add(Sample.account(number)) }
        for number in 1...4 where number <= administrators {
            try store.change(id(number), to: change(role: .administrator), by: nil, at: now)
        }
        return storage
    }

    @Test func aChangeChangesSomething() {
        #expect(throws: InvalidValue.self) { try AccountChange() }
    }

    @Test(arguments: Backend.allCases) func accountsAreListedInTheOrderOfTheirIDs(backend: Backend) throws {
        let store = try Self.storage(backend, administrators: 1).makeStore()
        let first = try store.profiles(after: nil, limit: 3)
        #expect(first.map(\.account) == [1, 2, 3].map(Self.id))
        #expect(first.map(\.role) == [.administrator, .member, .member])
        #expect(try store.profiles(after: Self.id(3), limit: 3).map(\.account) == [Self.id(4)])
        let found = try store.profile(withEmail: #require(EmailAddress("USER2@Example.org")))
        #expect(found?.account == Self.id(2) && found?.isDisabled == false)
        #expect(try store.profile(withEmail: #require(EmailAddress("user9@example.org"))) == nil)
    }

    @Test(arguments: Backend.allCases) func whatIsNotNamedStays(backend: Backend) throws {
        let store = try Self.storage(backend, administrators: 2).makeStore()
        try store.change(Self.id(2), to: Self.change(isDisabled: true), by: Self.id(1), at: Self.now)
        var profile = try #require(try store.profile(of: Self.id(2)))
        #expect(profile.role == .administrator && profile.isDisabled)
        try store.change(Self.id(2), to: Self.change(role: .member), by: Self.id(1), at: Self.now)
        profile = try #require(try store.profile(of: Self.id(2)))
        #expect(profile.role == .member && profile.isDisabled)
        try store.change(Self.id(2), to: Self.change(isDisabled: false), by: Self.id(1), at: Self.now)
        #expect(try store.profile(of: Self.id(2))?.isDisabled == false)
        #expect(throws: NoSuchThing()) {
            try store.change(Self.id(9), to: Self.change(isDisabled: true), by: Self.id(1), at: Self.now)
        }
    }

    @Test(arguments: Backend.allCases) func theLastAdministratorStaysOne(backend: Backend) throws {
        let store = try Self.storage(backend, administrators: 2).makeStore()
        #expect(try !store.isLastAdministrator(Self.id(1)) && !store.isLastAdministrator(Self.id(3)))
        func tryAll(_ number: Int) throws {
            for change in [
                try Self.change(role: .member), try Self.change(isDisabled: true),
                try Self.change(role: .member, isDisabled: false),
                try Self.change(role: .administrator, isDisabled: true),
            ] {
                for administrator in [nil, Self.id(number)] {
                    #expect(throws: AccountError.lastAdministrator) {
                        try store.change(Self.id(number), to: change, by: administrator, at: Self.now)
                    }
                }
            }
            let profile = try store.profile(of: Self.id(number))
            #expect(profile?.role == .administrator && profile?.isDisabled == false)
        }
        // One that is disabled does not count.
        try store.change(Self.id(2), to: Self.change(isDisabled: true), by: nil, at: Self.now)
        #expect(try store.isLastAdministrator(Self.id(1)) && !store.isLastAdministrator(Self.id(2)))
        try tryAll(1)
        // A disabled one may be demoted, as the site has another.
        try store.change(Self.id(2), to: Self.change(role: .member), by: nil, at: Self.now)
        try store.change(
            Self.id(2), to: Self.change(role: .administrator, isDisabled: false), by: nil, at: Self.now)
        try store.change(Self.id(1), to: Self.change(role: .member), by: nil, at: Self.now)
        try tryAll(2)
    }

    @Test(arguments: Backend.allCases) func onlyTheOperatorMakesAnAdministratorOfAnAddressThatWasNotProved(
        backend: Backend
    ) throws {
        let store = try Self.storage(backend, administrators: 1).makeStore()
        for change in [try Self.change(role: .administrator), try Self.change(role: .administrator, isDisabled: true)] {
            #expect(throws: AccountError.unprovedAdministrator) {
                try store.change(Self.id(2), to: change, by: Self.id(1), at: Self.now)
            }
        }
        let refused = try #require(try store.profile(of: Self.id(2)))
        #expect(refused.role == .member && !refused.isDisabled)
        #expect(throws: NoSuchThing()) {
            try store.change(Self.id(9), to: Self.change(role: .administrator), by: Self.id(1), at: Self.now)
        }
        try store.change(Self.id(2), to: Self.change(role: .administrator), by: nil, at: Self.now)
        #expect(try store.profile(of: Self.id(2))?.role == .administrator)
        let proved = Account(
            id: Self.id(5), email: try #require(EmailAddress("user5@example.org")),
            password: try Sample.account(5).password, isVerified: true)
        try store.add(proved)
        try store.change(proved.id, to: Self.change(role: .administrator), by: Self.id(1), at: Self.now)
        #expect(try store.profile(of: proved.id)?.role == .administrator)
    }

    @Test(arguments: Backend.allCases) func onlyAnAdministratorOfThatMomentChangesAnything(backend: Backend) throws {
        let store = try Self.storage(backend, administrators: 3).makeStore()
        try store.change(Self.id(3), to: Self.change(isDisabled: true), by: nil, at: Self.now)
        let link = AdministeredLink(claims: Sample.reset("x", account: 1, mail: 9).claims, mail: nil)
        for other in [3, 4, 9].map(Self.id) {
            #expect(throws: AuthorityError.administratorsOnly) {
                try store.change(Self.id(1), to: Self.change(role: .member), by: other, at: Self.now)
            }
            #expect(throws: AuthorityError.administratorsOnly) { try store.endSessions(of: Self.id(1), by: other) }
            #expect(throws: AuthorityError.administratorsOnly) { try store.begin(link, by: other) }
        }
        #expect(try store.profile(of: Self.id(1))?.role == .administrator)
    }

    /// Gives an account a session, an API token, two links and their mails.
    private static func letIn(_ number: Int, _ store: any Store) throws {
        let account = try Sample.account(number)
        try store.open(Sample.session("s\(number)", account: number), provenBy: account.password)
        try store.add(token(number), TokenFingerprint(tokenID: "t\(number)"))
        for link in ["a", "b"] {
            try store.begin(
                Sample.reset("\(link)\(number)", account: number, mail: 10 * number + (link == "a" ? 0 : 1)))
        }
    }

    private static func token(_ number: Int) -> APIToken {
        APIToken(
            id: APITokenID(Sample.objectID(number)), account: id(number), name: DisplayName(stored: "x"),
            scope: .read, opened: now, used: now, expires: now + .seconds(1000))
    }

    /// What of it is still good: session, API token, links, mails.
    private static func access(_ number: Int, _ store: any Store) throws -> [Bool] {
        let mails = try Set(store.mails.map(\.id))
        return [
            try store.hasSession(TokenFingerprint(tokenID: "s\(number)"), of: id(number), at: now),
            try store.apiToken(TokenFingerprint(tokenID: "t\(number)"), at: now) != nil,
            try ["a", "b"].contains {
                try store.isPending(TokenFingerprint(tokenID: "\($0)\(number)"), of: id(number), at: now)
            },
            (0...1).contains { mails.contains(OutboxMailID(Sample.objectID(10 * number + $0))) },
        ]
    }

    @Test(arguments: Backend.allCases) func disablingEndsAllThatLetsItsUserIn(backend: Backend) throws {
        let store = try Self.storage(backend, administrators: 1).makeStore()
        for number in [2, 3] { try Self.letIn(number, store) }
        #expect(try Self.access(2, store) == [true, true, true, true])
        _ = try store.change(Self.id(2), to: Self.change(isDisabled: true), by: Self.id(1), at: Self.now)
        #expect(try Self.access(2, store) == [false, false, false, false])
        #expect(try Self.access(3, store) == [true, true, true, true])
        // Nothing new is made of what was under way.
        let account = try Sample.account(2)
        #expect(throws: AccountError.wrongCredentials) {
            try store.open(Sample.session("u", account: 2), provenBy: account.password)
        }
        #expect(throws: TokenError.invalid) { try store.add(Self.token(2), TokenFingerprint(tokenID: "t")) }
        try store.begin(Sample.reset("c", account: 2, mail: 20))
        #expect(try Self.access(2, store) == [false, false, false, false])
        #expect(throws: TokenError.invalid) {
            try store.complete(Sample.completion(of: Sample.reset("a2", account: 2, mail: 20), password: "p", mail: 30))
        }
        #expect(throws: AccountError.disabled) {
            try store.begin(
                AdministeredLink(claims: Sample.reset("d", account: 2, mail: 20).claims, mail: nil), by: Self.id(1))
        }
        #expect(try store.password(ofEmail: account.email)?.isDisabled == true)
        // Enabled again, the old password is good, and nothing else comes back.
        _ = try store.change(Self.id(2), to: Self.change(isDisabled: false), by: Self.id(1), at: Self.now)
        #expect(try Self.access(2, store) == [false, false, false, false])
        try store.open(Sample.session("s2", account: 2), provenBy: account.password)
    }

    /// A link that was kept before the account was disabled by a hand that forgot it.
    @Test(arguments: Backend.allCases) func aLinkOfADisabledAccountSetsNoPassword(backend: Backend) throws {
        let storage = try Self.storage(backend, administrators: 1)
        let store = storage.makeStore()
        let reset = Sample.reset("r", account: 2, mail: 20)
        try store.begin(reset)
        try storage.disable(Self.id(2))
        #expect(throws: TokenError.invalid) {
            try store.complete(Sample.completion(of: reset, password: "new", mail: 30))
        }
        #expect(try store.password(of: Self.id(2)) == Sample.account(2).password)
    }

    @Test(arguments: Backend.allCases) func endingSessionsLeavesTheAccountAndItsLinks(backend: Backend) throws {
        let store = try Self.storage(backend, administrators: 1).makeStore()
        for number in [2, 3] { try Self.letIn(number, store) }
        try store.endSessions(of: Self.id(2), by: Self.id(1))
        #expect(try Self.access(2, store) == [false, false, true, true])
        #expect(try Self.access(3, store) == [true, true, true, true])
        #expect(throws: NoSuchThing()) { try store.endSessions(of: Self.id(9), by: Self.id(1)) }
    }

    @Test(arguments: Backend.allCases) func thoseOfEveryoneEndInParts(backend: Backend) throws {
        let store = try Self.storage(backend, administrators: 1).makeStore()
        for number in 1...4 { try Self.letIn(number, store) }
        #expect(try store.endSessionsOfEveryone(limit: 3) == (6, true))
        let administration = Administration(
            store: store, clock: WallClock { Self.now },
            audit: Audit(
                store: store,
                maker: AuditEntryMaker(
                    identifiers: ObjectIDGenerator(clock: WallClock { Self.now }, processBytes: 7),
                    clock: WallClock { Self.now }),
                hidesAccounts: false, report: { _ in }))
        #expect(try administration.endSessionsOfEveryone() == 2)
        for number in 1...4 { #expect(try Self.access(number, store) == [false, false, false, false]) }
        #expect(try administration.endSessionsOfEveryone() == 0)
    }

    @Test(arguments: Backend.allCases) func aLinkOfAnAdministratorTakesThePlaceOfTheOthers(backend: Backend) throws {
        let store = try Self.storage(backend, administrators: 1).makeStore()
        try Self.letIn(2, store)
        let link = Sample.reset("n", account: 2, mail: 30)
        try store.begin(AdministeredLink(claims: link.claims, mail: link.mail), by: Self.id(1))
        #expect(try Self.access(2, store) == [true, true, false, false])
        #expect(try store.isPending(link.claims.fingerprint, of: Self.id(2), at: Self.now))
        #expect(try store.mails.map(\.id) == [link.mail.id])
        // One that is shown is mailed to no one.
        let shown = Sample.reset("o", account: 2, mail: 31)
        try store.begin(AdministeredLink(claims: shown.claims, mail: nil), by: nil)
        #expect(try store.mails.isEmpty)
        #expect(try store.isPending(shown.claims.fingerprint, of: Self.id(2), at: Self.now))
        let other = AdministeredLink(claims: Sample.reset("p", account: 9, mail: 32).claims, mail: nil)
        #expect(throws: NoSuchThing.self) { try store.begin(other, by: nil) }
    }
}

extension OutboxAdministration {
    /// All mails, the oldest first.
    fileprivate var mails: [OutboxMailStatus] {
        get throws {
            var mails: [OutboxMailStatus] = []
            try forEachMail { mails.append($0) }
            return mails
        }
    }
}
