extension Site {
    package static let password = "correct horse battery"

    /// Signs up.
    ///
    /// - Returns: the id.
    @discardableResult
    package func signUp(_ email: String, password: String = Site.password) throws -> String {
        let response = try mounted.post("/api/auth/signup", json: Self.credentials(email, password))
        guard response.status == 200 else { throw Failure("signing up \(email): \(response.status) \(response.text)") }
        return try response.json(Identifier.self).id
    }

    /// Logs in.
    ///
    /// - Returns: the access token.
    package func logIn(_ email: String, password: String = Site.password) throws -> String {
        let response = try mounted.post("/api/auth/login", json: Self.credentials(email, password))
        guard response.status == 200 else { throw Failure("logging in \(email): \(response.status) \(response.text)") }
        return try response.json(Token.self).token
    }

    /// Makes an account and returns its access token.
    package func newAccount(_ email: String) throws -> String {
        try signUp(email)
        return try logIn(email)
    }

    /// Adds a movie.
    ///
    /// - Returns: its id.
    @discardableResult
    package func addMovie(_ name: String, token: String) throws -> String {
        let response = try mounted.post("/api/movies", json: Self.movie(name), token: token)
        guard response.status == 200 else { throw Failure("adding \(name): \(response.status) \(response.text)") }
        return try response.json(Identifier.self).id
    }

    /// Reads all movies, page by page.
    package func allMovies() throws -> [Movie] {
        let connection = try mounted.connect()
        var movies: [Movie] = []
        var path = "/api/movies"
        while true {
            let response = try connection.exchange(HTTPRequest("GET", path))
            guard response.status == 200 else { throw Failure("reading \(path): \(response.status) \(response.text)") }
            movies += try response.json([Movie].self)
            guard response["Link"] != nil, let last = movies.last else { return movies }
            path = "/api/movies?after=\(last.id.oid)"
        }
    }

    /// Asks for a new password and waits for the mail.
    ///
    /// - Returns: the token in its link.
    package func requestReset(for email: String) throws -> String {
        let response = try mounted.post("/api/auth/forgot", json: #"{"email":"\#(email)"}"#)
        guard response.status == 200 else { throw Failure("forgot for \(email): \(response.status) \(response.text)") }
        return try mailbox.take(for: email, subject: "[Movie-bag] Reset Your Password").resetToken(site: url)
    }

    /// Tries to set a password with a token, by the JSON route.
    package func reset(_ token: String, to password: String) throws -> HTTPResponse {
        try mounted.post("/api/auth/reset", json: #"{"reset_token":"\#(token)","password":"\#(password)"}"#)
    }

    /// The body that signs up or logs in.
    package static func credentials(_ email: String, _ password: String = Site.password) -> String {
        #"{"email":"\#(email)","password":"\#(password)"}"#
    }

    /// The body that adds a movie.
    package static func movie(_ name: String) -> String {
        #"{"name":"\#(name)","casts":["Ann"],"genres":["Drama"]}"#
    }
}
