import Mail
import MovieBag
import MovieBagSQLite
import Testing

extension World {
    /// Takes every mail out of the outbox, the earliest first.
    func takeMails() throws -> [LeasedMail] {
        let now = clock.now
        var leased: [LeasedMail] = []
        while case .leased(let mail) = try service.store.leaseNext(
            at: now, leaseEnd: UnixTime(seconds: now.seconds + 60))
        {
            leased.append(mail)
        }
        for mail in leased { try service.store.remove(mail) }
        return leased.sorted { $0.mail.id.value < $1.mail.id.value }
    }

    /// Asks for a new password and returns the token in the mail, which must be the only one and for `user`.
    func resetToken(for user: User) throws -> String {
        let response = try send(Call("POST", "/api/auth/forgot", json: #"{"email":"\#(user.email)"}"#))
        try #require(response.status == 200, "\(response)")
        return try takeReset(for: user)
    }

    /// The token of the reset mail that waits alone in the outbox.
    func takeReset(for user: User, sourceLocation: SourceLocation = #_sourceLocation) throws -> String {
        let mails = try takeMails()
        try #require(mails.count == 1, sourceLocation: sourceLocation)
        #expect(mails[0].recipient.text == user.email, sourceLocation: sourceLocation)
        guard let claims = mails[0].mail.content.link else { throw AnotherMail() }
        return String(decoding: try composition.tokens.sign(claims).bytes, as: UTF8.self)
    }

    /// Takes the confirmation out that must wait alone in the outbox, by default that of a reset.
    func takeConfirmation(
        _ kind: MailKind = .passwordReset, for user: User, sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        let mails = try takeMails()
        #expect(mails.map(\.recipient.text) == [user.email], sourceLocation: sourceLocation)
        #expect(mails.map(\.mail.content) == [.notice(kind)], sourceLocation: sourceLocation)
    }

    /// The mail is about something else.
    private struct AnotherMail: Error {}
}
