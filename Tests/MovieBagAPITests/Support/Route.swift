import MovieBagAPI
import Testing
import Web

/// A route of the API, with a path and a body that are good for it.
struct Route: Sendable, CustomTestStringConvertible {
    let method: String
    let path: String
    /// A body that the route takes, empty for a route that takes none.
    let body: String
    let needsToken: Bool
    /// The method and the path as documents have them.
    let name: String

    private init(_ description: RouteDescription) {
        method = description.method.name ?? ""
        name = "\(method) \(description.path)"
        path = description.path.replacing("{id}", with: Self.nobody)
        body = description.body == .none ? "" : Self.bodies[name] ?? ""
        needsToken = description.caller != .anyone
    }

    var testDescription: String { "\(method) \(path)" }

    /// A movie id that nothing has.
    static let nobody = "ffffffffffffffffffffffff"

    static let all = Routes.descriptions.map(Route.init)

    /// A body for each route that takes one.
    static let bodies = [
        "POST /api/auth/signup": #"{"email":"eve@example.org","password":"horse 42"}"#,
        "POST /api/auth/verify": #"{"token":"a.b.c","password":"horse 42"}"#,
        "POST /api/auth/verify/resend": #"{"email":"eve@example.org"}"#,
        "POST /api/auth/login": #"{"email":"eve@example.org","password":"horse 42"}"#,
        "POST /api/auth/forgot": #"{"email":"eve@example.org"}"#,
        "POST /api/auth/reset": #"{"reset_token":"a.b.c","password":"horse 42"}"#,
        "POST /api/auth/logout-all": #"{"tokens":false}"#,
        "POST /api/auth/tokens": #"{"current_password":"horse 42","name":"a","scope":"read","days":1}"#,
        "PATCH /api/auth/me": #"{"name":"Eve"}"#,
        "POST /api/auth/email": #"{"current_password":"horse 42","email":"eva@example.org"}"#,
        "POST /api/auth/email/confirm": #"{"token":"a.b.c"}"#,
        "POST /api/auth/email/undo": #"{"token":"a.b.c"}"#,
        "POST /api/auth/delete": #"{"current_password":"horse 42"}"#,
        "POST /api/auth/password": #"{"current_password":"horse 42","password":"horse 24"}"#,
        "PATCH /api/accounts/{id}": #"{"role":"member"}"#,
        "POST /api/invitations": #"{"role":"member"}"#,
        "POST /api/movies": #"{"name":"Ran","casts":["a"],"genres":["b"]}"#,
        "PUT /api/movies/{id}": #"{"name":"Ran"}"#,
        "PATCH /api/movies/{id}": #"{"name":"Ran"}"#,
        "PUT /api/movies/{id}/mine": #"{"rating":8,"watched":["2025-06-01"],"wanted":true,"note":"a"}"#,
    ]

    static let takingBodies = all.filter { !$0.body.isEmpty }
    /// Of those that take a body, the ones that need a member in it.
    static let needingMembers = takingBodies.filter { route in
        !["POST /api/auth/logout-all", "POST /api/invitations", "PATCH /api/movies/{id}", "PUT /api/movies/{id}/mine"]
            .contains(route.name)
    }
    static let needingTokens = all.filter(\.needsToken)

    /// The route called with this body, and with a token where it needs one.
    func call(_ body: [UInt8], token: String) -> Call {
        Call(method, path, json: body, token: needsToken ? token : nil)
    }
}
