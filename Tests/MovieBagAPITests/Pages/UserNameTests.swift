import Testing
import Web

/// The form names the account, so that a password manager keeps the new password under the right name.
@Suite struct UserNameTests {
    private static func field(_ address: String) -> String {
        #"<input type="text" name="username" value="\#(address)" autocomplete="username" readonly hidden>"#
    }

    @Test func itIsThereWheneverTheLinkIsGood() throws {
        try withWorld { world in
            let user = try world.addUser()
            let token = try world.resetToken(for: user)
            let expected = Self.field(user.email)
            #expect(try world.open(token).text.contains(expected))
            for weak in ["password=short", "", "password=%zz"] {
                #expect(try world.submit(weak, to: token).text.contains(expected), "\(weak)")
            }
        }
    }

    @Test func noUserNameIsShownWithoutAGoodLink() throws {
        try withWorld { world in
            let user = try world.addUser()
            let token = try world.resetToken(for: user)
            #expect(try world.submit("password=another+horse", to: token).status == 303)
            try world.takeConfirmation(for: user)
            for response in [try world.open(token), try world.submit("", to: token), try world.open("done")] {
                #expect(!response.text.contains(user.email))
            }
        }
    }

    @Test func itsCharactersStayText() throws {
        try withWorld { world in
            let user = try world.addUser("o'neil&sons@example.org")
            let token = try world.resetToken(for: user)
            #expect(try world.open(token).text.contains(Self.field("o&#39;neil&amp;sons@example.org")))
        }
    }

    /// Browsers and password managers send fields that nobody asked for.
    @Test(arguments: ["_charset_=UTF-8", "username=ann%40example.org", "submit=Set+new+password", "x", "=", "x=1&x=2"])
    func otherFieldsDoNotMatter(_ field: String) throws {
        try withWorld { world in
            let user = try world.addUser()
            let token = try world.resetToken(for: user)
            #expect(try world.submit("\(field)&password=another+horse", to: token).status == 303)
            #expect(try world.logIn(user.email, "another horse").status == 200)
            try world.takeConfirmation(for: user)
        }
    }
}
