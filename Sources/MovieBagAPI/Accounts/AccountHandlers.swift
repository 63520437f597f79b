import JSON
import Memory
import MovieBag
import Web

/// Signing up and logging in over HTTP.
///
/// Tests: SignUpTests.swift, LogInTests.swift
struct AccountHandlers {
    let accounts: Accounts
    let clients: ClientRecognition
    /// Whether an address without a dot in its domain may sign up.
    let allowsLocalMail: Bool

    func signUp(_ request: Request, _: PathParameter) throws -> Response {
        let payload = try Payload(of: request, members: .text("email"), .text("password"))
        defer { payload.cleanse("password") }
        let email = try NewAddress(
            try payload.emailAddress("email"), field: "email", allowsLocalMail: allowsLocalMail)
        let id = try accounts.signUp(
            email: email, password: try Password(payload.required.text("password")),
            from: clients.client(of: request))
        return .private(.identifier(id))
    }

    func logIn(_ request: Request, _: PathParameter) throws -> Response {
        let payload = try Payload(of: request, members: .text("email"), .text("password"))
        defer { payload.cleanse("password") }
        let token = try accounts.logIn(
            email: try payload.required.text("email").trimmingWhiteSpace,
            password: try payload.required.text("password"),
            from: clients.client(of: request), agent: request.userAgent)
        defer { Memory.cleanse(token.bytes) }
        return .private(.object("token", token.bytes))
    }
}
