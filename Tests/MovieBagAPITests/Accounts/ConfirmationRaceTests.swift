import MovieBag
import Testing

/// What a password confirms is not done when that password, or the session, is no good any more by then.
@Suite struct ConfirmationRaceTests {
    /// What is confirmed.
    enum Change: CaseIterable {
        case apiToken, address, deletion, password

        func call(by user: User) -> Call {
            let current = #""current_password":\#(quoted(user.password))"#
            let (path, body) =
                switch self {
                case .apiToken: ("tokens", #"{\#(current),"name":"thief","scope":"write","days":365}"#)
                case .address: ("email", #"{\#(current),"email":"thief@example.net"}"#)
                case .deletion: ("delete", #"{\#(current)}"#)
                case .password: ("password", #"{\#(current),"password":"stolen horse"}"#)
                }
            return Call("POST", "/api/auth/\(path)", json: body, token: user.token)
        }
    }

    /// What its owner does while the password is checked.
    enum Rescue: CaseIterable {
        case reset, passwordChange, logOutAll, logOut
    }

    @Test(arguments: Change.allCases, Rescue.allCases) func itsOwnerIsNotOvertaken(change: Change, by rescue: Rescue)
        throws
    {
        try withWorld { world in
            let owner = try world.addUser()
            let thief = try world.again(owner)
            let reset = try world.resetToken(for: owner)
            let rescueCall =
                switch rescue {
                case .reset: Call("POST", "/api/auth/reset", json: resetBody(reset, password: "my own horse"))
                case .passwordChange:
                    Call(
                        "POST", "/api/auth/password",
                        json: #"{"current_password":"correct horse","password":"my own horse"}"#, token: owner.token)
                case .logOutAll: Call("POST", "/api/auth/logout-all", json: "{}", token: owner.token)
                case .logOut: Call("POST", "/api/auth/logout", token: thief.token)
                }
            // Between the moment at which the password was read and its hash.
            let service = world.composition.makeService(
                blockingRegion: Interruption { [composition = world.composition] in
                    // What became of it is what the test looks at.
                    _ = try? composition.makeService().response(rescueCall)
                })
            let isReplaced = rescue == .reset || rescue == .passwordChange
            try expect(try service.response(change.call(by: thief)), is: isReplaced ? .wrongPassword : .badAccessToken)
            #expect(try world.number("SELECT count(*) FROM api_tokens") == 0)
            #expect(try world.number("SELECT count(*) FROM links WHERE purpose = 'email'") == 0)
            let notices: [MailKind] =
                switch rescue {
                case .reset: [.passwordReset]
                case .passwordChange: [.passwordChanged]
                case .logOutAll, .logOut: []
                }
            #expect(try world.takeMails().map(\.mail.content.kind) == notices)
            let password = isReplaced ? "my own horse" : owner.password
            #expect(try world.logIn(owner.email, password).status == 200)
            // Not recorded as done either.
            #expect(
                try world.number(
                    """
                    SELECT count(*) FROM audit
                    WHERE kind IN ('token-made', 'email-change-requested', 'account-deleted')
                    """) == 0)
        }
    }

    @Test(arguments: Change.allCases) func withoutThatItIsDone(change: Change) throws {
        try withWorld { world in
            let user = try world.addUser()
            #expect(try world.send(change.call(by: user)).status == 200)
            #expect(try world.takeMails().count == (change == .apiToken ? 0 : 1))
        }
    }
}
