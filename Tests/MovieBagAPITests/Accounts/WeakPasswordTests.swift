import Cryptography
import Glibc
import MovieBag
import MovieBagSQLite
import TestFiles
import Testing

/// New passwords that are too easy to guess.
@Suite("Weak passwords")
struct WeakPasswordTests {
    /// Passwords for ann.example@example.org, each with what is said of it.
    static let weak: [(String, String)] = [
        ("password", "must not be one of the most common passwords"),
        ("QWERTYUIOP", "must not be one of the most common passwords"),
        ("Ann.Example@example.org", "must not be your email address"),
        ("ANN.EXAMPLE", "must not be a part of your email address"),
        ("Movie-bag", "must not be the name of this site"), ("localhost", "must not be the name of this site"),
        ("\u{a0}\u{2003}  \t\n  ", "must not consist of spaces only"),
    ]

    private static func signUp(_ password: String, _ email: String = "ann.example@example.org") -> Call {
        Call("POST", "/api/auth/signup", json: credentials(email, password))
    }

    private static func detail(_ response: TestResponse) throws -> String { try response.member("detail") }

    /// ASVS 6.2.4, 6.2.11
    @Test(arguments: weak) func signUpRefusesThemAndSaysTheRule(password: String, rule: String) throws {
        try withWorld { world in
            let response = try world.send(Self.signUp(password))
            try expect(response, is: .weakPassword)
            #expect(try Self.detail(response) == "password: \(rule)")
            // There is no account.
            #expect(try world.send(Self.signUp("correct horse")).status == 200)
        }
    }

    /// ASVS 6.2.4
    @Test(arguments: weak) func aResetRefusesThemAndTheLinkStaysGood(password: String, rule: String) throws {
        try withWorld { world in
            let user = try world.addUser("ann.example@example.org")
            let token = try world.resetToken(for: user)
            for _ in 0..<3 {
                let response = try world.reset(token, password: password)
                try expect(response, is: .weakPassword)
                #expect(try Self.detail(response) == "password: \(rule)")
            }
            #expect(try world.accepts(user.token), "sessions go on")
            #expect(try world.logIn(user.email, user.password).status == 200)
            #expect(try world.reset(token, password: "another horse").status == 200)
            try world.takeConfirmation(for: user)
        }
    }

    /// ASVS 6.2.4
    @Test(arguments: weak) func aChangeRefusesThemBeforeAnythingIsHashed(password: String, rule: String) throws {
        try withWorld { world in
            let user = try world.addUser("ann.example@example.org")
            let exhausted = world.composition.makeService(blockingRegion: ExhaustedPool())
            for current in [user.password, "wrong horse"] {
                let body = #"{"current_password":\#(quoted(current)),"password":\#(quoted(password))}"#
                let response = try exhausted.response(Call("POST", "/api/auth/password", json: body, token: user.token))
                try expect(response, is: .weakPassword)
                #expect(try Self.detail(response) == "password: \(rule)")
            }
            #expect(try world.logIn(user.email, user.password).status == 200)
        }
    }

    @Test func thePageShowsTheRuleInItsFormAndTheLinkStaysGood() throws {
        try withWorld { world in
            let user = try world.addUser("ann.example@example.org")
            let token = try world.resetToken(for: user)
            for (password, rule) in [
                ("PassWord", "it must not be one of the most common passwords."),
                ("ann.example%40example.org", "it must not be your email address."),
                ("++++++++", "it must not consist of spaces only."),
            ] {
                let response = try world.submit("password=\(password)", to: token)
                #expect(response.status == 400)
                #expect(response.showsForm && response.showsProblem)
                #expect(response.text.contains("Please choose another password: \(rule)"))
            }
            #expect(try world.accepts(user.token))
            #expect(try world.submit("password=another+horse", to: token).status == 303)
            try world.takeConfirmation(for: user)
        }
    }

    @Test func aUsedOrForgedLinkIsSaidFirst() throws {
        try withWorld { world in
            let user = try world.addUser()
            let token = try world.resetToken(for: user)
            try expect(try world.reset("a.b.c", password: "password"), is: .badToken)
            #expect(try world.reset(token, password: "another horse").status == 200)
            try world.takeConfirmation(for: user)
            try expect(try world.reset(token, password: "password"), is: .badToken)
            #expect(try world.submit("password=password", to: token).status == 403)
        }
    }

