import Mail
import MovieBag
import Testing

/// Pending sign-ups, their links, and what becomes of them.
@Suite struct SignUpStoreTests {
    private static func request(
        _ number: Int, _ cause: ProofRequest.Cause = .signUp, email: String = "new@example.org", seconds: Int64 = 0
    ) throws -> ProofRequest {
        let address = try #require(EmailAddress(email))
        let now = Sample.now + .seconds(seconds)
        return ProofRequest(
            counted: LinkRequest(from: .unidentified, at: now, link: nil), cause: cause, email: address, name: nil,
            invitation: nil, signUp: PendingSignUpID(Sample.objectID(number)), decoy: nil,
            recording: Sample.entry(.proofRequested, number: number + 800 + Int(seconds % 100)),
            link: { signUp in
                let claims = TokenClaims(
                    subject: signUp.value, purpose: .verify, issued: now.seconds, expires: now.seconds + 86_400,
                    id: "\(number)")
                return PendingLink(
                    claims: claims, isOfSignUp: true,
                    mail: OutboxMail(
                        id: OutboxMailID(Sample.objectID(number)), account: nil, to: address,
                        content: .link(.verify, claims), written: now))
            },
            notice: { account in
                OutboxMail(
                    id: OutboxMailID(Sample.objectID(number)), account: account, content: .notice(.knownSignUp),
                    written: now)
            })
    }

    private static func proof(_ number: Int, signUp: Int = 1, seconds: Int64 = 0) -> AddressProof {
        AddressProof(
            fingerprint: TokenFingerprint(tokenID: "\(number)"), signUp: PendingSignUpID(Sample.objectID(signUp)),
            account: AccountID(Sample.objectID(number + 100)), password: PasswordHash(phcString: "proved \(number)"),
            policy: SignUpPolicy(requiresProof: true), time: Sample.now + .seconds(seconds),
            recording: Sample.entry(.addressVerified, number: number + 700))
    }

    @Test(arguments: Backend.allCases) func oneWaitsForAnAddressWithoutRegardToCase(backend: Backend) throws {
        let store = try backend.open().makeStore()
        #expect(try store.begin(try Self.request(1), within: Limits()) == .made)
        #expect(try store.begin(try Self.request(2, email: "NEW@example.org"), within: Limits()) == .made)
        #expect(try store.emailAddress(of: PendingSignUpID(Sample.objectID(1)))?.text == "new@example.org")
        #expect(try store.emailAddress(of: PendingSignUpID(Sample.objectID(2))) == nil)
        for number in 1...2 {
            let isPending = try store.isPending(
                TokenFingerprint(tokenID: "\(number)"), for: .verify, about: Sample.objectID(1), at: Sample.now)
            #expect(isPending)
        }
        let made = try store.prove(Self.proof(2))
        #expect(try store.account(withEmail: try #require(EmailAddress("new@example.org")))?.id == made)
        #expect(throws: TokenError.invalid) { try store.prove(Self.proof(1)) }
        var mails = 0
        try store.forEachMail { _ in mails += 1 }
        #expect(mails == 0, "the links of a sign-up that is proved are not mailed")
    }

    @Test(arguments: Backend.allCases) func oneProofSucceedsHoweverManyTry(backend: Backend) throws {
        let storage = try backend.open()
        #expect(try storage.makeStore().begin(try Self.request(1), within: Limits()) == .made)
        let errors = try Race.run(32) { number in
            let store = number.isMultiple(of: 2) ? storage.makeStore() : try storage.makeForeignStore()
            _ = try store.prove(Self.proof(1))
        }
        #expect(errors.count { $0 == nil } == 1)
        #expect(errors.compactMap { $0 }.allSatisfy { $0 as? TokenError == .invalid })
    }

    @Test(arguments: Backend.allCases) func anExpiredProofIsNone(backend: Backend) throws {
        let store = try backend.open().makeStore()
        #expect(try store.begin(try Self.request(1), within: Limits()) == .made)
        #expect(throws: TokenError.invalid) { try store.prove(Self.proof(1, seconds: 86_400)) }
        // A later sign-up is one of its own.
        #expect(try store.begin(try Self.request(2, seconds: 86_400), within: Limits()) == .made)
        #expect(try store.emailAddress(of: PendingSignUpID(Sample.objectID(2))) != nil)
        #expect(throws: TokenError.invalid) { try store.prove(Self.proof(1, signUp: 2, seconds: 86_401)) }
        _ = try store.prove(Self.proof(2, signUp: 2, seconds: 86_401))
    }

    @Test(arguments: Backend.allCases) func aProvedAddressIsTakenAndKeptFromBeingProvedAgain(backend: Backend) throws {
        let store = try backend.open().makeStore()
        #expect(try store.begin(try Self.request(1), within: Limits()) == .made)
        // The account is made in another way meanwhile.
        try store.add(
            Account(
                id: AccountID(Sample.objectID(7)), email: try #require(EmailAddress("New@example.org")),
                password: PasswordHash(phcString: "other"), isVerified: true))
        #expect(throws: TokenError.invalid) { try store.prove(Self.proof(1)) }
        #expect(throws: AccountError.emailTaken) { try store.begin(try Self.request(2), within: Limits()) }
        #expect(try store.begin(try Self.request(3, .resend), within: Limits()) == .ignored)
        let stored = try store.password(ofEmail: try #require(EmailAddress("new@example.org")))
        #expect(stored?.hash.phcString == "other")
    }

    @Test(arguments: Backend.allCases) func aProofIsRememberedForAWhile(backend: Backend) throws {
        let store = try backend.open().makeStore()
        #expect(try store.begin(try Self.request(1), within: Limits()) == .made)
        let made = try store.prove(Self.proof(1))
        let fingerprint = TokenFingerprint(tokenID: "1")
        #expect(try store.passwordSet(by: fingerprint, for: .verify, at: Sample.now)?.account == made)
        #expect(try store.passwordSet(by: fingerprint, for: .reset, at: Sample.now) == nil)
        #expect(try store.passwordSet(by: fingerprint, for: .verify, at: Sample.now + .seconds(600)) == nil)
        let tries = try (0..<4).map { _ in try store.takeRepetition(of: fingerprint, for: .verify, at: Sample.now) }
        #expect(tries == [true, true, true, false])
    }
}
