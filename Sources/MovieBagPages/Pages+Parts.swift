import MovieBag

/// Tests: PageRouteTests.swift
extension Pages {
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
}
