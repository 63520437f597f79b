import JSON
import MovieBag
import Web

/// The own sessions over HTTP.
///
/// Tests: SessionListTests.swift, LogOutTests.swift
struct SessionHandlers {
    let sessions: Sessions
    let site: PublicURL

    func list(_ request: Request, _: PathParameter, by authority: Authority) throws -> Response {
        let position = try ListPosition<Session>(request)
        let found = try sessions.list(of: authority.account, after: position.after, limit: position.limit + 1)
        return position.response(found, at: "/api/auth/sessions", of: site, id: \.fingerprint.sessionID) {
            $0.json(isCurrent: $0.fingerprint == authority.session)
        }
    }

    func end(_ request: Request, _ id: PathParameter, by authority: Authority) throws -> Response {
        guard request.isFramedAsDeclared else { throw RequestError.lengthMismatch }
        guard let id = SessionID(hexadecimal: id) else { throw NoSuchThing() }
        try sessions.end(id, of: authority.account)
        return .private(.emptyString)
    }

    func logOut(_ request: Request, _: PathParameter, by authority: Authority) throws -> Response {
        guard request.isFramedAsDeclared else { throw RequestError.lengthMismatch }
        try sessions.logOut(authority)
        return .private(.message("Logged out"))
    }

    func logOutEverywhere(_ request: Request, _: PathParameter, by authority: Authority) throws -> Response {
        let payload = try Payload(of: request, members: .boolean("tokens"))
        try sessions.logOutEverywhere(authority.account, andAPITokens: payload.boolean("tokens") ?? false)
        return .private(.message("Logged out everywhere"))
    }
}

extension SessionStatus {
    /// - Parameter isCurrent: whether the request was made with it; `nil` where that is not said.
    func json(isCurrent: Bool?) -> [UInt8] {
        var writer = JSONWriter(reserving: 320)
        writer.raw("{\"_id\":")
        writer.objectID(fingerprint.sessionID)
        writer.raw(",\"kind\":")
        writer.text(kind.rawValue)
        if let isCurrent {
            writer.raw(",\"current\":")
            writer.boolean(isCurrent)
        }
        writer.raw(",\"created\":")
        writer.time(opened)
        writer.raw(",\"used\":")
        writer.time(used)
        writer.raw(",\"expires\":")
        writer.time(expires)
        writer.raw(",\"address\":")
        writer.text(origin.client)
        writer.raw(",\"agent\":")
        writer.text(origin.agent)
        writer.raw("}")
        return writer.bytes
    }
}
