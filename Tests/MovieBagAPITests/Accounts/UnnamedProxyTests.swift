import MovieBag
import Testing

/// Which clients a budget by address may hold for, on a site that names no proxy.
@Suite struct UnnamedProxyTests {
    private func logIn(_ user: User, from address: String, in world: World) throws {
        var call = Call("POST", "/api/auth/login", json: credentials(user.email, user.password))
        call.others["REMOTE_ADDR"] = address
        #expect(try world.service.response(call).status == 200)
    }

    private func isIdentified(_ address: String, _ clients: ClientRecognition) throws -> Bool {
        try clients.client(remote: Array(address.utf8), forwardedFor: nil).isIdentified
    }

    @Test func anAddressThatAllLogInFromIdentifiesNobody() throws {
        try withWorld { world in
            let users = try (1...5).map { try world.addUser("user\($0)@example.org") }
            let clients = world.composition.makeClients(world.service.store)
            func logInAll(from address: String, times: Int) throws {
                for user in users { for _ in 0..<times { try logIn(user, from: address, in: world) } }
                world.clock.advance(seconds: 10)
            }
            try logInAll(from: "10.0.0.5", times: 9)
            #expect(try isIdentified("10.0.0.5", clients))
            try logInAll(from: "10.0.0.5", times: 1)
            #expect(try !isIdentified("10.0.0.5", clients))
            #expect(try isIdentified("10.0.0.6", clients))
            // Known for a while without another look.
            for user in users { try logIn(user, from: "10.0.0.6", in: world) }
            // Each is told of another client.
            #expect(try world.takeMails().count == 5)
            #expect(try !isIdentified("10.0.0.5", clients))
            world.clock.advance(seconds: 10)
            #expect(try isIdentified("10.0.0.5", clients))
            // Another process, and one that starts later, knows it too.
            try logInAll(from: "10.0.0.6", times: 9)
            let later = try world.secondProcess()
            #expect(try !isIdentified("10.0.0.6", later.makeClients(later.makeService().store)))
        }
    }
}
