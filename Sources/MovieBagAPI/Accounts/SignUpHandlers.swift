import JSON
import MovieBag
import Web

/// Signing up and proving an address over HTTP.
///
/// Tests: SignUpTests.swift, VerifyTests.swift
struct SignUpHandlers {
    let signUps: SignUps
    let pendingSignUps: PendingSignUps
    let clients: ClientRecognition
    /// Whether an address without a dot in its domain may sign up.
    let allowsLocalMail: Bool

    func signUp(_ request: Request, _: PathParameter) throws -> Response {
        let payload = try Payload(
            of: request, members: .text("email"), .text("password"), .text("name"), .text("invitation"))
        defer {
            payload.cleanse("password")
            payload.cleanse("invitation")
        }
        let email = try NewAddress(
            try payload.emailAddress("email"), field: "email", allowsLocalMail: allowsLocalMail)
        let signUp = SignUp(
            email: email, password: try Password(payload.required.text("password")),
            name: try payload.text("name").map { text throws(InvalidValue) in try DisplayName(text) },
            invitation: payload.text("invitation").map(CompactToken.init))
        return .private(.identifier(try signUps.signUp(signUp, from: clients.client(of: request)).id))
    }

    func verify(_ request: Request, _: PathParameter) throws -> Response {
        let payload = try Payload(of: request, members: .text("token"), .text("password"))
        defer {
            payload.cleanse("token")
            payload.cleanse("password")
        }
        let token = CompactToken(try payload.required.text("token"))
        try pendingSignUps.prove(
            token, with: try Password(payload.required.text("password")), from: clients.client(of: request))
        return .private(.message("The address is confirmed: log in with this password"))
    }

    func resend(_ request: Request, _: PathParameter) throws -> Response {
        let payload = try Payload(of: request, members: .text("email"))
        try pendingSignUps.resend(to: try payload.emailAddress("email"), from: clients.client(of: request))
        return .private(.message("If the address waits for its confirmation, a mail with a link is on its way"))
    }
}
