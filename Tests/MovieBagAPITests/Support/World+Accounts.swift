import JSON
import Mail
import MovieBag
import Testing

extension World {
    /// Sends JSON with a token and expects 200.
    @discardableResult
    func post(
        _ path: String, _ json: String, by user: User? = nil, method: String = "POST",
        sourceLocation: SourceLocation = #_sourceLocation
    ) throws -> TestResponse {
        let response = try send(Call(method, path, json: json, token: user?.token), sourceLocation: sourceLocation)
        #expect(response.status == 200, "\(response)", sourceLocation: sourceLocation)
        return response
    }

    /// Reads something as a user and expects 200.
    func get(_ path: String, by user: User, sourceLocation: SourceLocation = #_sourceLocation) throws -> TestResponse {
        let response = try send(Call("GET", path, token: user.token), sourceLocation: sourceLocation)
        #expect(response.status == 200, "\(response)", sourceLocation: sourceLocation)
        return response
    }

    /// A user with a new session.
    func again(_ user: User, sourceLocation: SourceLocation = #_sourceLocation) throws -> User {
        let response = try logIn(user.email, user.password)
        try #require(response.status == 200, "\(response)", sourceLocation: sourceLocation)
        return User(id: user.id, email: user.email, password: user.password, token: try response.member("token"))
    }

    /// Makes an administrator of a user, behind the service's back.
    func promote(_ user: User) throws {
        try execute("UPDATE accounts SET role = 'administrator' WHERE email = '\(user.email)'")
    }

    /// Has the address of a user proved, behind the service's back.
    func proveAddress(of user: User) throws {
        try execute("UPDATE accounts SET verified = 1 WHERE email = '\(user.email)'")
    }

    /// The tokens of all links that wait in the outbox, by the kind of mail, with their recipients; takes the mails out.
    func takeLinks() throws -> [(kind: MailKind, recipient: String, token: String)] {
        try takeMails().map { leased in
            let token = try leased.mail.content.link.map { try composition.tokens.sign($0).bytes } ?? []
            return (leased.mail.content.kind, leased.recipient.text, String(decoding: token, as: UTF8.self))
        }
    }
}

extension TestResponse {
    /// The objects of an array.
    func objects() throws -> [JSONObject] {
        guard case .array(let values) = try JSONValue(parsing: body) else { throw Malformed() }
        return try values.map { value in
            guard case .object(let object) = value else { throw Malformed() }
            return object
        }
    }
}

extension JSONObject {
    /// The text of a member; `nil` for anything else.
    func text(_ name: StaticString) -> String? {
        guard case .string(let text)? = self[name] else { return nil }
        return String(decoding: text, as: UTF8.self)
    }

    /// The hexadecimal digits of `{"_id":{"$oid":…}}`.
    var id: String? {
        guard case .object(let id)? = self["_id"] else { return nil }
        return id.text("$oid")
    }
}
