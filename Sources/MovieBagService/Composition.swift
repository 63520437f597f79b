import Cryptography
import FastCGI
import Mail
import Logging
import MovieBag
import MovieBagAPI
import MovieBagConfiguration
import MovieBagPages
import MovieBagSQLite
import Processes
import ServiceLog
import Web

/// The composition root: the one place that names concrete stores, mailers and files. Shared by all threads.
///
/// Tests: WholeStoryTests.swift
package struct Composition: Sendable {
    private let settings: Settings
    private let log: Log
    private let database: Database
    private let hasher: PasswordHasher
    private let decoys: DecoyHashes
    private let tokens: TokenIssuer
    private let identifiers: ObjectIDGenerator
    private let unnamedProxy: UnnamedProxy
    private let channel = OutboxChannel()
    private let clock = WallClock.system

    /// - Parameter policy: what is done about a database of an older schema.
    /// - Throws: ``StartupError``.
    package init(_ settings: Settings, log: Log, policy: UpgradePolicy = .standard) throws {
        self.settings = settings
        self.log = log
        database = try StartupError.explain("MOVIE_BAG_DATABASE \(settings.database)") {
            try Database(
                path: settings.database, policy: policy, announce: { log.logger.notice("\($0)") },
                report: { log.trouble(.warning, $0) })
        }
        let tokens = try TokenIssuer(secret: settings.secret.bytes, lifetimes: settings.lifetimes)
        self.tokens = tokens
        decoys = try DecoyHashes(parameters: settings.scrypt, secret: settings.secret.bytes)
        hasher = PasswordHasher(parameters: settings.scrypt, decoys: decoys)
        unnamedProxy = UnnamedProxy(clock: clock)
        identifiers = ObjectIDGenerator(
            clock: clock, processBytes: Random.bytes(8).reduce(0) { $0 << 8 | UInt64($1) })
    }

    /// Makes what delivers mails.
    ///
    /// - Parameter report: told of what becomes of each.
    package func makeMailDispatcher(report: @escaping @Sendable (OutboxEvent) -> Void) -> MailDispatcher {
        MailDispatcher(
            makeStore: { [database] in database.makeStore(blockingRegion: UnannouncedBlockingRegion()) },
            writer: MailComposer(
                texts: settings.templates.mails, sender: settings.sender, site: settings.site, tokens: tokens),
            transport: Sendmail(path: settings.sendmail), clock: clock, channel: channel, report: report)
    }

    /// Makes what takes expired tokens away.
    func makeSweeper() -> ExpirySweeper {
        ExpirySweeper(
            makeStore: { [database] in database.makeStore(blockingRegion: UnannouncedBlockingRegion()) }, clock: clock
        ) { [log] in log.trouble(.error, "expired tokens: \($0)") }
    }

    /// Makes what counts the costs of the stored passwords, for log-ins with unknown addresses.
    func makeCensus() -> PasswordCensus {
        PasswordCensus(
            makeStore: { [database] in database.makeStore(blockingRegion: UnannouncedBlockingRegion()) }, decoys: decoys
        ) { [log] in log.trouble(.error, "census of passwords: \($0)") }
    }

    /// Makes what counts the movies of a database from before they were counted.
    func makeCounting() -> MovieCounting {
        MovieCounting(makeStore: { [database] in database.makeStore(blockingRegion: UnannouncedBlockingRegion()) }) {
            [log] in
            log.trouble(.error, "counting movies: \($0)")
        }
    }

    /// Makes what one thread needs to answer requests.
    ///
    /// - Parameter budget: where the memory of its large responses comes from.
    func makeHandler(
        on thread: AnnouncedBlockingRegion.Thread, budget: any ResponseBudget = UnlimitedResponses()
    ) -> any RequestHandler {
        let blockingRegion = AnnouncedBlockingRegion(on: thread)
        let store = database.makeStore(blockingRegion: blockingRegion)
        let hasher = hasher.announcing(to: blockingRegion)
        let report: AccountReport = { [log] event, client in log.report(event, from: client) }
        let clients =
            settings.proxies.map { ClientRecognition(proxies: $0) }
            ?? ClientRecognition(unnamedProxy: unnamedProxy, store: store)
        let accounts = Accounts(
            store: store, hasher: hasher, identifiers: identifiers, tokens: tokens, sessions: settings.sessions,
            limits: settings.limits, clock: clock, report: report)
        let resets = PasswordResets(
            accounts: store, store: store, hasher: hasher, identifiers: identifiers, tokens: tokens, clock: clock,
            channel: channel, limits: settings.limits, report: report)
        let movies = Movies(store: store, identifiers: identifiers, clock: clock, limits: settings.limits)

        let pages = Pages(templates: settings.templates.pages, resets: resets, clients: clients, site: settings.site)
        let errors = ErrorResponder(pages: pages, site: settings.site, clients: clients, log: log)
        var router = Router(mountedAt: settings.site.path, errorResponse: errors.response)
        Routes(
            accounts: accounts, resets: resets, movies: movies, clients: clients, site: settings.site,
            pageSize: settings.pageSize, allowsLocalMail: settings.allowsLocalMail,
            takesWeakTags: settings.takesWeakTags, budget: budget
        ).add(to: &router)
        pages.add(to: &router)
        return RequestAdapter(router: router, blockingRegion: blockingRegion, clients: clients, log: RequestLog(log))
    }

    /// Commits what is queued and closes the database.
    package func close() {
        database.close()
    }
}
