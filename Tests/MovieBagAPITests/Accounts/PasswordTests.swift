import Testing

@Suite("Passwords")
struct PasswordTests {
    /// ASVS 6.2.1
    @Test(arguments: [0, 1, 7, 1025, 16_000])
    func otherLengthsAreRefused(length: Int) throws {
        try withWorld { world in
            let password = String(repeating: "p", count: length)
            let signUp = Call("POST", "/api/auth/signup", json: credentials("eve@example.org", password))
            try expect(try world.send(signUp), is: .schemaValidation)

            let user = try world.addUser()
            let token = try world.resetToken(for: user)
            try expect(try world.reset(token, password: password), is: .schemaValidation)
            #expect(try world.logIn(user.email, user.password).status == 200)
        }
    }

    /// ASVS 6.2.1, 6.2.9
    @Test(arguments: [8, 9, 64, 65, 128, 1023, 1024])
    func eightToAThousandAndTwentyFourBytesAreAccepted(length: Int) throws {
        try withWorld { world in
            // The same letter eight times would be a common password.
            let user = try world.addUser(password: String(String(repeating: "pw ", count: length).prefix(length)))
            let token = try world.resetToken(for: user)
            let another = String(String(repeating: "qw ", count: length).prefix(length))
            #expect(try world.reset(token, password: another).status == 200)
            try world.takeConfirmation(for: user)
            #expect(try world.logIn(user.email, another).status == 200)
        }
    }

    @Test func lengthIsCountedInBytes() throws {
        try withWorld { world in
            // Four mails of two bytes, and 342 of three.
            _ = try world.addUser("short@example.org", password: "éééé")
            let long = String(repeating: "語", count: 342)
            let signUp = Call("POST", "/api/auth/signup", json: credentials("long@example.org", long))
            try expect(try world.send(signUp), is: .schemaValidation)
            _ = try world.addUser("fits@example.org", password: String(long.dropLast()) + "p")
        }
    }

    /// Pairs of different passwords that a sloppy service would take for the same.
    static let pairs: [(String, String)] = [
        padded(64, "a", "b"), padded(72, "a", "b"), padded(127, "a", "b"), padded(1023, "a", "b"), padded(64, "", "b"),
        padded(72, "", "b"), ("pass\0word one", "pass\0word two"), ("pass\0word", "pass\0ward"),
        ("\0password", "\0passw0rd"), ("correct horse", "Correct horse"), ("correct horse", "correct horse "),
        ("correct horse", " correct horse"), ("correct horse", "correct  horse"),
        ("caf\u{E9} noir", "cafe\u{301} noir"),
        ("correct horse", "correct horse\n"), ("ＡＢＣＤＥＦＧＨ", "ABCDEFGH"), ("horse 42", "horse 42\u{FEFF}"),
    ]

    /// ASVS 6.2.8
    @Test(arguments: pairs)
    func passwordIsUsedExactlyAsSent(right: String, wrong: String) throws {
        try withWorld { world in
            let user = try world.addUser(password: right)
            try expect(try world.logIn(user.email, wrong), is: .unauthorized)
            #expect(try world.logIn(user.email, right).status == 200)
        }
    }

    /// Two passwords that differ only after `count` bytes.
    private static func padded(_ count: Int, _ first: String, _ second: String) -> (String, String) {
        let start = String(repeating: "p", count: count)
        return (start + first, start + second)
    }
}
