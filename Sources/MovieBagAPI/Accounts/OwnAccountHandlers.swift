import JSON
import Mail
import MovieBag
import Web

/// The own account over HTTP.
///
/// Tests: OwnAccountTests.swift, PasswordChangeTests.swift
struct OwnAccountHandlers {
    let account: OwnAccount
    let clients: ClientRecognition

    func show(_: Request, _: PathParameter, by authority: Authority) throws -> Response {
        .private(try account.profile(of: authority.account).json)
    }

    func change(_ request: Request, _: PathParameter, by authority: Authority) throws -> Response {
        let payload = try Payload(of: request, members: .text("name"), .text("language"))
        let change = try ProfileChange(
            name: try payload.text("name").map { text throws(InvalidValue) in try DisplayName(text) },
            language: payload.text("language"))
        try account.change(authority.account, to: change)
        return .private(try account.profile(of: authority.account).json)
    }

    func changePassword(_ request: Request, _: PathParameter, by authority: Authority) throws -> Response {
        let payload = try Payload(of: request, members: .text("current_password"), .text("password"))
        defer {
            payload.cleanse("current_password")
            payload.cleanse("password")
        }
        let current = try payload.required.text("current_password")
        try account.changePassword(
            authority, from: current, to: try Password(payload.required.text("password")),
            client: clients.client(of: request))
        return .private(.message("Password changed"))
    }
}

extension Profile {
    /// `{"_id":{"$oid":…},"email":…,"name":…,"role":…,"verified":…,"created":…,"language":…}`
    var json: [UInt8] {
        var writer = JSONWriter(reserving: 320)
        writer.raw("{")
        writer.members(of: self)
        writer.raw("}")
        return writer.bytes
    }
}

extension JSONWriter {
    /// The members of a profile, without the braces around them.
    mutating func members(of profile: Profile) {
        raw("\"_id\":")
        objectID(profile.account)
        raw(",\"email\":")
        text(profile.email.text)
        raw(",\"name\":")
        text(profile.name?.text)
        raw(",\"role\":")
        text(profile.role.rawValue)
        raw(",\"verified\":")
        boolean(profile.isVerified)
        raw(",\"created\":")
        time(profile.created)
        raw(",\"language\":")
        text(profile.language)
    }
}
