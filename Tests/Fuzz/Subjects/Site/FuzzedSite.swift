import Cryptography
import Memory
import MovieBag
import MovieBagAPI
import MovieBagPages
import MovieBagSite
import Web

/// The composition of the program over a storage in memory.
struct FuzzedSite {
    /// A good access token and a good reset token.
    let (access, reset): (String, String)
    let store = OneMovieStore()
    let names = RequestIDGenerator(random: Random.bytes)
    private let router: Router

    init() throws {
        let clock = WallClock { UnixTime(seconds: 1_800_000_000) }
        let settings = SiteSettings(
            address: try PublicURL(parsing: "https://movies.example.org"),
            templates: try PageTemplates(source: SiteFiles.template),
            keys: KeyRing(
                try TokenKey(
                    id: nil, bytes: SecretBytes(Array("not a secret: the key of fuzzing".utf8)),
                    created: UnixTime(seconds: 0))),
            lifetimes: TokenLifetimes(access: 600, reset: 60), sessions: SessionLifetimes(pageIdle: 60, page: 600),
            scrypt: try require(ScryptParameters(logN: 1, r: 1, p: 1), "the cheapest hash there is"),
            passwords: PasswordRules(), limits: .none, pageSize: 1000,
            proxies: try TrustedProxies(parsing: "unix 10.0.0.0/8"),
            allowsLocalMail: false, takesWeakTags: false)
        let composition = try SiteComposition(
            settings, clock: clock, processBytes: 1, report: { _ in }, errorLog: UnwrittenErrors())
        let account = AccountID(ObjectIDGenerator(clock: clock, processBytes: 2).next())
        func token(_ purpose: TokenPurpose) throws -> String {
            let claims = composition.tokens.newClaims(purpose, for: account, at: clock.now)
            return String(decoding: try composition.tokens.sign(claims).bytes, as: UTF8.self)
        }
        (access, reset) = (try token(.access), try token(.reset))
        router = composition.makeRouter(
            store: store, clients: composition.makeClients(store), blockingRegion: UnannouncedBlockingRegion(),
            budget: UnlimitedResponses())
    }

    /// An error that belongs in a log has a status that no request may cause, which is found in its response.
    private struct UnwrittenErrors: ErrorLog {
        func report(_ error: any Error, published row: PublishedError) {}
        func reportUnchecked(_ error: CryptError) {}
        func reportUnsearchable(_ error: any Error) {}
        func report(_ limit: LimitReached, by client: Client, _ request: Request) {}
    }

    /// The response to a request, which is never a fault of ours.
    func response(_ request: Request) throws -> Response {
        let response = router.respond(to: request)
        try require(response.status != 500 && response.status != 503, "no request makes the program fail")
        return response
    }

    /// The response to a request with these variables; names and values are text of our own or bytes from outside.
    func response(_ variables: [(name: StaticString, value: [UInt8])], body: [UInt8] = []) throws -> Response {
        try response(request(variables, body))
    }

    /// The same as a web server reads it.
    func document(of variables: [(name: StaticString, value: [UInt8])], body content: [UInt8]) throws -> CGIDocument {
        let request = request(variables, content)
        let response = try response(request)
        var (head, body) = ([UInt8](), [UInt8]())
        response.write(head: &head, body: &body, to: request.id, headOnly: false)
        return try CGIDocument(head + body)
    }

    private func request(_ variables: [(name: StaticString, value: [UInt8])], _ body: [UInt8]) -> Request {
        var builder = RequestBuilder()
        for (name, value) in variables {
            builder.take(
                name: UnsafeBufferPointer(start: name.utf8Start, count: name.utf8CodeUnitCount).span, value: value.span)
        }
        return builder.request(body: .complete(body), orNamed: names.next)
    }
}
