import Mail
import MovieBag
import Testing

@Suite("Email addresses")
struct EmailAddressRulesTests {
    static let local64 = String(repeating: "l", count: 64)
    /// 189 bytes: three labels of 62 and the dots between and after them.
    static let domain189 = String(repeating: String(repeating: "d", count: 62) + ".", count: 3)

    @Test(arguments: [
        "a@b.c", "ann+movies@example.org", "o'brien@example.org", "a.b.c@example.org", "1@2.x",
        "#$&'*+-/=?^_`{}~@example.org", "ann/lee@example.org", "ann@xn--bcher-kva.example", "\(local64)@example.org",
        // 64 + 1 + 189 = 254 bytes.
        "\(local64)@\(domain189.dropLast())x",
    ])
    func plainAddressIsAccepted(email: String) throws {
        try withWorld { world in
            _ = try world.addUser(email)
        }
    }

    /// ASVS 1.3.11
    @Test(arguments: [
        "", "@", "ann", "ann@", "@example.org", "ann@@example.org", "a@b@c", ".ann@example.org", "ann.@example.org",
        "a..b@example.org", "ann@.example.org", "ann@example.org.", "ann@example..org", "ann@-example.org",
        "ann@example-.org", "ann@exa_mple.org", "ann @example.org", "ann@ example.org", "   ",
        "\"ann\"@example.org", "ann(comment)@example.org", "ann@[192.0.2.1]", "Ann <ann@example.org>",
        "ann@example.org\r\nBcc: eve@example.org", "ann@example.org\0", "ann\0@example.org",
        "änn@example.org", "ann@exämple.org", "ann@example.org,eve@example.org", "ann;eve@example.org",
        "\(local64)l@example.org", "\(local64)@\(domain189)xx", "-@", "ann@\(String(repeating: "d", count: 64)).org",
    ])
    func otherAddressesAreRefusedAtSignUpAndWhenForgotten(email: String) throws {
        try withWorld { world in
            let signUp = Call("POST", "/api/auth/signup", json: credentials(email, "horse 42"))
            try expect(try world.send(signUp), is: .schemaValidation)
            let forgot = Call("POST", "/api/auth/forgot", json: #"{"email":\#(quoted(email))}"#)
            try expect(try world.send(forgot), is: .schemaValidation)
            try expect(try world.logIn(email, "horse 42"), is: .unauthorized)
        }
    }

    /// What is refused at sign-up alone, and the rule that the response says.
    static let dangerous: [(email: String, rule: String)] = [
        ("ann%example.com@example.org", "must not contain %, ! or | before the @"),
        ("example.com!ann@example.org", "must not contain %, ! or | before the @"),
        ("|reboot@example.org", "must not contain %, ! or | before the @"),
        ("/etc/passwd@example.org", "must not begin with /"),
        ("ann@127.0.0.1", "must have a domain that does not end in a number"),
        ("ann@1234", "must have a domain that does not end in a number"),
        ("ann@0x7f.1", "must have a domain that does not end in a number"),
        ("ann@127.0.0.0x1", "must have a domain that does not end in a number"),
        ("ann@example.0X7F", "must have a domain that does not end in a number"),
        ("ann@localhost", "must have a domain with a dot, such as example.org"),
    ]

    /// ASVS 1.3.3
    @Test(arguments: dangerous)
    func addressThatIsDangerousToHandToAMailServerIsRefusedAtSignUpAlone(email: String, rule: String) throws {
        try withWorld { world in
            let signUp = try world.send(Call("POST", "/api/auth/signup", json: credentials(email, "horse 42")))
            try expect(signUp, is: .schemaValidation)
            #expect(try signUp.member("detail") == "email: \(rule)")
            // An account that has it already goes on.
            let user = try world.addUser("ann@example.net")
            try world.execute("UPDATE accounts SET email = '\(email)'")
            #expect(try world.logIn(email, user.password).status == 200)
            let forgot = try world.send(Call("POST", "/api/auth/forgot", json: #"{"email":\#(quoted(email))}"#))
            #expect(forgot.status == 200)
            let token = try world.takeReset(
                for: User(id: user.id, email: email, password: user.password, token: user.token))
            #expect(try world.reset(token, password: "another horse").status == 200)
            let mails = try world.takeMails()
            #expect(mails.map(\.recipient.text) == [email])
        }
    }

    @Test(arguments: ["root@localhost", "ann@movies"])
    func domainWithoutADotMaySignUpWhereMailIsLocal(email: String) throws {
        try withWorld(Arrangement(allowsLocalMail: true)) { world in
            _ = try world.addUser(email)
            for (email, rule) in Self.dangerous where email != "ann@localhost" {
                let signUp = try world.send(Call("POST", "/api/auth/signup", json: credentials(email, "horse 42")))
                #expect(try signUp.member("detail") == "email: \(rule)")
            }
        }
    }

    @Test(arguments: [" ", "\n", "\t\r\n ", "\u{A0}", "\u{2003}\u{3000}"])
    func whiteSpaceAroundAnAddressDoesNotCount(space: String) throws {
        try withWorld { world in
            let spaced = "\(space)ann@example.org\(space)"
            let signUp = Call("POST", "/api/auth/signup", json: credentials(spaced, "correct horse"))
            #expect(try world.send(signUp).status == 200)
            for email in [spaced, "ann@example.org", "ann@example.org\(space)"] {
                #expect(try world.logIn(email, "correct horse").status == 200)
            }
            let forgot = Call("POST", "/api/auth/forgot", json: #"{"email":\#(quoted(spaced))}"#)
            #expect(try world.send(forgot).status == 200)
            let mails = try world.takeMails()
            #expect(mails.map(\.recipient.text) == ["ann@example.org"])
        }
    }
}
