import Cryptography
import Mail
import MovieBag
import MovieBagSQLite
import Testing
import Web

/// Log-ins after the parameters of password hashes were changed.
@Suite("Hashing a password anew at log-in")
struct RehashTests {
    /// How the service is set up after the change.
    private static let changed = Arrangement(scrypt: (logN: 2, r: 1, p: 1))

    private static func parameters(of user: User, in world: World) throws -> Substring? {
        let account = try world.service.store.account(withEmail: #require(EmailAddress(user.email)))
        return account?.password.phcString.split(separator: "$")[1]
    }

    private static func logIn(_ user: User, _ service: Service, password: String? = nil) throws -> TestResponse {
        try service.response(
            Call("POST", "/api/auth/login", json: credentials(user.email, password ?? user.password)))
    }

    /// ASVS 11.2.2
    @Test(arguments: [(2, 1, 1), (3, 2, 1), (2, 1, 3)])
    func theRightPasswordIsHashedWithTodaysParametersRaisedOrLowered(logN: Int, r: Int, p: Int) throws {
        try withWorld(Arrangement(scrypt: (logN: 3, r: 1, p: 2))) { world in
            let user = try world.addUser()
            let changed = try world.process(Arrangement(scrypt: (logN: logN, r: r, p: p)))
            defer { changed.database.close() }
            try expect(try Self.logIn(user, changed.makeService(), password: "wrong horse"), is: .unauthorized)
            #expect(try Self.parameters(of: user, in: world) == "ln=3,r=1,p=2")
            #expect(try Self.logIn(user, changed.makeService()).status == 200)
            #expect(try Self.parameters(of: user, in: world) == "ln=\(logN),r=\(r),p=\(p)"[...])
            #expect(try Self.logIn(user, changed.makeService()).status == 200)
            try expect(try Self.logIn(user, changed.makeService(), password: "wrong horse"), is: .unauthorized)
        }
    }

    @Test(.enabled(if: CryptLibrary().failure == nil), arguments: ["2a", "2b", "2y"])
    func aPasswordOfTheOriginalApplicationLogsInAndIsHashedAnew(kind: String) throws {
        try withWorld { world in
            let user = try world.addUser()
            // Made by crypt(3).
            let hash = "$\(kind)$04$abcdefghijklmnopqrstuujydOTSfIH/d5oUHpsygqV5X9xJLQc6e"
            try world.execute("UPDATE accounts SET password = '\(hash)'")
            try expect(try world.logIn(user.email, "wrong horse"), is: .unauthorized)
            #expect(try Self.parameters(of: user, in: world) == "04")
            let response = try world.logIn(user.email, "correct horse")
            #expect(response.status == 200)
            #expect(try world.accepts(response.member("token")))
            #expect(try world.accepts(user.token), "a session was ended")
            #expect(try Self.parameters(of: user, in: world) == "ln=1,r=1,p=1")
            #expect(try world.logIn(user.email, "correct horse").status == 200)
            try expect(try world.logIn(user.email, "wrong horse"), is: .unauthorized)
        }
    }

    @Test func aHashOfTodaysParametersStaysAsItIs() throws {
        try withWorld { world in
            let user = try world.addUser()
            let address = try #require(EmailAddress(user.email))
            let before = try world.service.store.account(withEmail: address)?.password
            #expect(try world.logIn(user.email, user.password).status == 200)
            #expect(try world.service.store.account(withEmail: address)?.password == before)
        }
    }

    @Test func nothingElseIsChangedByIt() throws {
        try withWorld { world in
            let user = try world.addUser()
            let link = try world.resetToken(for: user)
            let used = try world.resetToken(for: user)
            #expect(try world.submit("password=another+horse", to: used).status == 303)
            try world.takeConfirmation(for: user)
            let pending = try world.resetToken(for: user)
            let session = try world.logIn(user.email, "another horse").member("token")

            let changed = try world.process(Self.changed)
            defer { changed.database.close() }
            #expect(try Self.logIn(user, changed.makeService(), password: "another horse").status == 200)
            #expect(try Self.parameters(of: user, in: world) == "ln=2,r=1,p=1")
            #expect(try world.accepts(session), "a session was ended")
            #expect(try world.takeMails().isEmpty, "a mail was sent")
            #expect(try world.submit("password=another+horse", to: used).status == 303, "a form may still be repeated")
            #expect(try world.open(pending).status == 200, "a link became void")
            #expect(try world.open(link).status == 403)
        }
    }

    @Test func aResetThatOvertakesItWins() throws {
        try withWorld { world in
            let user = try world.addUser()
            let token = try world.resetToken(for: user)
            let changed = try world.process(Self.changed)
            defer { changed.database.close() }
            let overtaken = changed.makeService(
                blockingRegion: Interruption { [composition = world.composition] in
                    let call = Call("POST", "/api/auth/reset", json: resetBody(token, password: "another horse"))
                    _ = try? composition.makeService().response(call)
                })
            try expect(try Self.logIn(user, overtaken), is: .unauthorized)
            #expect(try Self.parameters(of: user, in: world) == "ln=1,r=1,p=1")
            try world.takeConfirmation(for: user)
            #expect(try Self.logIn(user, changed.makeService(), password: "another horse").status == 200)
            try expect(try Self.logIn(user, changed.makeService()), is: .unauthorized)
        }
    }

    @Test func ofManyLogInsAtOnceAllSucceed() throws {
        for _ in 0..<10 {
            try withWorld { world in
                let user = try world.addUser()
                let changed = try world.process(Self.changed)
                defer { changed.database.close() }
                let statuses = try onThreads(8) { _, waitForOthers in
                    let service = changed.makeService()
                    waitForOthers()
                    return try Self.logIn(user, service).status
                }
                #expect(statuses == Array(repeating: 200, count: 8))
                #expect(try Self.parameters(of: user, in: world) == "ln=2,r=1,p=1")
            }
        }
    }

    @Test func aLogInThatAnotherOvertookOpensASessionToo() throws {
        try withWorld { world in
            let user = try world.addUser()
            let changed = try world.process(Self.changed)
            defer { changed.database.close() }
            // The other one hashes anew after this one has read the stored hash.
            let overtaken = changed.makeService(
                blockingRegion: Interruption { _ = try? Self.logIn(user, changed.makeService()) })
            let response = try Self.logIn(user, overtaken)
            #expect(response.status == 200)
            #expect(try world.accepts(response.member("token")))
        }
    }
}
