import Cryptography
import MovieBag
import MovieBagAPI
import MovieBagPages
import Web

/// Everything behind the router, put together: the program, the API tests and the fuzzers use it, each with its own store,
/// clock and rules. Shared by all threads of a process.
///
/// Tests: MovieBagAPITests/Errors/ErrorResponderTests.swift
package struct SiteComposition: Sendable {
    /// Signs and checks tokens.
    package let tokens: TokenIssuer
    /// What passwords for unknown addresses are checked against; a ``PasswordCensus`` keeps it up to date.
    package let decoys: DecoyHashes
    /// Tells the mail dispatcher of new mails.
    package let channel = OutboxChannel()
    private let settings: SiteSettings
    private let hasher: PasswordHasher
    private let policy: PasswordPolicy
    private let identifiers: ObjectIDGenerator
    private let unnamedProxy: UnnamedProxy
    private let clock: WallClock
    private let report: AccountReport
    private let errorLog: any ErrorLog

    /// - Parameters:
    ///   - processBytes: the 5 low bytes tell identifiers of this process from those of others.
    ///   - report: told of what happens to accounts.
    ///   - errorLog: told of errors that are the service's, and of limits that were reached.
    /// - Throws: `CryptographyError`.
    package init(
        _ settings: SiteSettings, clock: WallClock, processBytes: UInt64, report: @escaping AccountReport,
        errorLog: any ErrorLog
    ) throws {
        self.settings = settings
        self.clock = clock
        self.report = report
        self.errorLog = errorLog
        tokens = try TokenIssuer(secret: settings.secret, lifetimes: settings.lifetimes)
        decoys = try DecoyHashes(parameters: settings.scrypt, secret: settings.secret)
        hasher = PasswordHasher(
            parameters: settings.scrypt, decoys: decoys, crypt: CryptLibrary(report: errorLog.reportUnchecked))
        policy = PasswordPolicy(settings.passwords, site: settings.address, report: errorLog.reportUnsearchable)
        unnamedProxy = UnnamedProxy(clock: clock)
        identifiers = ObjectIDGenerator(clock: clock, processBytes: processBytes)
    }

    /// Every route of the API and of the pages.
    package static let routes = Routes.descriptions + Pages.descriptions

    /// Makes what tells clients apart, for the thread of `store`.
    package func makeClients(_ store: any AccountStore) -> ClientRecognition {
        settings.proxies.map { ClientRecognition(proxies: $0) }
            ?? ClientRecognition(unnamedProxy: unnamedProxy, store: store)
    }

    /// Makes what one thread needs to respond to requests: with every route, and a response for every error.
    ///
    /// - Parameters:
    ///   - store: the thread's.
    ///   - clients: those of ``makeClients(_:)`` for the same thread.
    ///   - blockingRegion: told before a password hash; `store` has it too.
    ///   - budget: where the memory of large responses comes from.
    package func makeRouter(
        store: some SiteStore, clients: ClientRecognition,
        blockingRegion: any BlockingRegion, budget: any ResponseBudget
    ) -> Router {
        let hasher = hasher.announcing(to: blockingRegion)
        let accounts = Accounts(
            store: store, hasher: hasher, tokens: tokens, requiresProof: settings.signUp.requiresProof,
            limits: settings.limits, clock: clock, report: report)
        let claims = Claims(
            store: store, hasher: hasher, identifiers: identifiers, tokens: tokens, policy: settings.signUp,
            passwords: policy, limits: settings.limits, clock: clock, channel: channel)
        let signUps = SignUps(
            store: store,
            invitations: Invitations(
                store: store, identifiers: identifiers, tokens: tokens, clock: clock, channel: channel),
            claims: claims, hasher: hasher, identifiers: identifiers, tokens: tokens, policy: settings.signUp,
            passwords: policy, clock: clock)
        let proof = PasswordProof(store: store, hasher: hasher, report: report)
        let addressChanges = AddressChanges(
            store: store, proof: proof, identifiers: identifiers, tokens: tokens, clock: clock, channel: channel,
            limits: settings.limits, report: report)
        let departures = Departures(
            store: store, proof: proof, identifiers: identifiers, clock: clock, channel: channel, report: report)
        let own = OwnAccount(
            store: store, proof: proof, hasher: hasher, policy: policy, identifiers: identifiers, clock: clock,
            channel: channel, report: report)
        let sessions = Sessions(store: store, lifetimes: settings.sessions, clock: clock)
        let authentication = Authentication(
            store: store, tokens: tokens, sessions: settings.sessions, clock: clock)
        let resets = PasswordResets(
            store: store, hasher: hasher, policy: policy, identifiers: identifiers, tokens: tokens, clock: clock,
            channel: channel, limits: settings.limits, hidesAccounts: settings.hidesAccounts, report: report)
        let movies = Movies(store: store, identifiers: identifiers, clock: clock, limits: settings.limits)

        let pages = Pages(
            templates: settings.pages, resets: resets, claims: claims, addressChanges: addressChanges,
            signUps: signUps, clients: clients, site: settings.address, allowsLocalMail: settings.allowsLocalMail,
            minimumPassword: policy.minimum)
        let errors = ErrorResponder(pages: pages, site: settings.address, clients: clients, log: errorLog)
        var router = Router(mountedAt: settings.address.path, errorResponse: errors.response)
        Routes(
            accounts: accounts, signUps: signUps, claims: claims, own: own, addressChanges: addressChanges,
            departures: departures, sessions: sessions,
            apiTokens: APITokens(store: store, identifiers: identifiers, clock: clock), authentication: authentication,
            resets: resets, movies: movies, clients: clients, site: settings.address,
            pageSize: settings.pageSize, allowsLocalMail: settings.allowsLocalMail,
            takesWeakTags: settings.takesWeakTags, budget: budget
        ).add(to: &router)
        pages.add(to: &router)
        return router
    }
}
