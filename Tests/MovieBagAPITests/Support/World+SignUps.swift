import Mail
import MovieBag
import MovieBagSQLite
import MovieBagSite
import Testing

extension World {
    func signUp(
        _ email: String, _ password: String = "correct horse", name: String? = nil, invitation: String? = nil
    ) throws -> TestResponse {
        try send(.signUp(email, password, name: name, invitation: invitation))
    }

    func verify(_ token: String, _ password: String = "correct horse") throws -> TestResponse {
        try send(.verify(token, password))
    }

    func resend(_ email: String) throws -> TestResponse {
        try send(Call("POST", "/api/auth/verify/resend", json: #"{"email":\#(quoted(email))}"#))
    }

    /// The tokens of the mails that prove addresses, the earliest first; they must be all that wait, and go to `email`.
    func takeProofs(
        for email: String, sourceLocation: SourceLocation = #_sourceLocation
    ) throws -> [String] {
        let mails = try takeMails()
        #expect(mails.allSatisfy { $0.recipient.text == email }, sourceLocation: sourceLocation)
        #expect(mails.allSatisfy { $0.mail.content.kind == .verify }, sourceLocation: sourceLocation)
        return try mails.compactMap(\.mail.content.link).map(text)
    }

    /// Signs up where addresses are proved, and returns the token of the one mail.
    func proofToken(
        _ email: String, name: String? = nil, invitation: String? = nil,
        sourceLocation: SourceLocation = #_sourceLocation
    ) throws -> String {
        let response = try signUp(email, "anything goes", name: name, invitation: invitation)
        try #require(response.status == 200, "\(response)", sourceLocation: sourceLocation)
        let tokens = try takeProofs(for: email, sourceLocation: sourceLocation)
        try #require(tokens.count == 1, sourceLocation: sourceLocation)
        return tokens[0]
    }

    /// Makes an invitation, as an administrator does, and takes out its mail.
    func invite(
        _ email: String? = nil, role: Role = .member, days: Int = 7, sourceLocation: SourceLocation = #_sourceLocation
    ) throws -> (id: InvitationID, token: String) {
        let address = try email.map {
            try NewAddress(try #require(EmailAddress($0)), field: "email", allowsLocalMail: false)
        }
        let made = try invitations.make(for: address, role: role, days: days)
        let mails = try takeMails()
        #expect(mails.map(\.recipient.text) == (email.map { [$0] } ?? []), sourceLocation: sourceLocation)
        #expect(mails.allSatisfy { $0.mail.content.kind == .invitation }, sourceLocation: sourceLocation)
        return (made.invitation.id, String(decoding: made.token.bytes, as: UTF8.self))
    }

    var invitations: Invitations { composition.site.makeInvitations(service.store) }

    /// The token that is made from claims.
    func text(_ claims: TokenClaims) throws -> String {
        String(decoding: try composition.tokens.sign(claims).bytes, as: UTF8.self)
    }

    func account(_ email: String) throws -> Account? {
        try service.store.account(withEmail: try #require(EmailAddress(email)))
    }
}

extension Call {
    static func signUp(
        _ email: String, _ password: String = "correct horse", name: String? = nil, invitation: String? = nil
    ) -> Call {
        var body = #"{"email":\#(quoted(email)),"password":\#(quoted(password))"#
        if let name { body += #","name":\#(quoted(name))"# }
        if let invitation { body += #","invitation":\#(quoted(invitation))"# }
        return Call("POST", "/api/auth/signup", json: body + "}")
    }

    static func verify(_ token: String, _ password: String = "correct horse") -> Call {
        Call("POST", "/api/auth/verify", json: #"{"token":\#(quoted(token)),"password":\#(quoted(password))}"#)
    }
}