    @Test func signUpSaysItBeforeTheAddressIsLookedUp() throws {
        try withWorld { world in
            _ = try world.addUser("ann.example@example.org")
            try expect(try world.send(Self.signUp("password")), is: .weakPassword)
            try expect(try world.send(Self.signUp("another horse")), is: .emailAlreadyExists)
        }
    }

    @Test func nothingIsHashedForThem() throws {
        try withWorld { world in
            let user = try world.addUser()
            let token = try world.resetToken(for: user)
            let exhausted = world.composition.makeService(blockingRegion: ExhaustedPool())
            try expect(try exhausted.response(Self.signUp("password")), is: .weakPassword)
            let reset = Call("POST", "/api/auth/reset", json: resetBody(token, password: "password"))
            try expect(try exhausted.response(reset), is: .weakPassword)
        }
    }

    /// Whatever an account has already stays good: the rules are for new passwords.
    @Test func logInsAreNotJudged() throws {
        try withWorld { world in
            let user = try world.addUser()
            var rules = PasswordRules()
            rules.minimum = 128
            rules.list = try PasswordList(parsing: Array("correct horse\n".utf8))
            let strict = try world.process(Arrangement(passwords: rules))
            defer { strict.database.close() }
            let service = strict.makeService()
            let logIn = Call("POST", "/api/auth/login", json: credentials(user.email, user.password))
            #expect(try service.response(logIn).status == 200)
            for password in ["password", "short", user.email] {
                let wrong = Call("POST", "/api/auth/login", json: credentials(user.email, password))
                try expect(try service.response(wrong), is: .unauthorized)
            }
        }
    }

    @Test func aLargerMinimumIsAWeakPasswordAndTheContractsIsNot() throws {
        var rules = PasswordRules()
        rules.minimum = 15
        try withWorld(Arrangement(passwords: rules)) { world in
            try expect(try world.send(Self.signUp("1234567")), is: .schemaValidation)
            try expect(try world.send(Self.signUp(String(repeating: "x", count: 1025))), is: .schemaValidation)
            let response = try world.send(Self.signUp("fourteen bytes"))
            try expect(response, is: .weakPassword)
            #expect(try Self.detail(response) == "password: must be at least 15 bytes long")
            let user = try world.addUser("ann.example@example.org", password: "fifteen bytes..")
            let token = try world.resetToken(for: user)
            let form = try world.open(token)
            #expect(form.text.contains(#"minlength="15""#) && form.text.contains("At least 15 characters."))
            for password in ["short", "fourteen+bytes"] {
                let again = try world.submit("password=\(password)", to: token)
                #expect(again.status == 400 && again.showsForm)
                #expect(again.text.contains("Please choose a password of at least 15 characters"))
            }
        }
    }

    @Test func theFormOfTheStandardMinimumSaysEight() throws {
        try withWorld { world in
            let form = try world.open(try world.resetToken(for: world.addUser()))
            #expect(form.text.contains(#"minlength="8""#) && form.text.contains("At least 8 characters."))
        }
    }

    /// SHA-1 of `correct horse` and of `another horse`.
    private static let breached = """
        2F9E53523B62ABC141A2B4D6019D23CBA835DBD0:31
        96EEEC9C4A43D5BE5B68C458B2FA036E8862796C:1

        """

    /// ASVS 6.2.12
    @Test func breachedPasswordsAreRefusedAndAFileThatFailsLocksNoOneOut() throws {
        let directory = try TemporaryDirectory()
        var rules = PasswordRules()
        rules.breached = try SortedHashFile(path: directory.write(Self.breached, to: "hashes"))
        try withWorld(Arrangement(passwords: rules)) { world in
            let response = try world.send(Self.signUp("correct horse"))
            try expect(response, is: .weakPassword)
            #expect(
                try Self.detail(response) == "password: must not be known from a data breach of another site")
            let user = try world.addUser(password: "Correct horse")
            let token = try world.resetToken(for: user)
            let form = try world.submit("password=another+horse", to: token)
            #expect(
                form.status == 400 && form.text.contains("it must not be known from a data breach of another site."))
            #expect(world.composition.errors.all == [])

            #expect(truncate(directory["hashes"], 0) == 0)
            #expect(try world.send(Self.signUp("correct horse")).status == 200)
            #expect(try world.submit("password=another+horse", to: token).status == 303)
            try world.takeConfirmation(for: user)
            #expect(
                world.composition.errors.all
                    == Array(repeating: "breached passwords: cannot be read: it has become shorter", count: 2))
            try expect(try world.send(Self.signUp("password")), is: .weakPassword)
        }
    }
}
