import JSON
import Mail
import MovieBag
import Text
import Web

/// The accounts of others over HTTP, for administrators.
///
/// Tests: AdministrationTests.swift, AdministratorsResetTests.swift
struct AdministrationHandlers {
    let administration: Administration
    let access: AccountAccess
    let clients: ClientRecognition
    let site: PublicURL

    func list(_ request: Request, _: PathParameter, by _: Authority) throws -> Response {
        let position = try ListPosition<Account>(request, with: "email")
        // An account has one address, so that there is nothing to page through.
        if let text = try FormFields(decoding: request.target.query).single("email") {
            guard let email = EmailAddress(utf8: text.trimmingWhiteSpace) else {
                throw InvalidValue("email", "must be an email address like name@example.org")
            }
            let found = try administration.account(withEmail: email).map { [$0] } ?? []
            return position.response(found, at: "/api/accounts", of: site, id: \.account) { $0.jsonForAdministrators }
        }
        let found = try administration.list(after: position.after, limit: position.limit + 1)
        return position.response(found, at: "/api/accounts", of: site, id: \.account) { $0.jsonForAdministrators }
    }

    func show(_: Request, _ id: PathParameter, by _: Authority) throws -> Response {
        .private(try administration.account(Self.account(id)).jsonForAdministrators)
    }

    func change(_ request: Request, _ id: PathParameter, by authority: Authority) throws -> Response {
        let payload = try Payload(of: request, members: .text("role"), .boolean("disabled"))
        let change = try AccountChange(role: try payload.role("role"), isDisabled: payload.boolean("disabled"))
        return .private(
            try administration.change(
                Self.account(id), to: change, by: authority.account, from: clients.client(of: request)
            ).jsonForAdministrators)
    }

    func mailReset(_ request: Request, _ id: PathParameter, by authority: Authority) throws -> Response {
        guard request.isFramedAsDeclared else { throw RequestError.lengthMismatch }
        try access.mailReset(for: Self.account(id), by: authority.account, from: clients.client(of: request))
        return .private(.message("A mail with a link to reset the password is on its way"))
    }

    func endSessions(_ request: Request, _ id: PathParameter, by authority: Authority) throws -> Response {
        guard request.isFramedAsDeclared else { throw RequestError.lengthMismatch }
        try administration.endSessions(of: Self.account(id), by: authority.account, from: clients.client(of: request))
        return .private(.message("The sessions and API tokens of the account have ended"))
    }

    private static func account(_ id: PathParameter) throws -> AccountID {
        guard let id = AccountID(hexadecimal: id) else { throw NoSuchThing() }
        return id
    }
}

extension Profile {
    /// What its user sees, and whether it is disabled.
    fileprivate var jsonForAdministrators: [UInt8] {
        var writer = JSONWriter(reserving: 352)
        writer.raw("{")
        writer.members(of: self)
        writer.raw(",\"disabled\":")
        writer.boolean(isDisabled)
        writer.raw("}")
        return writer.bytes
    }
}
