import Cryptography
import Mail
import MovieBag
import MovieBagAPI
import MovieBagPages
import MovieBagSQLite
import Web

/// What all threads of one process share, put together as the executable does it, but with a clock and a key of the
/// test's own and the cheapest passwords there are.
struct Composition: Sendable {
    static let signingKey = Array("thirty-two bytes of signing key!".utf8)

    let database: Database
    let clock: TestClock
    let tokens: TokenIssuer
    /// What was reported of accounts.
    let events = ReportedEvents()
    private let site: PublicURL
    private let pageSize: Int
    private let allowsLocalMail: Bool
    private let takesWeakTags: Bool
    private let limits: Limits
    private let hasher: PasswordHasher
    private let decoys: DecoyHashes
    private let identifiers: ObjectIDGenerator
    private let templates: PageTemplates
    private let unnamedProxy: UnnamedProxy
    private let channel = OutboxChannel()

    /// - Parameter process: stands for the process number: two compositions over one file have two of them.
    init(_ arrangement: Arrangement, databasePath: String, clock: TestClock, process: UInt64 = 1) throws {
        database = try Database(path: databasePath) { _ in }
        self.clock = clock
        tokens = try TokenIssuer(
            secret: SecretBytes(Self.signingKey), lifetimes: TokenLifetimes(access: 604_800, reset: 86_400))
        site = try PublicURL(parsing: arrangement.publicURL)
        pageSize = arrangement.pageSize
        allowsLocalMail = arrangement.allowsLocalMail
        takesWeakTags = arrangement.takesWeakTags
        limits = arrangement.limits
        let (logN, r, p) = arrangement.scrypt
        guard let parameters = ScryptParameters(logN: logN, r: r, p: p) else { throw NoSuchParameters() }
        decoys = try DecoyHashes(parameters: parameters, secret: SecretBytes(Self.signingKey))
        hasher = PasswordHasher(parameters: parameters, decoys: decoys)
        unnamedProxy = UnnamedProxy(clock: clock.wallClock)
        identifiers = ObjectIDGenerator(clock: clock.wallClock, processBytes: process)
        templates = try PageTemplates(source: Repository.template)
    }

    /// Counts the parameters of the stored passwords, as the service does at start and now and then.
    func takeCensus() throws {
        let census = PasswordCensus(
            makeStore: { [database] in database.makeStore(blockingRegion: UnannouncedBlockingRegion()) }, decoys: decoys
        ) { _ in }
        try census.count()
    }

    /// Makes what tells clients apart, for the thread of `store`.
    func makeClients(_ store: any AccountStore) -> ClientRecognition {
        ClientRecognition(unnamedProxy: unnamedProxy, store: store)
    }

    /// Makes what one thread needs to answer requests.
    func makeService(
        blockingRegion: any BlockingRegion = UnannouncedBlockingRegion(),
        budget: any ResponseBudget = UnlimitedResponses()
    ) -> Service {
        let store = database.makeStore(blockingRegion: blockingRegion)
        let hasher = hasher.announcing(to: blockingRegion)
        let clients = makeClients(store)
        let accounts = Accounts(
            store: store, hasher: hasher, identifiers: identifiers, tokens: tokens,
            sessions: SessionLifetimes(pageIdle: 2_592_000, page: 15_552_000), limits: limits, clock: clock.wallClock,
            report: events.note)
        let resets = PasswordResets(
            accounts: store, store: store, hasher: hasher, identifiers: identifiers, tokens: tokens,
            clock: clock.wallClock, channel: channel, limits: limits, report: events.note)
        let movies = Movies(store: store, identifiers: identifiers, clock: clock.wallClock, limits: limits)
        let pages = Pages(templates: templates, resets: resets, clients: clients, site: site)
        var router = Router(mountedAt: site.path) { [site] error, request in
            let (row, detail) = PublishedError.row(for: error)
            guard request.target.path.starts(with: "\(site.path)/reset/".utf8) else {
                return row.response(detail: detail)
            }
            return pages.response(to: error, status: row.status, fields: row.fields)
        }
        Routes(
            accounts: accounts, resets: resets, movies: movies, clients: clients, site: site, pageSize: pageSize,
            allowsLocalMail: allowsLocalMail, takesWeakTags: takesWeakTags, budget: budget
        ).add(to: &router)
        pages.add(to: &router)
        return Service(store: store, router: router)
    }

    private struct NoSuchParameters: Error {}
}
