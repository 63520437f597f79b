import Testing

/// Somebody with an account.
struct User: Sendable {
    let id: String
    let email: String
    let password: String
    /// An access token.
    let token: String
}

extension World {
    /// Signs somebody up and logs them in.
    func addUser(
        _ email: String = "ann@example.org", password: String = "correct horse",
        sourceLocation: SourceLocation = #_sourceLocation
    ) throws -> User {
        let signUp = try send(Call("POST", "/api/auth/signup", json: credentials(email, password)))
        try #require(signUp.status == 200, "\(signUp)", sourceLocation: sourceLocation)
        let logIn = try logIn(email, password)
        try #require(logIn.status == 200, "\(logIn)", sourceLocation: sourceLocation)
        return User(id: try signUp.member("id"), email: email, password: password, token: try logIn.member("token"))
    }

    /// The same with an administrator.
    func addAdministrator(_ email: String = "ada@example.org", password: String = "correct horse") throws -> User {
        let user = try addUser(email, password: password)
        try promote(user)
        return user
    }

    func logIn(_ email: String, _ password: String) throws -> TestResponse {
        try send(Call("POST", "/api/auth/login", json: credentials(email, password)))
    }

    func reset(_ token: String, password: String) throws -> TestResponse {
        try send(Call("POST", "/api/auth/reset", json: resetBody(token, password: password)))
    }

    /// Whether this access token opens a door.
    func accepts(_ token: String) throws -> Bool {
        // The movie does not exist, which nobody learns without a good token.
        let response = try send(Call("DELETE", "/api/movies/ffffffffffffffffffffffff", token: token))
        return response.status != 401
    }
}

func credentials(_ email: String, _ password: String) -> String {
    #"{"email":\#(quoted(email)),"password":\#(quoted(password))}"#
}

func resetBody(_ token: String, password: String) -> String {
    #"{"reset_token":\#(quoted(token)),"password":\#(quoted(password))}"#
}

/// A JSON string, written without the code under test.
func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
        switch scalar {
        case "\"", "\\": result += "\\\(scalar)"
        case "\u{0}"..."\u{F}": result += "\\u000\(String(scalar.value, radix: 16))"
        case "\u{10}"..."\u{1F}": result += "\\u00\(String(scalar.value, radix: 16))"
        default: result.unicodeScalars.append(scalar)
        }
    }
    return result + "\""
}
