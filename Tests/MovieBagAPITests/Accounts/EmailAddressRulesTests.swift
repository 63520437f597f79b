import Testing

@Suite("Email addresses")
struct EmailAddressRulesTests {
    static let local64 = String(repeating: "l", count: 64)
    /// 189 bytes: three labels of 62 and the dots between and after them.
    static let domain189 = String(repeating: String(repeating: "d", count: 62) + ".", count: 3)

    @Test(arguments: [
        "a@b", "root@localhost", "ann+movies@example.org", "o'brien@example.org", "a.b.c@example.org",
        "!#$%&'*+-/=?^_`{|}~@example.org", "1@2.3", "ann@xn--bcher-kva.example", "\(local64)@example.org",
        // 64 + 1 + 189 = 254 bytes.
        "\(local64)@\(domain189.dropLast())x",
    ])
    func plainAddressIsAccepted(email: String) throws {
        try withWorld { world in
            _ = try world.addUser(email)
        }
    }

    @Test(arguments: [
        "", "@", "ann", "ann@", "@example.org", "ann@@example.org", "a@b@c", ".ann@example.org", "ann.@example.org",
        "a..b@example.org", "ann@.example.org", "ann@example.org.", "ann@example..org", "ann@-example.org",
        "ann@example-.org", "ann@exa_mple.org", "ann @example.org", " ann@example.org", "ann@example.org ",
        "\"ann\"@example.org", "ann(comment)@example.org", "ann@[192.0.2.1]", "Ann <ann@example.org>",
        "ann@example.org\n", "ann@example.org\r\nBcc: eve@example.org", "ann@example.org\0", "ann\0@example.org",
        "änn@example.org", "ann@exämple.org", "ann@example.org,eve@example.org", "ann;eve@example.org",
        "\(local64)l@example.org", "\(local64)@\(domain189)xx", "-@", "ann@\(String(repeating: "d", count: 64)).org",
    ])
    func otherAddressesAreRefusedAtSignUpAndWhenForgotten(email: String) throws {
        try withWorld { world in
            let signUp = Call("POST", "/api/auth/signup", json: credentials(email, "12345678"))
            try expect(try world.send(signUp), is: .schemaValidation)
            let forgot = Call("POST", "/api/auth/forgot", json: #"{"email":\#(quoted(email))}"#)
            try expect(try world.send(forgot), is: .schemaValidation)
            try expect(try world.logIn(email, "12345678"), is: .unauthorized)
        }
    }
}
