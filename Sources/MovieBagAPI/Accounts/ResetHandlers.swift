import JSON
import MovieBag
import Web

/// Asking for a new password and setting it over HTTP.
///
/// Tests: PasswordResetTests.swift
struct ResetHandlers {
    let resets: PasswordResets
    let clients: ClientRecognition

    func forgot(_ request: Request, _: PathParameter) throws -> Response {
        let payload = try Payload(of: request, members: .text("email"))
        try resets.request(for: try payload.emailAddress("email"), from: clients.client(of: request))
        return .private(.message("A mail with a link to reset the password is on its way"))
    }

    func reset(_ request: Request, _: PathParameter) throws -> Response {
        let payload = try Payload(of: request, members: .text("reset_token"), .text("password"))
        defer {
            payload.cleanse("reset_token")
            payload.cleanse("password")
        }
        let token = CompactToken(try payload.required.text("reset_token"))
        try resets.complete(
            token, with: try Password(payload.required.text("password")), from: clients.client(of: request))
        return .private(.message("Password reset was successful"))
    }
}
