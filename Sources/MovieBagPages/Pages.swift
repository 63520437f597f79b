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

    /// Every route, in the order in which paths are compared with them.
    package static let descriptions = rows.map(\.description)

    package func add(to router: inout Router) {
        for row in frame.settings.mode == .all ? Self.rows : Self.linkRows + Self.fileRows {
            router.add(row.description, visits.prepared(for: row.description, row.handler(self)))
        }
        // The site itself without its slash; at the root of a host there is no such address.
        if frame.settings.mode == .all, !frame.site.path.isEmpty {
            let route = Self.page(.get, "")
            router.add(route, visits.prepared(for: route, collection.leadToSlash))
        }
    }
}
