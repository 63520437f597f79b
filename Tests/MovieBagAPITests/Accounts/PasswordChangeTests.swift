import MovieBag
import MovieBagSQLite
import Testing

@Suite struct PasswordChangeTests {
    private func change(_ user: User, from current: String, to new: String, in world: World) throws -> TestResponse {
        let body = #"{"current_password":\#(quoted(current)),"password":\#(quoted(new))}"#
        return try world.send(Call("POST", "/api/auth/password", json: body, token: user.token))
    }

    /// ASVS 6.2.2, 6.3.7, 7.4.3
    @Test func itEndsEveryOtherSessionAndVoidsTheLinks() throws {
        try withWorld { world in
            let first = try world.addUser()
            let second = try world.again(first)
            let link = try world.resetToken(for: first)
            #expect(try change(second, from: first.password, to: "another horse", in: world).status == 200)
            try world.takeConfirmation(.passwordChanged, for: first)
            #expect(try !world.accepts(first.token) && world.accepts(second.token))
            try expect(try world.reset(link, password: "a third horse"), is: .badToken)
            try expect(try world.logIn(first.email, first.password), is: .unauthorized)
            #expect(try world.logIn(first.email, "another horse").status == 200)
        }
    }

    /// ASVS 6.2.3
    @Test func aWrongPasswordChangesNothingAndIsReported() throws {
        try withWorld { world in
            let user = try world.addUser()
            for wrong in ["wrong horse", "", "correct hors", "correct horse ", "short"] {
                try expect(try change(user, from: wrong, to: "another horse", in: world), is: .wrongPassword)
            }
            let failed = world.composition.events.all.filter { $0.kind == .confirmationFailed }
            #expect(failed.count == 5)
            #expect(try world.logIn(user.email, user.password).status == 200)
        }
    }

    @Test func aBadNewPasswordIsRefusedBeforeTheCurrentOneIsLookedAt() throws {
        try withWorld { world in
            let user = try world.addUser()
            try expect(try change(user, from: "wrong horse", to: "short", in: world), is: .schemaValidation)
        }
    }

    @Test func ofManyAtOnceOneSucceeds() throws {
        try withWorld { world in
            let user = try world.addUser()
            let processes = [world.composition, try world.secondProcess()]
            defer { processes[1].database.close() }
            let statuses = try onThreads(64) { number, waitForOthers in
                let service = processes[number % 2].makeService()
                let body = #"{"current_password":"correct horse","password":"horse number \#(number)"}"#
                waitForOthers()
                return try service.response(Call("POST", "/api/auth/password", json: body, token: user.token)).status
            }
            #expect(statuses.count { $0 == 200 } == 1 && statuses.count { $0 == 403 } == 63)
            try world.takeConfirmation(.passwordChanged, for: user)
        }
    }
}
