import JSON
import MovieBag
import Web

/// Changing the address of the own account over HTTP.
///
/// Tests: AddressChangeTests.swift, AddressUndoTests.swift
struct AddressChangeHandlers {
    let changes: AddressChanges
    let clients: ClientRecognition
    let allowsLocalMail: Bool

    func request(_ request: Request, _: PathParameter, by authority: Authority) throws -> Response {
        let payload = try Payload(of: request, members: .text("current_password"), .text("email"))
        defer { payload.cleanse("current_password") }
        let current = try payload.required.text("current_password")
        let address = try NewAddress(
            try payload.emailAddress("email"), field: "email", allowsLocalMail: allowsLocalMail)
        try changes.request(
            address, by: authority, confirmedBy: current, from: clients.client(of: request))
        return .private(.message("If the address is free, a mail with a link to confirm it is on its way"))
    }

    func confirm(_ request: Request, _: PathParameter) throws -> Response {
        try withToken(of: request) { try changes.confirm($0, from: clients.client(of: request)) }
        return .private(.message("Email address changed"))
    }

    func undo(_ request: Request, _: PathParameter) throws -> Response {
        try withToken(of: request) { try changes.undo($0, from: clients.client(of: request)) }
        return .private(.message("Email address restored; a mail with a link to set a new password is on its way"))
    }

    private func withToken(of request: Request, _ body: (CompactToken) throws -> Void) throws {
        let payload = try Payload(of: request, members: .text("token"))
        defer { payload.cleanse("token") }
        try body(CompactToken(try payload.required.text("token")))
    }
}
