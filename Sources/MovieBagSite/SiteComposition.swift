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
    let settings: SiteSettings
    let hasher: PasswordHasher
    let policy: PasswordPolicy
    let identifiers: ObjectIDGenerator
    private let unnamedProxy: UnnamedProxy
    let clock: WallClock
    private let report: AuditReport
    private let guessMaker: GuessMaker
    private let entryMaker: AuditEntryMaker
    let idempotencyCodes: IdempotencyCodes
    let formCodes: FormCodes
    let errorLog: any ErrorLog
    let documents: APIDocuments

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
    func makeAudit(_ store: any AuditStore) -> Audit {
        Audit(store: store, maker: entryMaker, hidesAccounts: settings.hidesAccounts, report: report)
    }

    func makeGuesses(_ store: any AuditStore & GuessStore) -> Guesses {
        Guesses(store: store, maker: guessMaker, audit: makeAudit(store), clock: clock)
    }
}
