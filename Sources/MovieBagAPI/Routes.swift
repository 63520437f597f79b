import MovieBag
import Web

/// The whole API on one screen.
///
/// Tests: GeneralOrderTests.swift
package struct Routes {
    let accounts: AccountHandlers
    let resets: ResetHandlers
    let movies: MovieHandlers
    let bearer: BearerAuthentication

    package init(
        accounts: Accounts, resets: PasswordResets, movies: Movies, clients: ClientRecognition, site: PublicURL,
        pageSize: Int, allowsLocalMail: Bool, takesWeakTags: Bool, budget: any ResponseBudget
    ) {
        self.accounts = AccountHandlers(accounts: accounts, clients: clients, allowsLocalMail: allowsLocalMail)
        self.resets = ResetHandlers(resets: resets, clients: clients)
        self.movies = MovieHandlers(
            movies: movies, site: site, pageSize: pageSize, takesWeakTags: takesWeakTags, budget: budget)
        bearer = BearerAuthentication(accounts: accounts)
    }

    /// The largest body that a route about accounts takes: two passwords of 1,024 bytes, each byte escaped, need 12 KiB.
    package static let accountBodyBytes = 16 << 10

    package func add(to router: inout Router) {
        router.on(.get, "/api/movies/{id}", movies.show)
        router.on(.get, "/api/movies", movies.list)
        router.on(.post, "/api/movies", bearer.required(movies.add))
        router.on(.put, "/api/movies/{id}", bearer.required(movies.change))
        router.on(.delete, "/api/movies/{id}", bearer.required(movies.remove))
        router.on(.post, "/api/auth/signup", bodyLimit: Self.accountBodyBytes, accounts.signUp)
        router.on(.post, "/api/auth/login", bodyLimit: Self.accountBodyBytes, accounts.logIn)
        router.on(.post, "/api/auth/forgot", bodyLimit: Self.accountBodyBytes, resets.forgot)
        router.on(.post, "/api/auth/reset", bodyLimit: Self.accountBodyBytes, resets.reset)
        router.on(.get, "/api/health", movies.health)
    }
}
