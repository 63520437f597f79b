import Testing

/// A row of the published error table: a request and the error that responses it.
package struct ErrorRow: Sendable, CustomTestStringConvertible {
    /// Its path and fields may hold `{mine}` and `{other}`, which stand for movies, and `{token}`, for a good token.
    package let request: HTTPRequest
    package let status: Int
    package let name: String
    package let message: String
    /// Header fields that the response has besides those of every response.
    package let fields: [String: String]

    package var testDescription: String { "\(name): \(request.method) \(request.path)" }

    private init(
        _ status: Int, _ name: String, _ message: String, fields: [String: String] = [:], _ request: HTTPRequest
    ) {
        (self.status, self.name, self.message) = (status, name, message)
        (self.request, self.fields) = (request, fields)
    }

    /// Sends the request to a site.
    package func response(from cast: Cast) throws -> HTTPResponse {
        var request = request
        request.path = request.path.replacing("{mine}", with: cast.mine).replacing("{other}", with: cast.other)
        request.fields = request.fields.map { ($0.name, $0.value.replacing("{token}", with: cast.token)) }
        return try cast.site.mounted.send(request)
    }

    /// Who and what the requests speak of.
    package struct Cast {
        let site: Site
        let token: String
        let mine: String
        let other: String

        /// Makes two accounts with a movie each, and a movie with the key `used`. Once for a site.
        package init(at site: Site) throws {
            self.site = site
            token = try site.newAccount("ann@example.org")
            mine = try site.addMovie("Mine", token: token)
            other = try site.addMovie("Other", token: try site.newAccount("ben@example.org"))
            let keyed = HTTPRequest("POST", "/api/movies", json: Site.movie("Keyed"), token: token)
            let added = try site.mounted.send(keyed.with("Idempotency-Key", "used"))
            guard added.status == 200 else { throw Failure("adding with a key: \(added.status) \(added.text)") }
        }
    }
}

extension ErrorRow {
    /// Every row that a request can bring about.
    package static let all = malformed + unknown + foreign + unauthenticated + misdirected

    private static let noToken = HTTPRequest("POST", "/api/movies", json: Site.movie("New"))

