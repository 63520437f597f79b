import MovieBag
import Web

/// The whole API on one screen.
///
/// Tests: RoutesTests.swift, GeneralOrderTests.swift
package struct Routes {
    let accounts: AccountHandlers
    let signUps: SignUpHandlers
    let resets: ResetHandlers
    let sessions: SessionHandlers
    let apiTokens: APITokenHandlers
    let ownAccount: OwnAccountHandlers
    let departures: DepartureHandlers
    let exports: ExportHandlers
    let addressChanges: AddressChangeHandlers
    let administration: AdministrationHandlers
    let invitations: InvitationHandlers
    let audit: AuditHandlers
    let additions: AdditionHandlers
    let marks: MarkHandlers
    let movies: MovieHandlers
    let removedMovies: RemovedMovieHandlers
    let wellKnown: WellKnownHandlers
    let documents: DocumentHandlers
    let bearer: BearerAuthentication
    private let readers: Readers

    package init(
        accounts: Accounts, signUps: SignUps, pendingSignUps: PendingSignUps, own: OwnAccount,
        addressChanges: AddressChanges,
        departures: Departures, sessions: Sessions, apiTokens: APITokens, authentication: Authentication,
        administration: Administration, access: AccountAccess, invitations: Invitations, resets: PasswordResets,
        audit: Audit,
        movies: Movies, removedMovies: RemovedMovies, readers: Readers, keyedAdditions: KeyedAdditions, marks: Marks,
        clients: ClientRecognition,
        site: PublicURL,
        contacts: [String],
        documents: APIDocuments,
        pageSize: Int,
        allowsLocalMail: Bool, takesWeakTags: Bool, clock: WallClock, budget: any ResponseBudget
    ) {
        bearer = BearerAuthentication(authentication: authentication)
        self.readers = readers
        self.accounts = AccountHandlers(accounts: accounts, clients: clients)
        self.signUps = SignUpHandlers(
            signUps: signUps, pendingSignUps: pendingSignUps, clients: clients, allowsLocalMail: allowsLocalMail)
        self.resets = ResetHandlers(resets: resets, clients: clients)
        self.movies = MovieHandlers(
            movies: movies, clients: clients, sender: bearer.account, site: site, pageSize: pageSize,
            takesWeakTags: takesWeakTags, budget: budget)
        self.removedMovies = RemovedMovieHandlers(movies: removedMovies, clients: clients, site: site, budget: budget)
        additions = AdditionHandlers(movies: movies, keyed: keyedAdditions, site: site, budget: budget)
        self.marks = MarkHandlers(marks: marks, site: site, budget: budget)
        self.sessions = SessionHandlers(sessions: sessions, clients: clients, site: site)
        self.apiTokens = APITokenHandlers(tokens: apiTokens, account: own, clients: clients, site: site)
        ownAccount = OwnAccountHandlers(account: own, clients: clients)
        exports = ExportHandlers(export: AccountExportJSON(account: own, budget: budget), site: site)
        self.departures = DepartureHandlers(departures: departures, clients: clients)
        self.addressChanges = AddressChangeHandlers(
            changes: addressChanges, clients: clients, allowsLocalMail: allowsLocalMail)
        self.administration = AdministrationHandlers(
            administration: administration, access: access, clients: clients, site: site)
        self.invitations = InvitationHandlers(
            invitations: invitations, allowsLocalMail: allowsLocalMail, clients: clients, site: site)
        self.audit = AuditHandlers(audit: audit, authentication: authentication, site: site)
        wellKnown = WellKnownHandlers(site: site, contacts: contacts, clock: clock)
        self.documents = DocumentHandlers(documents: documents)
    }

    /// Every route with the handler that it leads to.
    private static let rows: [Row] = [
        // Before the movies with an id, none of which has this one.
        .account(.get, "/api/movies/removed", .listRemovedMovies) { $0.removedMovies.list },
        .reader(.get, "/api/movies/{id}", .showMovie) { $0.movies.show },
        .reader(.get, "/api/movies", .listMovies) { $0.movies.list },
        .account(.post, "/api/movies", .addMovie, movieBody, [.moviesPerAccount, .bytesPerDay]) { $0.additions.add },
        .account(.put, "/api/movies/{id}", .changeMovie, movieBody, [.bytesPerDay]) { $0.movies.change },
        .account(.patch, "/api/movies/{id}", .patchMovie, movieBody, [.bytesPerDay]) { $0.movies.patch },
        .account(.delete, "/api/movies/{id}", .removeMovie) { $0.movies.remove },
        .account(.post, "/api/movies/{id}/restore", .restoreMovie, .none, [.moviesPerAccount, .bytesPerDay]) {
            $0.removedMovies.restore
        },
        .account(.get, "/api/movies/{id}/mine", .showMark) { $0.marks.showOwn },
        .account(.put, "/api/movies/{id}/mine", .putMark, markBody, [.bytesPerDay]) { $0.marks.putOwn },
        .account(.delete, "/api/movies/{id}/mine", .removeMark) { $0.marks.removeOwn },
        .account(.get, "/api/movies/{id}/marks", .listMarks) { $0.marks.list },
        .reader(.get, "/api/genres", .listGenres) { $0.movies.genres },
        .reader(.get, "/api/casts", .listCasts) { $0.movies.casts },
        .account(.get, "/api/people/{id}", .showPerson) { $0.movies.showOwner },
        .open(.post, "/api/auth/signup", .signUp, accountBody, [.linksPerClient, .linksPerHour]) { $0.signUps.signUp },
        .open(.post, "/api/auth/verify", .verify, accountBody) { $0.signUps.verify },
        .open(.post, "/api/auth/verify/resend", .resendVerification, accountBody, [.linksPerClient, .linksPerHour]) {
            $0.signUps.resend
        },
        .open(.post, "/api/auth/login", .logIn, accountBody, guessLimits) { $0.accounts.logIn },
        .open(.post, "/api/auth/forgot", .forgotPassword, accountBody, [.linksPerClient, .linksPerHour]) {
            $0.resets.forgot
        },
        .open(.post, "/api/auth/reset", .resetPassword, accountBody) { $0.resets.reset },
        .session(.post, "/api/auth/logout", .logOut) { $0.sessions.logOut },
        .session(.post, "/api/auth/logout-all", .logOutEverywhere, accountBody) { $0.sessions.logOutEverywhere },
        .session(.get, "/api/auth/sessions", .listSessions) { $0.sessions.list },
        .session(.delete, "/api/auth/sessions/{id}", .endSession) { $0.sessions.end },
        .session(.get, "/api/auth/tokens", .listTokens) { $0.apiTokens.list },
        .session(.post, "/api/auth/tokens", .makeToken, accountBody, guessLimits) { $0.apiTokens.make },
        .session(.delete, "/api/auth/tokens/{id}", .endToken) { $0.apiTokens.end },
        .session(.get, "/api/auth/me", .showAccount) { $0.ownAccount.show },
        .session(.patch, "/api/auth/me", .changeAccount, accountBody) { $0.ownAccount.change },
        .session(.get, "/api/auth/export", .export) { $0.exports.export },
        .session(.post, "/api/auth/password", .changePassword, accountBody, guessLimits + [.noticesPerAddress]) {
            $0.ownAccount.changePassword
        },
        .session(.post, "/api/auth/email", .changeEmail, accountBody, guessLimits + [.linksPerClient, .linksPerHour]) {
            $0.addressChanges.request
        },
        .open(.post, "/api/auth/email/confirm", .confirmEmail, accountBody) { $0.addressChanges.confirm },
        .open(.post, "/api/auth/email/undo", .undoEmail, accountBody) { $0.addressChanges.undo },
        .session(.post, "/api/auth/delete", .deleteAccount, accountBody, guessLimits + [.noticesPerAddress]) {
            $0.departures.leave
        },
        .administrator(.get, "/api/accounts", .listAccounts) { $0.administration.list },
        .administrator(.get, "/api/accounts/{id}", .showAccountOfOther) { $0.administration.show },
        .administrator(.patch, "/api/accounts/{id}", .changeAccountOfOther, accountBody) { $0.administration.change },
        .administrator(.post, "/api/accounts/{id}/reset", .mailReset) { $0.administration.mailReset },
        .administrator(.post, "/api/accounts/{id}/end-sessions", .endSessionsOfOther) { $0.administration.endSessions },
        .administrator(.get, "/api/invitations", .listInvitations) { $0.invitations.list },
        .administrator(.post, "/api/invitations", .invite, accountBody) { $0.invitations.make },
        .administrator(.delete, "/api/invitations/{id}", .withdrawInvitation) { $0.invitations.withdraw },
        .session(.get, "/api/audit", .listRecords) { $0.audit.list },
        .open(.get, "/api/health", .checkHealth) { $0.movies.health },
        .open(.get, "/api", .showPage) { $0.documents.showPage },
        .open(.get, "/api/openapi.json", .showOpenAPI) { $0.documents.showOpenAPI },
        .open(.get, "/.well-known/change-password", .leadToPasswordChange) { $0.wellKnown.changePassword },
        .open(.get, "/.well-known/security.txt", .showSecurityText) { $0.wellKnown.securityText },
        .open(.get, "/.well-known/api-catalog", .showCatalog) { $0.wellKnown.catalog },
    ]

    /// Of every route that takes a password which is checked.
    private static let guessLimits = [
        RouteLimit.guessesPerAccountAndClient, .guessesPerAccount, .guessesPerClient,
    ]
    /// Two passwords of 1,024 bytes, each byte escaped, need 12 KiB.
    private static let accountBody = RouteDescription.Body.json(atMost: 16 << 10)
    /// A note of 2,000 characters, each written as two escapes, needs 24 KiB.
    private static let markBody = RouteDescription.Body.json(atMost: 32 << 10)
    /// As large as the server takes.
    private static let movieBody = RouteDescription.Body.json(atMost: .max)

    /// Every route, in the order in which paths are compared with them, of a site that anyone may read.
    package static let descriptions = described.map(\.description)

    /// Every route with what it does, of a site that anyone may read.
    package static let described = described(for: .anyone)

    /// Every route with what it does.
    package static func described(for readers: Readers) -> [DescribedRoute] { rows.map { $0.route(for: readers) } }

    /// Adds every route. The access token is checked here, for all of those that need one: after path, method and size of
    /// the body, before anything else.
    package func add(to router: inout Router) {
        for row in Self.rows {
            let route = row.route(for: readers).description
            switch (row.handler, readers) {
            case (.open(let handler), _), (.reader(let handler), .anyone): router.add(route, handler(self))
            case (.reader(let handler), .accounts):
                router.add(route, bearer.requiredOfReaders(for: route, handler(self)))
            case (.bearer(let handler), _): router.add(route, bearer.required(for: route, handler(self)))
            }
        }
    }
}
