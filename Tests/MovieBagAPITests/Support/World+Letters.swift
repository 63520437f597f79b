import Mail
import MovieBag
import MovieBagSQLite
import Testing

extension World {
    /// Takes every letter out of the outbox, the earliest first.
    func claimLetters() throws -> [ClaimedMail] {
        let now = clock.now
        let claimed = try service.store.claimDue(at: now, limit: 1000, leaseEnd: UnixTime(seconds: now.seconds + 60))
        for letter in claimed { try service.store.remove(letter) }
        return claimed.sorted { $0.letter.id.value < $1.letter.id.value }
    }

    /// Asks for a new password and returns the token in the mail, which must be the only one and for `user`.
    func resetToken(for user: User) throws -> String {
        let answer = try send(Call("POST", "/api/auth/forgot", json: #"{"email":"\#(user.email)"}"#))
        try #require(answer.status == 200, "\(answer)")
        return try claimReset(for: user)
    }

    /// The token of the reset letter that waits alone in the outbox.
    func claimReset(for user: User, sourceLocation: SourceLocation = #_sourceLocation) throws -> String {
        let letters = try claimLetters()
        try #require(letters.count == 1, sourceLocation: sourceLocation)
        #expect(letters[0].recipient.text == user.email, sourceLocation: sourceLocation)
        guard let claims = letters[0].letter.content.link else { throw AnotherLetter() }
        return String(decoding: try composition.tokens.sign(claims).bytes, as: UTF8.self)
    }

    /// Takes the confirmation out that must wait alone in the outbox.
    func claimConfirmation(for user: User, sourceLocation: SourceLocation = #_sourceLocation) throws {
        let letters = try claimLetters()
        #expect(letters.map(\.recipient.text) == [user.email], sourceLocation: sourceLocation)
        #expect(letters.map(\.letter.content) == [.passwordChanged], sourceLocation: sourceLocation)
    }

    /// The letter is about something else.
    private struct AnotherLetter: Error {}
}
