import Cryptography
import MovieBag
import MovieBagAPI
import MovieBagPages
import Web

/// Tests: MovieBagAPITests/Errors/ErrorResponderTests.swift
extension SiteComposition {
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
                    outbox: OutboxCare(store: store, clock: clock, channel: channel, audit: audit), audit: audit)))
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
