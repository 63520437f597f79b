import Mail
import MovieBag
import MovieBagSQLite
import Testing

/// Nobody sends an address one notice after the other by an account with that address.
@Suite struct NoticeBudgetTests {
    private func changePassword(of user: User, in world: World) throws -> TestResponse {
        let body = #"{"current_password":"correct horse","password":"correct horse"}"#
        return try world.send(Call("POST", "/api/auth/password", json: body, token: user.token))
    }

    private func leave(_ user: User, in world: World) throws -> TestResponse {
        try world.send(
            Call("POST", "/api/auth/delete", json: #"{"current_password":"correct horse"}"#, token: user.token))
    }

    @Test func changesOfThePasswordAreSpacedByAddressInAllProcesses() throws {
        try withWorld { world in
            let (ann, bob) = (try world.addUser(), try world.addUser("bob@example.org"))
            let other = try world.secondProcess()
            defer { other.database.close() }
            for _ in 0..<10 { #expect(try changePassword(of: ann, in: world).status == 200) }
            let refused = try changePassword(of: ann, in: world)
            #expect(refused.status == 429 && refused["Retry-After"] == ["360"])
            let body = #"{"current_password":"correct horse","password":"other horse"}"#
            let elsewhere = try other.makeService().response(
                Call("POST", "/api/auth/password", json: body, token: ann.token))
            #expect(elsewhere.status == 429)
            #expect(try world.logIn(ann.email, "correct horse").status == 200)
            #expect(try changePassword(of: bob, in: world).status == 200)
            #expect(try world.takeMails().count == 11)
            world.clock.advance(seconds: 360)
            #expect(try changePassword(of: ann, in: world).status == 200)
            #expect(try changePassword(of: ann, in: world).status == 429)
            #expect(try world.takeMails().count == 1)
        }
    }

    @Test func deletionsAreSpacedByAddressWhoeverHasIt() throws {
        try withWorld { world in
            for _ in 0..<10 { #expect(try leave(try world.addUser("Victim@example.org"), in: world).status == 200) }
            let last = try world.addUser("victim@example.org")
            let refused = try leave(last, in: world)
            #expect(refused.status == 429 && refused["Retry-After"] == ["360"])
            #expect(try world.accepts(last.token))
            #expect(try world.takeMails().count == 10)
            world.clock.advance(seconds: 360)
            #expect(try leave(last, in: world).status == 200)
            #expect(try world.takeMails().count == 1)
        }
    }

    @Test func withoutLimitsThereIsNone() throws {
        try withWorld(Arrangement(limits: .none)) { world in
            let user = try world.addUser()
            for _ in 0..<15 { #expect(try changePassword(of: user, in: world).status == 200) }
            #expect(try world.takeMails().count == 15)
        }
    }
}
