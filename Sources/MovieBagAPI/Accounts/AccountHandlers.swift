import JSON
import Memory
import MovieBag
import Text
import Web

/// Logging in over HTTP.
///
/// Tests: LogInTests.swift
struct AccountHandlers {
    let accounts: Accounts
    let clients: ClientRecognition

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
