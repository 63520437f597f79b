import MovieBag
import Web

/// The pages of the site: made of the same calls as the API, for people.
///
/// Tests: PageRouteTests.swift
package struct Pages {
    let visits: PageVisits
    let frame: PageFrame
    let links: LinkPages
    let logIn: LogInPages
    let signUp: SignUpPages
    let files: FilePages
    let collection: CollectionPages
    let movies: MoviePages
    let marks: MarkPages
    let additions: MovieAdditionPages
    let edits: MovieEditPages
    let removals: MovieRemovalPages
    let removed: RemovedMoviePages
    let feed: FeedPages
    let account: AccountPages
    let administration: AdministrationPages

    /// What pages are made of: the domain's calls, and what tells visitors apart. Of one thread, as its store.
    package struct Parts {
        package var templates: PageTemplates
        package var settings: PageSettings
        package var site: PublicURL
        package var readers: Readers
        package var signUpPolicy: SignUpPolicy
        package var minimumPassword: Int
        package var allowsLocalMail: Bool
        /// How long a browser keeps the cookie of a session, in seconds.
        package var sessionLifetime: Int64
        package var codes: FormCodes
        package var clock: WallClock
        package var clients: ClientRecognition
        package var authentication: Authentication
        package var accounts: Accounts
        package var own: OwnAccount
        package var sessions: Sessions
        package var signUps: SignUps
        package var pendingSignUps: PendingSignUps
        package var resets: PasswordResets
        package var addressChanges: AddressChanges
        package var hasAccounts: () throws -> Bool
        package var reports: PageReports
        package var movies: Movies
        package var marks: Marks
        package var keyedAdditions: KeyedAdditions
        package var removedMovies: RemovedMovies
        package var account: AccountParts
        package var administration: AdministrationParts

        package init(
            templates: PageTemplates, settings: PageSettings, site: PublicURL, readers: Readers,
            signUpPolicy: SignUpPolicy, minimumPassword: Int, allowsLocalMail: Bool, sessionLifetime: Int64,
            codes: FormCodes, clock: WallClock, clients: ClientRecognition, authentication: Authentication,
            accounts: Accounts, own: OwnAccount, sessions: Sessions, signUps: SignUps, pendingSignUps: PendingSignUps,
            resets: PasswordResets, addressChanges: AddressChanges, hasAccounts: @escaping () throws -> Bool,
            reports: PageReports,
            movies: Movies, marks: Marks, keyedAdditions: KeyedAdditions,
            removedMovies: RemovedMovies,
            account: AccountParts, administration: AdministrationParts
        ) {
            self.templates = templates
            self.settings = settings
            self.site = site
            self.readers = readers
            self.signUpPolicy = signUpPolicy
            self.minimumPassword = minimumPassword
            self.allowsLocalMail = allowsLocalMail
            self.sessionLifetime = sessionLifetime
            self.codes = codes
            self.clock = clock
            self.clients = clients
            self.authentication = authentication
            self.accounts = accounts
            self.own = own
            self.sessions = sessions
            self.signUps = signUps
            self.pendingSignUps = pendingSignUps
            self.resets = resets
            self.addressChanges = addressChanges
            self.hasAccounts = hasAccounts
            self.reports = reports
            self.movies = movies
            self.marks = marks
            self.keyedAdditions = keyedAdditions
            self.removedMovies = removedMovies
            self.account = account
            self.administration = administration
        }
    }

    package init(_ parts: Parts) {
        let frame = PageFrame(
            templates: parts.templates, site: parts.site, settings: parts.settings, readers: parts.readers,
            signUp: parts.signUpPolicy, minimumPassword: parts.minimumPassword, clock: parts.clock)
        let cookie = PageSessionCookie(parts.site, lifetime: parts.sessionLifetime)
        let isEmpty = { try !parts.signUpPolicy.hidesAccounts && !parts.hasAccounts() }
        let logIn = LogInPages(
            frame: frame, cookie: cookie, codes: parts.codes, accounts: parts.accounts, sessions: parts.sessions,
            pendingSignUps: parts.pendingSignUps, clients: parts.clients, isEmpty: isEmpty)
        visits = PageVisits(
            frame: frame, cookie: cookie, check: CrossSiteCheck(parts.site, codes: parts.codes), codes: parts.codes,
            authentication: parts.authentication, account: parts.own, clients: parts.clients, reports: parts.reports,
            logInFirst: logIn.showFirst)
        links = LinkPages(
            frame: frame, resets: parts.resets, pendingSignUps: parts.pendingSignUps,
            addressChanges: parts.addressChanges, signUps: parts.signUps, clients: parts.clients,
            allowsLocalMail: parts.allowsLocalMail)
        signUp = SignUpPages(
            frame: frame, signUps: parts.signUps, resets: parts.resets, clients: parts.clients,
            allowsLocalMail: parts.allowsLocalMail)
        files = FilePages(frame: frame)
        collection = CollectionPages(frame: frame, movies: parts.movies, marks: parts.marks, isEmpty: isEmpty)
        let movies = MoviePages(frame: frame, movies: parts.movies, marks: parts.marks)
        let known = KnownLabels(movies: parts.movies)
        marks = MarkPages(frame: frame, pages: movies, marks: parts.marks)
        additions = MovieAdditionPages(frame: frame, movies: parts.movies, keyed: parts.keyedAdditions, known: known)
        edits = MovieEditPages(frame: frame, movies: parts.movies, known: known, clients: parts.clients)
        removals = MovieRemovalPages(frame: frame, movies: parts.movies, clients: parts.clients)
        removed = RemovedMoviePages(
            frame: frame, movies: parts.movies, removed: parts.removedMovies, clients: parts.clients)
        feed = FeedPages(frame: frame, movies: parts.movies)
        self.movies = movies
        account = AccountPages(
            frame: frame, cookie: cookie, own: parts.own, sessions: parts.sessions,
            addressChanges: parts.addressChanges, clients: parts.clients, allowsLocalMail: parts.allowsLocalMail,
            parts: parts.account)
        administration = AdministrationPages(
            frame: frame, clients: parts.clients, allowsLocalMail: parts.allowsLocalMail, parts: parts.administration)
        self.logIn = logIn
        self.frame = frame
    }

    /// Takes a handler out of the pages of a thread.
    typealias RowHandler = @Sendable (Pages) -> PageVisits.Handler
    typealias Row = (description: RouteDescription, handler: RowHandler)

    /// Every route with its handler. Those without a parameter stand before those with one.
    private static let rows: [Row] = linkRows + siteRows + movieRows + accountRows + administrationRows

    /// Those that mails lead to. A token has dots, so it is none of the other names.
    private static let linkRows: [Row] = [
        (page(.get, "/reset/done"), { $0.links.showChanged }),
        (page(.get, "/reset/{token}"), { $0.links.showForm }),
        (page(.post, "/reset/{token}", body: form), { $0.links.setPassword }),
        (page(.get, "/verify/done"), { $0.links.showVerified }),
        (page(.get, "/verify/{token}"), { $0.links.showVerification }),
        (page(.post, "/verify/{token}", body: form), { $0.links.verify }),
        (page(.get, "/email/done"), { $0.links.showNewAddress }),
        (page(.get, "/email/restored"), { $0.links.showRestoredAddress }),
        (page(.get, "/email/{token}"), { $0.links.showAddressChange }),
        (page(.post, "/email/{token}", body: form), { $0.links.changeAddress }),
        (page(.get, "/invitation/done"), { $0.links.showNewAccount }),
        (page(.get, "/invitation/mailed"), { $0.links.showMailed }),
        (page(.get, "/invitation/{token}"), { $0.links.showInvitation }),
        (page(.post, "/invitation/{token}", body: form), { $0.links.signUp }),
        (page(.get, "/style-{hash}.css"), { $0.files.style }),
        (page(.get, "/site-{hash}.js"), { $0.files.script }),
        (page(.get, "/favicon.svg"), { $0.files.icon }),
        (page(.get, "/manifest.webmanifest"), { $0.files.manifest }),
    ]

    private static let siteRows: [Row] = [
        (page(.get, "/login"), { $0.logIn.show }),
        (page(.post, "/login", body: longForm), { $0.logIn.logIn }),
        (page(.post, "/login/resend", body: form), { $0.logIn.resend }),
        (page(.get, "/logout"), { $0.logIn.showLogOut }),
        (page(.post, "/logout", body: form), { $0.logIn.logOut }),
        (page(.get, "/signup"), { $0.signUp.showSignUp }),
        (page(.post, "/signup", body: form), { $0.signUp.signUp }),
        (page(.get, "/signup/mailed"), { $0.signUp.showMailed }),
        (page(.get, "/forgot"), { $0.signUp.showForgot }),
        (page(.post, "/forgot", body: form), { $0.signUp.forgot }),
        (page(.get, "/forgot/mailed"), { $0.signUp.showForgotMailed }),
        (page(.get, "/robots.txt"), { $0.files.robots }),
    ]

    private static let movieRows: [Row] = [
        (page(.get, "/"), { $0.collection.show }),
        (page(.get, "/feed.atom"), { $0.feed.show }),
        (page(.get, "/movies/new", by: .session), { $0.additions.show }),
        (page(.post, "/movies/new", by: .session, body: longForm), { $0.additions.add }),
        (page(.get, "/movies/{id}/edit", by: .session), { $0.edits.show }),
        (page(.post, "/movies/{id}/edit", by: .session, body: longForm), { $0.edits.change }),
        (page(.get, "/movies/{id}/remove", by: .session), { $0.removals.show }),
        (page(.post, "/movies/{id}/remove", by: .session, body: form), { $0.removals.remove }),
        (page(.post, "/movies/{id}/restore", by: .session, body: form), { $0.removed.restore }),
        (page(.get, "/removed", by: .session), { $0.removed.show }),
        (page(.post, "/movies/{id}/mark", by: .session, body: form), { $0.marks.save }),
        (page(.post, "/movies/{id}/mark/remove", by: .session, body: form), { $0.marks.remove }),
        (page(.get, "/movies/{id}"), { $0.movies.show }),
    ]

    static func page(
        _ method: Method, _ path: String, by caller: RouteDescription.Caller = .anyone,
        body: RouteDescription.Body = .none
    ) -> RouteDescription {
        RouteDescription(method, path, by: caller, body: body, isPage: true)
    }

    /// Two passwords of 1,024 bytes, each byte escaped, need 6 KiB.
    static let form = RouteDescription.Body.form(atMost: 16 << 10)
    /// A movie of 64 KiB, each byte escaped.
    private static let longForm = RouteDescription.Body.form(atMost: 256 << 10)

    /// Every route, in the order in which paths are compared with them.
    package static let descriptions = rows.map(\.description)

    package func add(to router: inout Router) {
        for row in frame.settings.mode == .all ? Self.rows : Self.linkRows {
            router.add(row.description, visits.prepared(for: row.description, row.handler(self)))
        }
        // The site itself without its slash; at the root of a host there is no such address.
        if frame.settings.mode == .all, !frame.site.path.isEmpty {
            let route = Self.page(.get, "")
            router.add(route, visits.prepared(for: route, collection.leadToSlash))
        }
    }
}
