import MovieBag
import Testing
import Web

/// What is reported of accounts, for the log.
@Suite struct AccountEventTests {
    private func kinds(_ world: World) -> [String] { world.composition.events.kinds }

    private func send(_ world: World, _ path: String, _ json: String) throws {
        var call = Call("POST", path, json: json)
        call.others = ["REMOTE_ADDR": "192.0.2.7"]
        _ = try world.send(call)
    }

    @Test func aRefusedLogInIsReportedWithItsAccount() throws {
        try withWorld { world in
            let user = try world.addUser()
            #expect(kinds(world) == [], "what succeeds is none")
            for credentials in [
                credentials(user.email, "wrong horse"), credentials("nobody@example.org", "wrong horse"),
                credentials("not an address", "wrong horse"), credentials(user.email, "short"),
            ] {
                try send(world, "/api/auth/login", credentials)
            }
            #expect(kinds(world) == [user.id, "nil", "nil", user.id].map { "logInFailed \($0)" })
            #expect(world.composition.events.all.allSatisfy { $0.client?.description == "192.0.2.7" })
        }
    }

    @Test func aResetIsReportedWhenItIsAskedForAndWhenItIsDone() throws {
        try withWorld { world in
            let user = try world.addUser()
            try send(world, "/api/auth/forgot", #"{"email":"nobody@example.org"}"#)
            try send(world, "/api/auth/forgot", #"{"email":"\#(user.email)"}"#)
            let first = try world.takeReset(for: user)
            try send(world, "/api/auth/reset", resetBody(first, password: "another horse"))
            try world.takeConfirmation(for: user)
            let second = try world.resetToken(for: user)
            for _ in 0..<2 { #expect(try world.submit("password=a+third+horse", to: second).status == 303) }
            try world.takeConfirmation(for: user)
            #expect(try world.submit("password=a+fourth+horse", to: second).status == 403)
            #expect(
                kinds(world) == [
                    "resetRequested nil", "resetRequested \(user.id)", "passwordReset \(user.id)",
                    "resetRequested \(user.id)", "passwordReset \(user.id)",
                ])
        }
    }
}
