import Cryptography
import MovieBag
import MovieBagPages
import MovieBagSQLite
import MovieBagSite
import TestFiles

/// What all threads of one process share: the composition of the program over a database, with a clock and a key of the
/// test's own and the cheapest passwords there are.
struct TestComposition: Sendable {
    static let signingKey = Array("thirty-two bytes of signing key!".utf8)

    /// A database that was just made: making it takes longer than most tests.
    static let emptyDatabase = Result {
        try PreparedFile { path in try Database(path: path) { _ in }.close() }
    }
    /// The templates of pages, read once.
    private static let pages = Result { try PageTemplates(source: Repository.template) }

    let database: Database
    /// What was reported of accounts.
    let events = ReportedEvents()
    /// What was reported of errors.
    let errors = ReportedErrors()
    let site: SiteComposition

    /// - Parameter process: stands for the process number: two compositions over one file have two of them.
    init(_ arrangement: Arrangement, databasePath: String, clock: TestClock, process: UInt64 = 1) throws {
        database = try Database(path: databasePath) { _ in }
        let (logN, r, p) = arrangement.scrypt
        guard let scrypt = ScryptParameters(logN: logN, r: r, p: p) else { throw NoSuchParameters() }
        var settings = SiteSettings(
            address: try PublicURL(parsing: arrangement.publicURL),
            templates: try Self.pages.get(), keys: try arrangement.keys ?? KeyRing(.nameless),
            lifetimes: TokenLifetimes(access: 604_800, reset: 86_400),
            sessions: SessionLifetimes(pageIdle: 2_592_000, page: 15_552_000), scrypt: scrypt,
            passwords: arrangement.passwords, limits: arrangement.limits, pageSize: arrangement.pageSize,
            proxies: nil, allowsLocalMail: arrangement.allowsLocalMail, takesWeakTags: arrangement.takesWeakTags)
        settings.signUp = arrangement.signUp
        settings.pages = arrangement.pages
        settings.readers = arrangement.readers
        settings.allowedOrigins = arrangement.allowedOrigins
        settings.securityContacts = arrangement.securityContacts
        settings.longestDelay = arrangement.longestDelay
        site = try SiteComposition(
            settings, clock: clock.wallClock, processBytes: process, report: events.note, errorLog: errors)
    }

    var tokens: TokenIssuer { site.tokens }
    var keys: TokenKeys { site.keys }

    /// Counts the parameters of the stored passwords, as the service does at start and now and then.
    func takeCensus() throws {
        let census = PasswordCensus(
            makeStore: { [database] in database.makeStore(blockingRegion: UnannouncedBlockingRegion()) },
            decoys: site.decoys
        ) { _ in }
        try census.count()
    }

    /// Makes what tells clients apart, for the thread of `store`.
    func makeClients(_ store: any AccountStore) -> ClientRecognition {
        site.makeClients(store)
    }

    /// Makes what one thread needs to answer requests.
    func makeService(
        blockingRegion: any BlockingRegion = UnannouncedBlockingRegion(),
        budget: any ResponseBudget = UnlimitedResponses()
    ) -> Service {
        let store = database.makeStore(blockingRegion: blockingRegion)
        let router = site.makeRouter(
            store: store, clients: makeClients(store), blockingRegion: blockingRegion, budget: budget)
        return Service(store: store, router: router)
    }

    private struct NoSuchParameters: Error {}
}

extension TokenKey {
    /// The key of a file with nothing but a key.
    static var nameless: TokenKey {
        get throws {
            try TokenKey(
                id: nil, bytes: SecretBytes(TestComposition.signingKey), created: UnixTime(seconds: 0))
        }
    }
}
