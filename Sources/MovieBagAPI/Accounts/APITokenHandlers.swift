import JSON
import Memory
import MovieBag
import Web

/// API tokens over HTTP.
///
/// Tests: APITokenTests.swift
struct APITokenHandlers {
    let tokens: APITokens
    let account: OwnAccount
    let clients: ClientRecognition
    let site: PublicURL

    func list(_ request: Request, _: PathParameter, by authority: Authority) throws -> Response {
        let position = try ListPosition<APIToken>(request)
        let found = try tokens.list(of: authority.account, after: position.after, limit: position.limit + 1)
        return position.response(found, at: "/api/auth/tokens", of: site, id: \.id) { token in
            var writer = JSONWriter(reserving: 256)
            writer.raw("{")
            writer.members(of: token)
            writer.raw("}")
            return writer.bytes
        }
    }

    func make(_ request: Request, _: PathParameter, by authority: Authority) throws -> Response {
        let payload = try Payload(
            of: request, members: .text("current_password"), .text("name"), .text("scope"), .integer("days"))
        defer { payload.cleanse("current_password") }
        let password = try payload.required.text("current_password")
        let name = try DisplayName(payload.required.text("name"))
        guard
            let scope = APIToken.Scope(rawValue: String(decoding: try payload.required.text("scope"), as: UTF8.self))
        else { throw InvalidValue("scope", "must be read or write") }
        let lifetimes = APIToken.lifetimes
        guard let days = payload.integer("days") else { throw InvalidValue("days", "is missing") }
        guard lifetimes.contains(Int(clamping: days)) else {
            throw InvalidValue("days", "must be a number from \(lifetimes.lowerBound) to \(lifetimes.upperBound)")
        }
        let client = try clients.client(of: request)
        let confirmation = try account.confirm(password, by: authority, from: client)
        let made = try tokens.make(
            confirmedBy: confirmation, name: name, scope: scope, days: Int(days), from: client)
        defer { Memory.cleanse(made.text.bytes) }
        // The text is shown in this response and never again.
        var writer = JSONWriter(reserving: 512)
        writer.raw("{\"token\":")
        writer.string(made.text.bytes)
        writer.raw(",")
        writer.members(of: made.token)
        writer.raw("}")
        return .private(writer.bytes)
    }

    func end(_ request: Request, _ id: PathParameter, by authority: Authority) throws -> Response {
        guard request.isFramedAsDeclared else { throw RequestError.lengthMismatch }
        guard let id = APITokenID(hexadecimal: id) else { throw NoSuchThing() }
        try tokens.end(id, of: authority.account, from: clients.client(of: request))
        return .private(.emptyString)
    }
}

extension JSONWriter {
    /// The members of an API token, without the braces around them.
    mutating func members(of token: APIToken) {
        raw("\"_id\":")
        objectID(token.id)
        raw(",\"name\":")
        text(token.name.text)
        raw(",\"scope\":")
        text(token.scope.rawValue)
        raw(",\"created\":")
        time(token.opened)
        raw(",\"used\":")
        time(UnixTime(milliseconds: token.used.milliseconds / 3_600_000 * 3_600_000))
        raw(",\"expires\":")
        time(token.expires)
    }
}
