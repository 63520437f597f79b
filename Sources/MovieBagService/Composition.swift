import Cryptography
import FastCGI
import Logging
import Mail
import MovieBag
import MovieBagConfiguration
import MovieBagSite
import MovieBagStorage
import Processes
import ServiceLog

/// The composition root: the one place that names the mailer and the clock and opens the storage, and gives them to
/// ``SiteComposition``. Shared by all threads.
///
/// Tests: WholeStoryTests.swift
package struct Composition: Sendable {
    private let settings: Settings
    private let log: Log
    private let storage: any Storage
    private let site: SiteComposition
    private let clock = WallClock.system

    /// - Parameter policy: what is done about a database of an older schema.
    /// - Throws: ``StartupError``.
    package init(_ settings: Settings, log: Log, policy: UpgradePolicy = .standard) throws {
        self.settings = settings
        self.log = log
        storage = try StartupError.explain("MOVIE_BAG_DATABASE \(settings.database)") {
            try settings.database.maintenance.open(
                policy: policy, announce: { log.logger.notice("\($0)") }, report: { log.trouble(.warning, $0) })
        }
        site = try SiteComposition(
            SiteSettings(settings), clock: clock,
            processBytes: Random.bytes(8).reduce(0) { $0 << 8 | UInt64($1) },
            report: { log.report($0) }, errorLog: log)
    }

    /// Makes what delivers mails.
    ///
    /// - Parameter report: told of what becomes of each.
    package func makeMailDispatcher(report: @escaping @Sendable (OutboxEvent) -> Void) -> MailDispatcher {
        MailDispatcher(
            makeStore: makeBackgroundStore,
            writer: MailComposer(
                texts: settings.templates.mails, sender: settings.sender, site: settings.site, tokens: site.tokens),
            transport: Sendmail(path: settings.sendmail), clock: clock, channel: site.channel, report: report)
    }

    /// Makes what gives ways into accounts, for a command of the operator.
    package func makeAccountAccess() -> AccountAccess {
        site.makeAccountAccess(makeBackgroundStore())
    }

    /// Makes what removes accounts, for a command of the operator.
    package func makeDepartures() -> Departures {
        site.makeDepartures(makeBackgroundStore())
    }

    /// Makes what gives leave to sign up, for a command of the operator.
    package func makeInvitations() -> Invitations {
        site.makeInvitations(makeBackgroundStore())
    }

    /// Makes what finds and changes accounts, for a command of the operator.
    package func makeAdministration() -> Administration {
        site.makeAdministration(makeBackgroundStore())
    }

    /// Makes what takes away expired tokens, empty buckets of guesses, and old records.
    func makeSweeper() -> ExpirySweeper {
        ExpirySweeper(
            makeStore: { [makeBackgroundStore] in makeBackgroundStore() }, clock: clock,
            recordsKeptFor: settings.recordsKeptFor
        ) { [log] in
            log.trouble(.error, "expired tokens: \($0)")
        }
    }

    /// Makes what counts the costs of the stored passwords, for log-ins with unknown addresses.
    func makeCensus() -> PasswordCensus {
        PasswordCensus(makeStore: makeBackgroundStore, decoys: site.decoys) { [log] in
            log.trouble(
                .error, "costs of stored passwords could not be counted, which is tried again in 5 minutes: \($0)")
        }
    }

    /// Makes what brings the movies from before an upgrade up to date.
    func makeBackfill() -> MovieBackfill {
        MovieBackfill(makeStore: makeBackgroundStore, report: { [log] in log.report($0) })
    }

    /// Makes what looks at the file of keys; `nil` where the keys are in no file that could change.
    func makeKeyWatch() -> KeyWatch? {
        settings.secret.file.map { path in
            KeyWatch(path, keys: site.keys) { [log, clock] in log.report($0, of: path, at: clock.now) }
        }
    }

    /// Makes the stores of a thread that no request waits for.
    private var makeBackgroundStore: @Sendable () -> any Store {
        { [storage] in storage.makeStore(blockingRegion: UnannouncedBlockingRegion()) }
    }

    /// Makes what one thread needs to respond to requests.
    ///
    /// - Parameters:
    ///   - hasWebServerParent: whether a web server has started this process.
    ///   - budget: where the memory of its large responses comes from.
    func makeHandler(
        on thread: AnnouncedBlockingRegion.Thread, hasWebServerParent: Bool,
        budget: any ResponseBudget = UnlimitedResponses()
    ) -> any RequestHandler {
        let blockingRegion = AnnouncedBlockingRegion(on: thread)
        let store = storage.makeStore(blockingRegion: blockingRegion)
        let clients = site.makeClients(store)
        let router = site.makeRouter(store: store, clients: clients, blockingRegion: blockingRegion, budget: budget)
        return RequestAdapter(
            router: router, blockingRegion: blockingRegion, clients: clients, log: RequestLog(log),
            hasWebServerParent: hasWebServerParent)
    }

    /// Commits what is queued and closes the storage.
    package func close() {
        storage.close()
    }
}
