import Cryptography
import MovieBag
import Testing

@Suite("Attacks on tokens where there are several keys")
struct KeyAttackTests {
    /// The key of the forge under the name `first`, which signs, and two others.
    private static func ring() throws -> KeyRing {
        try KeyRing(key(1, nil, created: 0)).adding(key(2, "second", created: 1))
            .adding(
                TokenKey(
                    id: JWSKeyID("first".utf8), bytes: SecretBytes(TestComposition.signingKey),
                    created: UnixTime(seconds: 2)))
    }

    private static func key(_ number: UInt8, _ name: String?, created: Int64) throws -> TokenKey {
        try TokenKey(
            id: name.flatMap { JWSKeyID($0.utf8) }, bytes: SecretBytes([UInt8](repeating: number, count: 32)),
            created: UnixTime(seconds: created))
    }

    private static let header = #"{"alg":"HS256","kid":"first","typ":"JWT"}"#

    /// The attacks of one key too: as they come they have no name, which is that of a key that did not sign them.
    /// ASVS 9.1.3
    @Test(arguments: TokenAttack.onKeys + TokenAttack.all, ["access", "reset"])
    func isRefusedOnEveryWayIn(attack: TokenAttack, purpose: String) throws {
        var arrangement = Arrangement()
        arrangement.keys = try Self.ring()
        try withWorld(arrangement) { world in
            let user = try world.addUser()
            let token = purpose == "access" ? user.token : try world.resetToken(for: user)
            let forged = attack.forge(try TokenForge(token))
            #expect(!forged.isEmpty)
            for token in forged {
                let comment: Comment = "\(String(decoding: token.prefix(300), as: UTF8.self))"
                try expect(try world.send(bearing: token), is: .badAccessToken, comment)
                let isText = String(validating: token, as: UTF8.self) != nil
                // Longer than any body below /api/auth may be.
                let error = token.count > 16_384 ? ExpectedError.bodyTooLarge : isText ? .badToken : .schemaValidation
                try expect(try world.send(resettingWith: token), is: error, comment)
            }
            if purpose == "access" {
                #expect(try world.accepts(token))
            } else {
                #expect(try world.reset(token, password: "another horse").status == 200)
                try world.takeConfirmation(for: user)
            }
        }
    }

    /// Were the forge's own signatures wrong, every attack would be refused for that alone.
    @Test func forgeIsSound() throws {
        var arrangement = Arrangement()
        arrangement.keys = try Self.ring()
        try withWorld(arrangement) { world in
            let user = try world.addUser()
            let access = try TokenForge(user.token)
            #expect(access.signed(header: Self.header) == user.token)
            #expect(try world.accepts(access.signed(header: Self.header)))
        }
    }

    /// Sessions and links of before a rotation are good after it, and those of a key that is removed are refused as any other.
    @Test func aRotationEndsNothingAndARemovalDoes() throws {
        try withWorld { world in
            let user = try world.addUser()
            let link = try world.resetToken(for: user)
            let (ring, key) = try world.composition.keys.ring.rotated(at: world.clock.now)
            try world.composition.keys.replace(with: ring)
            world.clock.advance(seconds: 200)
            #expect(try world.accepts(user.token))
            let later = try world.logIn(user.email, user.password).member("token")
            #expect(try TokenForge(later).parts[0] == TokenForge.encoded(Self.header(key)))
            #expect(try world.accepts(later))
            // A mail that was asked for before is signed with the key of its delivery.
            let sent = try world.resetToken(for: user)
            #expect(try TokenForge(sent).parts[0] == TokenForge.encoded(Self.header(key)))

            try world.composition.keys.replace(with: ring.removing("-", at: world.clock.now))
            try expect(try world.send(bearing: Array(user.token.utf8)), is: .badAccessToken)
            try expect(try world.send(resettingWith: Array(link.utf8)), is: .badToken)
            #expect(try world.accepts(later))
            #expect(try world.reset(sent, password: "another horse").status == 200)
            try world.takeConfirmation(for: user)
        }
    }

    private static func header(_ key: TokenKey) -> String {
        #"{"alg":"HS256","kid":"\#(key.name)","typ":"JWT"}"#
    }
}
