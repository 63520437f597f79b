import Testing

/// A route of the API as the contract lists it.
struct Route: Sendable, CustomTestStringConvertible {
    let method: String
    let path: String
    /// A body that the route takes, empty for a route that takes none.
    let body: String
    let needsToken: Bool

    private init(_ method: String, _ path: String, body: String = "", needsToken: Bool = false) {
        self.method = method
        self.path = path
        self.body = body
        self.needsToken = needsToken
    }

    var testDescription: String { "\(method) \(path)" }

    /// A movie id that nothing has.
    static let nobody = "ffffffffffffffffffffffff"

    static let all = [
        Route("POST", "/api/auth/signup", body: #"{"email":"eve@example.org","password":"12345678"}"#),
        Route("POST", "/api/auth/login", body: #"{"email":"eve@example.org","password":"12345678"}"#),
        Route("POST", "/api/auth/forgot", body: #"{"email":"eve@example.org"}"#),
        Route("POST", "/api/auth/reset", body: #"{"reset_token":"a.b.c","password":"12345678"}"#),
        Route("GET", "/api/movies"),
        Route("POST", "/api/movies", body: #"{"name":"Ran","casts":["a"],"genres":["b"]}"#, needsToken: true),
        Route("GET", "/api/movies/\(nobody)"),
        Route("PUT", "/api/movies/\(nobody)", body: #"{"name":"Ran"}"#, needsToken: true),
        Route("DELETE", "/api/movies/\(nobody)", needsToken: true),
        Route("GET", "/api/health"),
    ]

    static let takingBodies = all.filter { !$0.body.isEmpty }
    static let needingTokens = all.filter(\.needsToken)

    /// The route called with this body, and with a token where it needs one.
    func call(_ body: [UInt8], token: String) -> Call {
        Call(method, path, json: body, token: needsToken ? token : nil)
    }
}
