import Mail
import MovieBag
import Testing

@Suite struct InvitationStoreTests {
    private static func invitation(_ number: Int, email: String? = nil, role: Role = .member) throws -> Invitation {
        Invitation(
            id: InvitationID(Sample.objectID(number)), email: try email.map { try #require(EmailAddress($0)) },
            role: role, expires: Sample.now + .seconds(600))
    }

    private static func fingerprint(_ number: Int) -> TokenFingerprint { TokenFingerprint(tokenID: "\(number)") }

    private static func redemption(
        _ number: Int, of invitation: Int, email: String? = nil, seconds: Int64 = 0
    ) throws -> Redemption {
        Redemption(
            fingerprint: fingerprint(invitation), account: try Sample.account(number, email: email),
            time: Sample.now + .seconds(seconds), recording: Sample.entry(.signedUp, number: number + 700))
    }

    @Test(arguments: Backend.allCases) func theyAreFoundUntilTheyExpire(backend: Backend) throws {
        let store = try backend.open().makeStore()
        let all = [try Self.invitation(1), try Self.invitation(2, email: "ann@example.org", role: .administrator)]
        for (number, invitation) in zip(1..., all) {
            try store.add(invitation, Self.fingerprint(number), by: nil, mail: nil)
        }
        #expect(try store.invitations(after: nil, limit: 9, at: Sample.now) == all)
        #expect(try store.invitations(after: all[0].id, limit: 9, at: Sample.now) == [all[1]])
        #expect(try store.invitation(Self.fingerprint(2), at: Sample.now) == all[1])
        let late = Sample.now + .seconds(600)
        #expect(try store.invitations(after: nil, limit: 9, at: late).isEmpty)
        #expect(try store.invitation(Self.fingerprint(1), at: late) == nil)
        #expect(throws: SignUpError.badInvitation) { try store.redeem(try Self.redemption(5, of: 1, seconds: 600)) }
        while try store.removeExpired(at: late, limit: 1) {}
        #expect(try store.invitations(after: nil, limit: 9, at: Sample.now).isEmpty)
    }

    @Test(arguments: Backend.allCases) func itIsRedeemedOnceHoweverManyTry(backend: Backend) throws {
        let storage = try backend.open()
        try storage.makeStore().add(
            try Self.invitation(1, role: .administrator), Self.fingerprint(1), by: nil, mail: nil)
        let errors = try Race.run(32) { number in
            let store = number.isMultiple(of: 2) ? storage.makeStore() : try storage.makeForeignStore()
            _ = try store.redeem(try Self.redemption(number, of: 1))
        }
        #expect(errors.count { $0 == nil } == 1)
        #expect(errors.compactMap { $0 }.allSatisfy { $0 as? SignUpError == .badInvitation })
        let made = try (0..<32).compactMap { try storage.makeStore().account(withEmail: try Sample.account($0).email) }
        #expect(made.map(\.role) == [.administrator] && made.map(\.isVerified) == [false])
    }

    @Test(arguments: Backend.allCases) func aRefusalUsesNothingUp(backend: Backend) throws {
        let store = try backend.open().makeStore()
        try store.add(try Sample.account(1))
        try store.add(try Self.invitation(1), Self.fingerprint(1), by: nil, mail: nil)
        try store.add(try Self.invitation(2, email: "ann@example.org"), Self.fingerprint(2), by: nil, mail: nil)
        let taken = try Self.redemption(2, of: 1, email: "USER1@example.org")
        #expect(throws: AccountError.emailTaken) { try store.redeem(taken) }
        #expect(throws: SignUpError.badInvitation) { try store.redeem(try Self.redemption(3, of: 2)) }
        #expect(try store.invitations(after: nil, limit: 9, at: Sample.now).count == 2)
    }

    @Test(arguments: Backend.allCases) func oneForTheAddressOfAnUnprovenAccountGivesItOver(backend: Backend) throws {
        let store = try backend.open().makeStore()
        try store.add(try Sample.account(1))
        let session = Sample.session("stranger", account: 1)
        try store.open(
            LogIn(
                session: session, provenBy: PasswordHash(phcString: "hash 1"), from: .unknown, mostSessions: 9,
                recording: Sample.entry(.loggedIn, number: 699)))
        try store.add(try Self.invitation(1, email: "User1@example.org"), Self.fingerprint(1), by: nil, mail: nil)
        let account = AccountID(Sample.objectID(1))
        #expect(try store.redeem(try Self.redemption(9, of: 1, email: "user1@example.org")) == account)
        #expect(try store.session(session.fingerprint, of: account, at: Sample.now) == nil)
        let stored = try store.password(ofEmail: try Sample.account(1).email)
        #expect(stored?.hash.phcString == "hash 9" && stored?.isVerified == true)
    }

    @Test(arguments: Backend.allCases) func oneThatIsTakenBackTakesItsMailAlong(backend: Backend) throws {
        let store = try backend.open().makeStore()
        let invitation = try Self.invitation(1, email: "ann@example.org")
        let claims = TokenClaims(
            subject: invitation.id.value, purpose: .invitation, issued: Sample.now.seconds,
            expires: Sample.now.seconds + 600, id: "1")
        let mail = OutboxMail(
            id: OutboxMailID(Sample.objectID(4)), account: nil, to: try #require(invitation.email),
            content: .link(.invitation, claims), written: Sample.now)
        try store.add(invitation, claims.fingerprint, by: nil, mail: mail)
        #expect(try store.mail(mail.id)?.recipient.text == "ann@example.org")
        try store.remove(invitation.id, by: nil)
        #expect(try store.mail(mail.id) == nil)
        #expect(throws: NoSuchThing()) { try store.remove(invitation.id, by: nil) }
    }
}
