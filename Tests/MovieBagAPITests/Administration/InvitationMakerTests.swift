import MovieBag
import Testing

/// An invitation is good only as long as who made it is an administrator.
@Suite struct InvitationMakerTests {
    enum End: CaseIterable {
        case demotion, disabling, deletion

        func call(_ user: User, by other: User) -> Call {
            switch self {
            case .demotion: Call("PATCH", "/api/accounts/\(user.id)", json: #"{"role":"member"}"#, token: other.token)
            case .disabling: Call("PATCH", "/api/accounts/\(user.id)", json: #"{"disabled":true}"#, token: other.token)
            case .deletion:
                Call(
                    "POST", "/api/auth/delete", json: #"{"current_password":\#(quoted(user.password))}"#,
                    token: user.token)
            }
        }
    }

    private func invite(by user: User, _ body: String = #"{"role":"administrator","days":90}"#) -> Call {
        Call("POST", "/api/invitations", json: body, token: user.token)
    }

    private func count(by user: User, in world: World) throws -> Int {
        try world.get("/api/invitations", by: user).objects().count
    }

    @Test(arguments: End.allCases) func thoseOfAnAdministratorEndWithTheRights(end: End) throws {
        try withWorld { world in
            let (ada, eve) = (try world.addAdministrator(), try world.addAdministrator("eve@example.org"))
            let link = try world.send(invite(by: eve)).member("link")
            let mailed = try world.send(invite(by: eve, #"{"email":"bob@example.org"}"#))
            #expect(mailed.status == 200)
            #expect(try world.send(invite(by: ada)).status == 200)
            #expect(try world.send(end.call(eve, by: ada)).status == 200)
            #expect(try count(by: ada, in: world) == 1)
            let token = try #require(link.split(separator: "/").last)
            let signUp = #"{"email":"mallory@example.org","password":"correct horse","invitation":"\#(token)"}"#
            try expect(try world.send(Call("POST", "/api/auth/signup", json: signUp)), is: .badInvitation)
            // Nor is the one mailed that waits still.
            #expect(try world.takeMails().map(\.mail.content.kind) == (end == .deletion ? [.accountDeleted] : []))
        }
    }

    @Test(arguments: [End.demotion, .disabling]) func whoLosesThemMeanwhileMakesAndWithdrawsNone(end: End) throws {
        try withWorld { world in
            let (ada, eve) = (try world.addAdministrator(), try world.addAdministrator("eve@example.org"))
            try world.proveAddress(of: eve)
            let id = try world.send(invite(by: ada)).member("id")
            for call in [invite(by: eve), Call("DELETE", "/api/invitations/\(id)", token: eve.token)] {
                let service = world.composition.makeService(
                    blockingRegion: Interruption { [composition = world.composition] in
                        // What became of it is what the test looks at.
                        _ = try? composition.makeService().response(end.call(eve, by: ada))
                    })
                try expect(try service.response(call), is: .administratorsOnly)
                #expect(try count(by: ada, in: world) == 1)
                try world.post(
                    "/api/accounts/\(eve.id)", #"{"role":"administrator","disabled":false}"#, by: ada, method: "PATCH")
                if end == .disabling { break }
            }
        }
    }
}
