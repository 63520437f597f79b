import Memory
import Testing
import Web

@Suite("The largest body of a route")
struct BodyLimitTests {
    private static let accounts = Route.takingBodies.filter { $0.path.hasPrefix("/api/auth/") }

    /// A good body with so much white space behind it that it has `count` bytes.
    private static func padded(_ body: String, to count: Int) -> [UInt8] {
        Array(body.utf8) + Array(repeating: UInt8(ascii: " "), count: count - body.utf8.count)
    }

    @Test(arguments: accounts)
    func routesAboutAccountsTakeSixteenKibibytes(route: Route) throws {
        try withWorld { world in
            let largest = try world.send(route.call(Self.padded(route.body, to: 16_384), token: ""))
            #expect(largest.status != 413 && largest.status != 400 || largest.text.contains("EmailDoesNotExist"))
            try expect(try world.send(route.call(Self.padded(route.body, to: 16_385), token: "")), is: .bodyTooLarge)
        }
    }

    @Test func aMovieTakesWhatTheServiceTakes() throws {
        try withWorld { world in
            let user = try world.addUser()
            let body = Self.padded(movieBody("Ran"), to: 1_048_576)
            #expect(try world.send(Call("POST", "/api/movies", json: body, token: user.token)).status == 200)
        }
    }

    /// Each byte of a password may be sent as six, and the token of a reset comes with it.
    @Test func theLongestPasswordFitsHoweverItIsEscaped() throws {
        try withWorld { world in
            let user = try world.addUser()
            let token = try world.resetToken(for: user)
            let escaped = String(repeating: #"\u0070"#, count: 1024)
            let body = #"{"reset_token":"\#(token)","password":"\#(escaped)"}"#
            #expect(try world.send(Call("POST", "/api/auth/reset", json: body)).status == 200)
            try world.takeConfirmation(for: user)
            #expect(try world.logIn(user.email, String(repeating: "p", count: 1024)).status == 200)
        }
    }

    @Test func theFormOfAResetTakesSixteenKibibytes() throws {
        try withWorld { world in
            for (count, status) in [(16_384, 400), (16_385, 413)] {
                var call = Call("POST", "/reset/token")
                call.contentType = "application/x-www-form-urlencoded"
                call.body = .complete(Self.padded("password=x&password=", to: count))
                let response = try world.send(call)
                #expect(response.status == status)
            }
        }
    }
}
