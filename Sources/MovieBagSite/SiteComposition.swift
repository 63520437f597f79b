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
    /// What tokens are signed with, to be replaced where they change.
    package let keys: TokenKeys
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
    private let report: AuditReport
    private let guessMaker: GuessMaker
    private let entryMaker: AuditEntryMaker
    private let idempotencyCodes: IdempotencyCodes
    private let formCodes: FormCodes
    private let errorLog: any ErrorLog
    private let documents: APIDocuments

    /// - Parameters:
    ///   - processBytes: the 5 low bytes tell identifiers of this process from those of others.
    ///   - report: told of what was recorded.
    ///   - errorLog: told of errors that are the service's, and of limits that were reached.
    /// - Throws: `CryptographyError`.
    package init(
        _ settings: SiteSettings, clock: WallClock, processBytes: UInt64, report: @escaping AuditReport,
        errorLog: any ErrorLog
    ) throws {
        self.settings = settings
        self.clock = clock
        self.report = report
        self.errorLog = errorLog
        documents = APIDocuments(
            routes: Routes.described(for: settings.readers), site: settings.address, pageSize: settings.pageSize)
        keys = try TokenKeys(settings.keys, clock: clock)
        tokens = TokenIssuer(keys: keys, lifetimes: settings.lifetimes)
        decoys = try DecoyHashes(parameters: settings.scrypt, keys: keys)
        hasher = PasswordHasher(
            parameters: settings.scrypt, decoys: decoys, crypt: CryptLibrary(report: errorLog.reportUnchecked))
        policy = PasswordPolicy(settings.passwords, site: settings.address, report: errorLog.reportUnsearchable)
        unnamedProxy = UnnamedProxy(clock: clock)
        identifiers = ObjectIDGenerator(clock: clock, processBytes: processBytes)
        guessMaker = try GuessMaker(limits: settings.limits, keys: keys)
        entryMaker = try AuditEntryMaker(identifiers: identifiers, keys: keys, clock: clock)
        idempotencyCodes = try IdempotencyCodes(keys: keys)
        formCodes = try FormCodes(keys: keys)
    }

    /// Every route of the API and of the pages.
    package static let routes = Routes.descriptions + Pages.descriptions

    /// Makes what tells clients apart, for the thread of `store`.
    package func makeClients(_ store: any AccountStore) -> ClientRecognition {
        settings.proxies.map { ClientRecognition(proxies: $0) }
            ?? ClientRecognition(unnamedProxy: unnamedProxy, store: store)
    }

    /// Makes what gives ways into accounts, for the thread of `store`.
    ///
    /// - Parameter hasher: one that announces what it computes, on a thread that serves others too.
    package func makeAccountAccess(
        _ store: any AccountStore & AdministrationStore & AuditStore, hasher: PasswordHasher? = nil
    ) -> AccountAccess {
        AccountAccess(
            store: store, hasher: hasher ?? self.hasher, identifiers: identifiers, tokens: tokens, clock: clock,
            channel: channel, audit: makeAudit(store))
    }

    /// Makes what removes accounts, for the thread of `store`.
    package func makeDepartures(
        _ store: any AuditStore & DepartureStore & GuessStore & OwnAccountStore
    ) -> Departures {
        Departures(
            store: store,
            proof: PasswordProof(store: store, hasher: hasher, guesses: makeGuesses(store), audit: makeAudit(store)),
            identifiers: identifiers, clock: clock, channel: channel, audit: makeAudit(store))
    }

    /// Makes what gives leave to sign up, for the thread of `store`.
    package func makeInvitations(_ store: any AuditStore & InvitationStore) -> Invitations {
        Invitations(
            store: store, identifiers: identifiers, tokens: tokens, clock: clock, channel: channel,
            audit: makeAudit(store))
    }

    /// Makes what finds and changes accounts, for the thread of `store`.
    package func makeAdministration(
        _ store: any AdministrationStore & AuditStore & OwnAccountStore
    ) -> Administration {
        Administration(store: store, clock: clock, audit: makeAudit(store))
    }

    /// Makes what records, for the thread of `store`.
    private func makeAudit(_ store: any AuditStore) -> Audit {
        Audit(store: store, maker: entryMaker, hidesAccounts: settings.hidesAccounts, report: report)
    }

    private func makeGuesses(_ store: any AuditStore & GuessStore) -> Guesses {
        Guesses(store: store, maker: guessMaker, audit: makeAudit(store), clock: clock)
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
        let audit = makeAudit(store)
        let guesses = makeGuesses(store)
        let accounts = Accounts(
            store: store, hasher: hasher, identifiers: identifiers, tokens: tokens,
            sessions: settings.sessions, requiresProof: settings.signUp.requiresProof, limits: settings.limits,
            clock: clock, guesses: guesses,
            audit: audit)
        let delay = RandomDelay(
            upTo: settings.hidesAccounts ? settings.longestDelay : nil, announcedTo: blockingRegion)
        let pendingSignUps = PendingSignUps(
            store: store, hasher: hasher, passwords: policy, identifiers: identifiers, tokens: tokens,
            policy: settings.signUp,
            limits: settings.limits, clock: clock, channel: channel, audit: audit, delay: delay)
        let invitations = makeInvitations(store)
        let signUps = SignUps(
            store: store, invitations: invitations, pendingSignUps: pendingSignUps, hasher: hasher, passwords: policy,
            identifiers: identifiers,
            tokens: tokens, policy: settings.signUp,
            clock: clock, audit: audit)
        let proof = PasswordProof(store: store, hasher: hasher, guesses: guesses, audit: audit)
        let addressChanges = AddressChanges(
            store: store, proof: proof, identifiers: identifiers, tokens: tokens, clock: clock, channel: channel,
            limits: settings.limits, audit: audit)
        let departures = Departures(
            store: store, proof: proof, identifiers: identifiers, clock: clock, channel: channel, audit: audit)
        let own = OwnAccount(
            store: store, proof: proof, hasher: hasher, policy: policy, identifiers: identifiers, clock: clock,
            channel: channel, audit: audit)
        let sessions = Sessions(store: store, audit: audit, clock: clock)
        let authentication = Authentication(
            store: store, tokens: tokens, sessions: settings.sessions, clock: clock)
        let resets = PasswordResets(
            store: store, hasher: hasher, policy: policy, identifiers: identifiers, tokens: tokens, clock: clock,
            channel: channel, limits: settings.limits, hidesAccounts: settings.hidesAccounts, audit: audit,
            delay: delay)
        let movies = Movies(store: store, identifiers: identifiers, clock: clock, limits: settings.limits, audit: audit)

        let keyedAdditions = KeyedAdditions(
            store: store, codes: idempotencyCodes, identifiers: identifiers, clock: clock, limits: settings.limits)
        let marks = Marks(store: store, clock: clock, limits: settings.limits)
        let removedMovies = RemovedMovies(store: store, clock: clock, limits: settings.limits, audit: audit)
        let administration = makeAdministration(store)
        let access = makeAccountAccess(store, hasher: hasher)
        let apiTokens = APITokens(
            store: store, audit: audit, identifiers: identifiers, clock: clock, limits: settings.limits)
        let export = AccountExportJSON(account: own, budget: budget)

        let pages = Pages(
            Pages.Parts(
                templates: settings.templates, settings: settings.pages, site: settings.address,
                readers: settings.readers, signUpPolicy: settings.signUp, minimumPassword: policy.minimum,
                allowsLocalMail: settings.allowsLocalMail, sessionLifetime: settings.sessions.longestOfPage,
                codes: formCodes, clock: clock, clients: clients, authentication: authentication, accounts: accounts,
                own: own, sessions: sessions, signUps: signUps, pendingSignUps: pendingSignUps, resets: resets,
                addressChanges: addressChanges, hasAccounts: store.hasAccounts,
                reports: PageReports(
                    limit: { [errorLog] limit, request in ErrorResponder.note(limit, request, clients, audit, errorLog)
                    },
                    refusal: {
                        audit.refuseAccess(
                            of: $0, from: clients.sender(of: $1), as: PublishedError.administratorsOnly.name)
                    }),
                movies: movies,
                marks: marks, keyedAdditions: keyedAdditions, removedMovies: removedMovies,
                account: AccountParts(
                    tokens: apiTokens, departures: departures, administration: administration,
                    export: { try export.part(of: $0, after: $1, next: $2).json }),
                administration: AdministrationParts(
                    administration: administration, access: access, invitations: invitations,
                    outbox: OutboxCare(store: store, clock: clock, channel: channel), audit: audit)))
        let errors = ErrorResponder(pages: pages, site: settings.address, clients: clients, log: errorLog, audit: audit)
        var router = Router(
            mountedAt: settings.address.path,
            crossOrigin: settings.allowedOrigins.isEmpty ? nil : CrossOriginPolicy(origins: settings.allowedOrigins),
            errorResponse: errors.response)
        Routes(
            accounts: accounts, signUps: signUps, pendingSignUps: pendingSignUps, own: own,
            addressChanges: addressChanges,
            departures: departures,
            sessions: sessions,
            apiTokens: apiTokens,
            authentication: authentication,
            administration: administration,
            access: access, invitations: invitations, resets: resets, audit: audit,
            movies: movies, removedMovies: removedMovies, readers: settings.readers, keyedAdditions: keyedAdditions,
            marks: marks,
            clients: clients, site: settings.address, contacts: settings.securityContacts, documents: documents,
            pageSize: settings.pageSize,
            allowsLocalMail: settings.allowsLocalMail, takesWeakTags: settings.takesWeakTags, clock: clock,
            budget: budget
        ).add(to: &router)
        pages.add(to: &router)
        return router
    }
}
