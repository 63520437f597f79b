import MovieBag
import Testing

@Suite("Attacks on tokens")
struct TokenAttackTests {
    /// ASVS 9.1.1, 9.1.2, 9.1.3
    @Test(arguments: TokenAttack.all, ["access", "reset"])
    func isRefusedOnEveryWayIn(attack: TokenAttack, purpose: String) throws {
        try withWorld { world in
            let user = try world.addUser()
            let token = purpose == "access" ? user.token : try world.resetToken(for: user)
            let forged = attack.forge(try TokenForge(token))
            #expect(!forged.isEmpty)
            for token in forged {
                let comment: Comment = "\(String(decoding: token.prefix(300), as: UTF8.self))"
                try expect(try world.send(bearing: token), is: .badAccessToken, comment)
                let reset = try world.send(resettingWith: token)
                let isText = String(validating: token, as: UTF8.self) != nil
                // Longer than any body below /api/auth may be.
                let error = token.count > 16_384 ? ExpectedError.bodyTooLarge : isText ? .badToken : .schemaValidation
                try expect(reset, is: error, comment)
            }
            // The good token is still good: nothing of all that was taken for it.
            if purpose == "access" {
                #expect(try world.accepts(token))
            } else {
                #expect(try world.reset(token, password: "another horse").status == 200)
                try world.takeConfirmation(for: user)
            }
        }
    }

    /// Were the forge's own signatures wrong, every attack would be refused for that alone.
    @Test func forgeIsSound() throws {
        try withWorld { world in
            let user = try world.addUser()
            let access = try TokenForge(user.token)
            #expect(access.signed() == user.token)
            #expect(try world.accepts(access.signed()))
            #expect(try world.accepts(access.signed(payload: access.payload(adding: ",\"other\":1"))))
            let reset = try TokenForge(world.resetToken(for: user))
            #expect(try world.reset(reset.signed(), password: "another horse").status == 200)
            try world.takeConfirmation(for: user)
        }
    }

    @Test(arguments: [
        "Bearer", "Bearer ", "Basic TOKEN", "Token TOKEN", "TOKEN", "Bearer TOKEN TOKEN", "Bearer TOKEN,TOKEN",
        "Bearer TOKEN, Bearer TOKEN", "Bearer, TOKEN", "Bearer\tTOKEN", "Bearer=TOKEN", "BearerTOKEN",
        "Bearer \"TOKEN\"",
        " ",
    ])
    func fieldIsRefusedUnlessItIsOneBearerToken(field: String) throws {
        try withWorld { world in
            let user = try world.addUser()
            let text = field.split(separator: "TOKEN", omittingEmptySubsequences: false).joined(separator: user.token)
            var call = Call("DELETE", "/api/movies/\(Route.nobody)")
            call.authorization = Array(text.utf8)
            try expect(try world.send(call), is: .badAccessToken)
        }
    }

    @Test(arguments: ["bearer", "BEARER", "bEaReR"]) func schemeIsReadInAnyCase(scheme: String) throws {
        try withWorld { world in
            let user = try world.addUser()
            var call = Call("DELETE", "/api/movies/\(Route.nobody)")
            call.authorization = Array("\(scheme) \(user.token)".utf8)
            try expect(try world.send(call), is: .deletingMovie)
        }
    }

    @Test func tokenCountsNowhereElse() throws {
        try withWorld { world in
            let user = try world.addUser()
            var call = Call("DELETE", "/api/movies/\(Route.nobody)?access_token=\(user.token)&token=\(user.token)")
            call.others = [
                "HTTP_COOKIE": "access_token=\(user.token)", "HTTP_X_ACCESS_TOKEN": user.token,
                "HTTP_PROXY_AUTHORIZATION": "Bearer \(user.token)", "REMOTE_USER": user.email,
            ]
            try expect(try world.send(call), is: .missingToken)
            call.authorization = []
            try expect(try world.send(call), is: .missingToken)
        }
    }
}

extension World {
    func send(bearing token: [UInt8]) throws -> TestResponse {
        var call = Call("DELETE", "/api/movies/\(Route.nobody)")
        call.authorization = Array("Bearer ".utf8) + token
        return try send(call)
    }

    func send(resettingWith token: [UInt8]) throws -> TestResponse {
        let prefix = Array(#"{"reset_token":""#.utf8)
        var escaped: [UInt8] = []
        // Some are long, and an array for each byte takes a debug build long.
        for byte in token {
            if byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") {
                escaped += "\\u00\(byte < 16 ? "0" : "")\(String(byte, radix: 16))".utf8
            } else {
                escaped.append(byte)
            }
        }
        return try send(
            Call("POST", "/api/auth/reset", json: prefix + escaped + Array(#"","password":"another horse"}"#.utf8)))
    }
}
