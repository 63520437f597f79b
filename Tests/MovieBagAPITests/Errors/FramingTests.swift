import Testing

@Suite("The declared length of a body")
struct FramingTests {
    @Test(arguments: [nil, "", "-1", "abc", "1e3", "0x20", " 12", "+12", "99 ", "１２"])
    func lengthThatIsNoNumberIsIgnored(length: String?) throws {
        try withWorld { world in
            var call = Call("POST", "/api/auth/signup", json: credentials("ann@example.org", "horse 42"))
            call.contentLength = length
            let response = try world.send(call)
            #expect(response.status == 200)
        }
    }

    @Test func rightLengthPasses() throws {
        try withWorld { world in
            let body = credentials("ann@example.org", "horse 42")
            for length in ["\(body.utf8.count)", "000\(body.utf8.count)"] {
                var call = Call("POST", "/api/auth/signup", json: body)
                call.contentLength = length
                let response = try world.send(call)
                #expect(response.status == 200 || response.text.contains("EmailAlreadyExists"))
            }
        }
    }

    static let lies = [
        "0", "1", "10", "1000000", "999999999999999999", "1000000000000000000", "99999999999999999999999",
    ]

    /// ASVS 4.2.1
    @Test(arguments: lies)
    func wrongLengthChangesNothing(length: String) throws {
        try withWorld { world in
            let user = try world.addAdministrator()
            let id = try world.addMovie("Ran", by: user)
            let before = try world.movies()
            for route in Route.takingBodies {
                var call = route.call(Array(route.body.utf8), token: user.token)
                if route.method == "PUT" { call.uri = "/api/movies/\(id)" }
                call.contentLength = length
                try expect(try world.send(call), is: .schemaValidation, "\(route.testDescription)")
            }
            #expect(try world.movies() == before)
            try expect(try world.logIn("eve@example.org", "horse 42"), is: .unauthorized)
        }
    }

    @Test func truncatedResetLeavesTheTokenGood() throws {
        try withWorld { world in
            let user = try world.addUser()
            let token = try world.resetToken(for: user)
            var call = Call("POST", "/api/auth/reset", json: resetBody(token, password: "another password"))
            call.contentLength = "5000"
            try expect(try world.send(call), is: .schemaValidation)
            #expect(try world.accepts(user.token))
            #expect(try world.reset(token, password: "another password").status == 200)
            try world.takeConfirmation(for: user)
        }
    }
}
