import Glibc
import MovieBag
import Testing

/// The sessions of one account over a store, by their names; times are seconds after `Sample.now`.
struct Sessions {
    static let day: Int64 = 24 * 3600

    let store: any Store
    var account = 1
    /// How many the account may have.
    var most = 3
    var lifetimes = SessionLifetimes(pageIdle: 30 * day, page: 180 * day)

    /// The sessions of the first account, which is there.
    static func over(_ store: any Store) -> Self { Self(store: store) }

    private init(store: any Store) {
        self.store = store
    }

    /// Makes the first account as well.
    init(in store: any Store) throws {
        self.init(store: store)
        try store.add(Sample.account(account))
    }

    /// The sessions of another account, which is made.
    func ofAccount(_ number: Int) throws -> Self {
        var others = self
        others.account = number
        try store.add(Sample.account(number))
        return others
    }

    private var id: AccountID { AccountID(Sample.objectID(account)) }

    func logIn(_ name: String, at seconds: Int64, password: String? = nil) throws {
        try store.open(
            LogIn(
                session: Sample.session(name, account: account, opened: seconds, expires: seconds + 7 * Self.day),
                provenBy: PasswordHash(phcString: password ?? "hash \(account)"), from: .unknown, mostSessions: most,
                recording: Sample.entry(.loggedIn)))
    }

    /// Logs in through a page.
    func logInByPage(_ name: String, at seconds: Int64) throws {
        let now = Sample.now + .seconds(seconds)
        let session = Session(
            fingerprint: TokenFingerprint(tokenID: name), account: id, kind: .page, opened: now,
            expires: lifetimes.pageExpiry(opened: now, used: now))
        try store.open(session, provenBy: PasswordHash(phcString: "hash \(account)"))
    }

    @discardableResult
    func use(_ name: String, at seconds: Int64, as kind: SessionKind = .api) throws -> Bool {
        try store.use(
            TokenFingerprint(tokenID: name), of: id, as: kind, at: Sample.now + .seconds(seconds), lifetimes)
    }

    /// The session as it is in the store.
    func kept(_ name: String, at seconds: Int64 = 0) throws -> KeptSession? {
        try store.session(TokenFingerprint(tokenID: name), of: id, at: Sample.now + .seconds(seconds))
    }

    /// Those of these that are there.
    func there(_ names: [String]) throws -> [String] { try names.filter { try kept($0) != nil } }

    /// When the session was used last, as far as it is written.
    func used(_ name: String) throws -> Int64? {
        try kept(name).map { $0.used.seconds - Sample.now.seconds }
    }

    /// Waits until a use is written without anything that would take it along.
    func waitUntilUsed(_ name: String, _ seconds: Int64, sourceLocation: SourceLocation = #_sourceLocation) throws {
        let deadline = ContinuousClock.now + .seconds(20)
        while try used(name) != seconds, .now < deadline { usleep(1000) }
        #expect(try used(name) == seconds, sourceLocation: sourceLocation)
    }
}
