import Cryptography
import Memory
import MovieBag
import MovieBagAPI
import MovieBagPages
import Web

/// Everything behind the router, with its real routes and pages, over a storage in memory.
struct FuzzedSite {
    /// A good access token and a good reset token.
    let (access, reset): (String, String)
    let store = OneMovieStore()
    private let router: Router

    init() throws {
        let site = try PublicURL(parsing: "https://movies.example.org")
        let clock = WallClock { UnixTime(seconds: 1_800_000_000) }
        let secret = SecretBytes(Array("not a secret: the key of fuzzing".utf8))
        let tokens = try TokenIssuer(
            secret: secret,
            lifetimes: TokenLifetimes(access: 600, reset: 60))
        let identifiers = ObjectIDGenerator(clock: clock, processBytes: 1)
        let account = AccountID(identifiers.next())
        func token(_ purpose: TokenPurpose) throws -> String {
            String(
                decoding: try tokens.sign(tokens.newClaims(purpose, for: account, at: clock.now)).bytes, as: UTF8.self)
        }
        (access, reset) = (try token(.access), try token(.reset))

        let cheapest = try require(ScryptParameters(logN: 1, r: 1, p: 1), "the cheapest hash there is")
        let hasher = PasswordHasher(
            parameters: cheapest, decoys: try DecoyHashes(parameters: cheapest, secret: secret))
        let accounts = Accounts(
            store: store, hasher: hasher, identifiers: identifiers, tokens: tokens,
            sessions: SessionLifetimes(pageIdle: 60, page: 600), limits: Limits(), clock: clock, report: { _, _ in })
        let resets = PasswordResets(
            accounts: store, store: store, hasher: hasher, identifiers: identifiers, tokens: tokens, clock: clock,
            channel: OutboxChannel(), limits: .none, report: { _, _ in })
        let clients = ClientRecognition(proxies: try TrustedProxies(parsing: "unix 10.0.0.0/8"))
        let pages = Pages(
            templates: try PageTemplates(source: SiteFiles.template), resets: resets, clients: clients, site: site)
        var router = Router(mountedAt: site.path) { error, request in
            let (row, detail) = PublishedError.row(for: error)
            guard request.target.path.starts(with: "/reset/".utf8) else { return row.response(detail: detail) }
            return pages.response(to: error, status: row.status, fields: row.fields)
        }
        Routes(
            accounts: accounts, resets: resets,
            movies: Movies(store: store, identifiers: identifiers, clock: clock, limits: .none),
            clients: clients, site: site, pageSize: 1000, allowsLocalMail: false, takesWeakTags: false,
            budget: UnlimitedResponses()
        ).add(to: &router)
        pages.add(to: &router)
        self.router = router
    }

    /// The response to a request, which is never a fault of ours.
    func response(_ request: Request) throws -> Response {
        let response = router.respond(to: request)
        try require(response.status != 500 && response.status != 503, "no request makes the program fail")
        return response
    }

    /// The response to a request with these variables; names and values are text of our own or bytes from outside.
    func response(_ variables: [(name: StaticString, value: [UInt8])], body: [UInt8] = []) throws -> Response {
        var builder = RequestBuilder()
        for (name, value) in variables {
            builder.take(
                name: UnsafeBufferPointer(start: name.utf8Start, count: name.utf8CodeUnitCount).span, value: value.span)
        }
        return try response(builder.request(body: .complete(body)))
    }
}