    private static let malformed = [
        HTTPRequest("POST", "/api/auth/signup", json: "{}"),
        HTTPRequest("POST", "/api/auth/signup", json: Site.credentials("new@example.org") + ","),
        HTTPRequest("POST", "/api/auth/signup", json: Site.credentials("not an address")),
        HTTPRequest("POST", "/api/auth/forgot", json: #"{"email":"not an address"}"#),
        HTTPRequest("POST", "/api/auth/login", json: #"{"email":"ann@example.org","password":12345678}"#),
        HTTPRequest("POST", "/api/auth/reset", json: #"{"reset_token":"x"}"#),
        HTTPRequest("POST", "/api/movies", json: #"{"name":"New"}"#, token: "{token}"),
        HTTPRequest("PUT", "/api/movies/{mine}", json: "{}", token: "{token}"),
        HTTPRequest("PUT", "/api/movies/{mine}", json: #"{"push__casts":["Ann"]}"#, token: "{token}"),
        HTTPRequest("GET", "/api/movies?limit=0"),
        HTTPRequest("GET", "/api/movies?limit=1001"),
        HTTPRequest("GET", "/api/movies?after=x"),
        HTTPRequest("GET", "/api/movies?limit=1&limit=1"),
        HTTPRequest("GET", "/api/movies?offset=1"),
    ].map { ErrorRow(400, "SchemaValidation", "Request is missing required fields", $0) }

    private static let unknown = [
        ErrorRow(
            400, "WeakPassword", "Password is too easy to guess",
            HTTPRequest("POST", "/api/auth/signup", json: Site.credentials("new@example.org", "Password"))),
        ErrorRow(
            400, "EmailAlreadyExists", "User with given email address already exists",
            HTTPRequest("POST", "/api/auth/signup", json: Site.credentials("ANN@example.org"))),
        ErrorRow(
            403, "BadInvitation", "The invitation is not valid, was used already, or is for another address",
            HTTPRequest(
                "POST", "/api/auth/signup",
                json: #"{"email":"new@example.org","password":"long enough","invitation":"x"}"#)),
        ErrorRow(
            400, "EmailDoesNotExist", "Couldn't find the user with given email address",
            HTTPRequest("POST", "/api/auth/forgot", json: #"{"email":"nobody@example.org"}"#)),
        ErrorRow(
            400, "MovieAlreadyExists", "Movie with given name already exists",
            HTTPRequest("POST", "/api/movies", json: Site.movie("Other"), token: "{token}")),
        ErrorRow(
            400, "MovieAlreadyExists", "Movie with given name already exists",
            HTTPRequest("PUT", "/api/movies/{mine}", json: #"{"name":"Other"}"#, token: "{token}")),
        ErrorRow(
            422, "IdempotencyKeyReused", "Idempotency-Key was used for another request",
            HTTPRequest("POST", "/api/movies", json: Site.movie("New"), token: "{token}")
                .with("Idempotency-Key", "used")),
        ErrorRow(
            400, "MovieNotExists", "Movie with given id doesn't exists",
            HTTPRequest("GET", "/api/movies/0123456789abcdef01234567")),
        ErrorRow(400, "MovieNotExists", "Movie with given id doesn't exists", HTTPRequest("GET", "/api/movies/x")),
    ]

    private static let foreign = ["{other}", "0123456789abcdef01234567", "x"].flatMap { id in
        [
            ErrorRow(
                403, "UpdatingMovie", "Updating movie added by other is forbidden",
                HTTPRequest("PUT", "/api/movies/\(id)", json: #"{"name":"Mine now"}"#, token: "{token}")),
            ErrorRow(
                403, "DeletingMovie", "Deleting movie added by other is forbidden",
                HTTPRequest("DELETE", "/api/movies/\(id)").with("Authorization", "Bearer {token}")),
        ]
    }

    private static let unauthenticated =
        ["ann@example.org", "nobody@example.org", "not an address"].map { email in
            ErrorRow(
                401, "Unauthorized", "Invalid username or password",
                HTTPRequest("POST", "/api/auth/login", json: Site.credentials(email, "wrong password")))
        }
        + [
            noToken,
            HTTPRequest("PUT", "/api/movies/{mine}", json: #"{"name":"New"}"#),
            HTTPRequest("DELETE", "/api/movies/{mine}"),
            HTTPRequest("POST", "/api/movies?access_token={token}", json: Site.movie("New")),
        ].map { ErrorRow(401, "MissingToken", "Missing access token", fields: ["WWW-Authenticate": "Bearer"], $0) }
        + ["Bearer", "Bearer x", "Basic {token}", "{token}", "Bearer {token} {token}", "Bearer {token}x"].map {
            value in
            ErrorRow(
                401, "BadAccessToken", "Invalid access token",
                fields: ["WWW-Authenticate": "Bearer error=\"invalid_token\""], noToken.with("Authorization", value)
            )
        } + [
            ErrorRow(
                403, "BadToken", "Invalid token",
                HTTPRequest("POST", "/api/auth/reset", json: #"{"reset_token":"x","password":"long enough"}"#))
        ]

    private static let misdirected =
        [
            "/api/", "/.well-known/", "/api/movies/", "/api/movies/{mine}/", "/api/auth", "/api/nothing",
        ]
        .map {
            path in
            ErrorRow(404, "NotFound", "No such resource", HTTPRequest("GET", path))
        }
        + [
            ("DELETE", "/api/movies", "GET, HEAD, POST"),
            ("POST", "/api/movies/{mine}", "GET, HEAD, PUT, PATCH, DELETE"),
            ("GET", "/api/auth/signup", "POST"), ("OPTIONS", "/api/auth/login", "POST"),
            ("PUT", "/api/auth/forgot", "POST"), ("HEADS", "/api/auth/reset", "POST"),
            ("POST", "/api/health", "GET, HEAD"), ("TRACE", "/api/movies", "GET, HEAD, POST"),
        ].map { method, path, allowed in
            ErrorRow(
                405, "MethodNotAllowed", "Method not allowed", fields: ["Allow": allowed], HTTPRequest(method, path)
            )
        }
        + ["text/plain", "application/json; charset=latin1", "application/x-www-form-urlencoded", ""].map { type in
            var request = HTTPRequest("POST", "/api/auth/login", json: Site.credentials("ann@example.org"))
            request.fields = [("Content-Type", type)]
            return ErrorRow(415, "UnsupportedMediaType", "Expected a JSON body", request)
        }
}
