import JSON
import Mail
import Memory
import MovieBag
import Web

/// Invitations over HTTP, for administrators.
///
/// Tests: InvitationRouteTests.swift
struct InvitationHandlers {
    let invitations: Invitations
    /// Whether an address without a dot in its domain may be invited.
    let allowsLocalMail: Bool
    let site: PublicURL

    func list(_ request: Request, _: PathParameter, by _: Authority) throws -> Response {
        let position = try ListPosition<Invitation>(request)
        let found = try invitations.list(after: position.after, limit: position.limit + 1)
        return position.response(found, at: "/api/invitations", of: site, id: \.id) { $0.json }
    }

    func make(_ request: Request, _: PathParameter, by _: Authority) throws -> Response {
        let payload = try Payload(of: request, members: .text("email"), .text("role"), .integer("days"))
        let address =
            try payload.text("email") == nil
            ? nil
            : NewAddress(try payload.emailAddress("email"), field: "email", allowsLocalMail: allowsLocalMail)
        let made = try invitations.make(
            for: address, role: try payload.role("role") ?? .member,
            days: payload.integer("days").map { Int(clamping: $0) } ?? 7)
        defer { Memory.cleanse(made.token.bytes) }
        // The link is shown in this response and never again.
        var writer = JSONWriter(reserving: 512)
        writer.raw("{\"id\":")
        writer.text(made.invitation.id.description)
        writer.raw(",\"link\":")
        writer.text(site.link(for: .invitation, with: made.token))
        writer.raw("}")
        return .private(writer.bytes)
    }

    func withdraw(_ request: Request, _ id: PathParameter, by _: Authority) throws -> Response {
        guard request.isFramedAsDeclared else { throw RequestError.lengthMismatch }
        guard let id = InvitationID(hexadecimal: id) else { throw NoSuchThing() }
        try invitations.remove(id)
        return .private(.emptyString)
    }
}

extension Payload {
    /// The role in a member, `nil` when there is no such member.
    func role(_ name: StaticString) throws(InvalidValue) -> Role? {
        guard let text = text(name) else { return nil }
        guard let role = Role(rawValue: String(decoding: text, as: UTF8.self)) else {
            throw InvalidValue("\(name)", "must be one of \(Role.allCases.map(\.rawValue).joined(separator: ", "))")
        }
        return role
    }
}

extension Invitation {
    /// `{"_id":{"$oid":…},"email":…,"role":…,"created":…,"expires":…}`
    fileprivate var json: [UInt8] {
        var writer = JSONWriter(reserving: 256)
        writer.raw("{\"_id\":")
        writer.objectID(id)
        writer.raw(",\"email\":")
        writer.text(email?.text)
        writer.raw(",\"role\":")
        writer.text(role.rawValue)
        writer.raw(",\"created\":")
        writer.time(created)
        writer.raw(",\"expires\":")
        writer.time(expires)
        writer.raw("}")
        return writer.bytes
    }
}
