import Cryptography
import Web
import JSON
import MovieBag
import Testing

@Suite struct APITokenTests {
    @Test func itHasItsFormAndIsShownOnce() throws {
        try withWorld { (world) throws in
            let user = try world.addUser()
            let token = try world.makeToken(by: user, scope: "write")
            #expect(token.hasPrefix("mb_") && token.utf8.count == 46)
            let bytes = try #require(Base64URL.decode(Array(token.utf8)[3...]))
            let check = CRC32.checksum(Array(bytes[..<28]))
            #expect(bytes.count == 32 && bytes[28...].reduce(UInt32(0)) { $0 << 8 | UInt32($1) } == check)
            let list = try world.get("/api/auth/tokens", by: user)
            #expect(!list.text.contains("mb_"))
            let shown = try #require(try list.objects().first)
            #expect(shown.text("name") == "backup" && shown.text("scope") == "write")
            #expect(shown.text("expires") == "2025-07-15T15:06:40Z")
        }
    }

    /// ASVS 6.5.2
    @Test func theDatabaseHasNothingOfItsText() throws {
        try withWorld { (world) throws in
            let user = try world.addUser()
            let token = try world.makeToken(by: user, scope: "write")
            let secret = try #require(Base64URL.decode(Array(token.utf8)[3...]))
            let files = try world.folder.everyByte()
            #expect(files.contains(Array("backup".utf8)))
            #expect(!files.contains(Array(token.utf8.dropFirst(3))) && !files.contains(secret))
        }
    }

    @Test func aScopeAllowsWhatItSays() throws {
        try withWorld { (world) throws in
            let user = try world.addUser()
            let (read, write) = (
                try world.makeToken(by: user, scope: "read"), try world.makeToken(by: user, scope: "write")
            )
            let add = Call("POST", "/api/movies", json: movieBody("Ran"), token: read)
            try expect(try world.send(add), is: .tokenScope)
            #expect(try world.send(Call("POST", "/api/movies", json: movieBody("Ran"), token: write)).status == 200)
        }
    }

    /// Every route below /api/auth, and those of administrators.
    @Test(arguments: RoutesTests.all.filter { !$0.isPage && [.session, .administrator].contains($0.caller) })
    func itIsNeverGoodForTheAccount(route: RouteDescription) throws {
        try withWorld { (world) throws in
            let user = try world.addUser()
            try world.promote(user)
            let token = try world.makeToken(by: user, scope: "write")
            let call = route.call(token: token, body: Array((Route.bodies[route.name] ?? "").utf8))
            try expect(try world.send(call), is: .tokenScope)
            #expect(try world.get("/api/auth/tokens", by: user).objects().count == 1)
        }
    }

    @Test func everyOtherTextIsRefused() throws {
        try withWorld { (world) throws in
            let user = try world.addUser()
            let token = try world.makeToken(by: user, scope: "write")
            let bytes = Array(token.utf8)
            var others = [
                "mb_", "mb_x", token + "A", String(token.dropLast()), token.uppercased(), "Mb_" + token.dropFirst(3),
                token + "=",
            ]
            for index in bytes.indices.dropFirst(3) {
                var changed = bytes
                changed[index] = changed[index] == UInt8(ascii: "A") ? UInt8(ascii: "B") : UInt8(ascii: "A")
                others.append(String(decoding: changed, as: UTF8.self))
            }
            for other in others {
                try expect(
                    try world.send(Call("POST", "/api/movies", json: movieBody("Ran"), token: other)),
                    is: .badAccessToken,
                    "\(other)")
            }
            // One with a good checksum that was never made.
            let random = Random.bytes(28)
            let check = withUnsafeBytes(of: CRC32.checksum(random).bigEndian) { Array($0) }
            let forged = "mb_" + String(decoding: Base64URL.encode(random + check), as: UTF8.self)
            #expect(try !world.accepts(forged) && world.accepts(token))
        }
    }

    @Test func itEndsByItselfByItsOwnerByAResetAndByNoOther() throws {
        try withWorld { (world) throws in
            let (ann, bob) = (try world.addUser(), try world.addUser("bob@example.org"))
            let short = try world.makeToken(by: ann, scope: "write", days: 1)
            let long = try world.makeToken(by: ann, scope: "write", days: 365)
            let ids = try world.get("/api/auth/tokens", by: ann).objects().compactMap(\.id)
            for id in ids {
                try expect(try world.send(Call("DELETE", "/api/auth/tokens/\(id)", token: bob.token)), is: .notFound)
            }
            world.clock.advance(seconds: 24 * 3600 - 1)
            #expect(try world.accepts(short))
            world.clock.advance(seconds: 1)
            #expect(try !world.accepts(short) && world.accepts(long))
            #expect(try world.get("/api/auth/tokens", by: ann).objects().count == 1)
            let third = try world.makeToken(by: ann, scope: "read")
            #expect(try world.send(Call("DELETE", "/api/auth/tokens/\(ids[1])", token: ann.token)).status == 200)
            #expect(try !world.accepts(long) && world.accepts(third))
            let reset = try world.resetToken(for: ann)
            #expect(try world.reset(reset, password: "another horse").status == 200)
            try world.takeConfirmation(for: ann)
            #expect(try !world.accepts(third))
        }
    }

    @Test func itOutlivesAChangeOfThePasswordAndIsNoSession() throws {
        try withWorld { (world) throws in
            let user = try world.addUser()
            let token = try world.makeToken(by: user, scope: "write")
            for _ in 0..<60 { _ = try world.again(user) }
            let current = try world.again(user)
            try world.post(
                "/api/auth/password", #"{"current_password":"correct horse","password":"another horse"}"#, by: current)
            try world.takeConfirmation(.passwordChanged, for: user)
            #expect(try world.accepts(token))
        }
    }

    @Test func withoutLimitsThereMayBeMoreThanFifty() throws {
        try withWorld(Arrangement(limits: .none)) { (world) throws in
            let user = try world.addUser()
            for _ in 0..<51 { _ = try world.makeToken(by: user, scope: "read") }
        }
    }

    @Test func thereMayBeFiftyAndTheirMembersAreChecked() throws {
        try withWorld { (world) throws in
            let user = try world.addUser()
            for _ in 0..<50 { _ = try world.makeToken(by: user, scope: "read") }
            func make(_ members: String) throws -> TestResponse {
                try world.send(Call("POST", "/api/auth/tokens", json: "{\(members)}", token: user.token))
            }
            let password = #""current_password":"correct horse""#
            try expect(try make(#"\#(password),"name":"a","scope":"read","days":1"#), is: .schemaValidation)
            try world.execute("DELETE FROM api_tokens")
            for members in [
                #""name":"a","scope":"read","days":0"#, #""name":"a","scope":"read","days":366"#,
                #""name":"a","scope":"read","days":1.5"#, #""name":"a","scope":"read","days":"1""#,
                #""name":"a","scope":"read","days":99999999999999999999"#, #""name":"a","scope":"read""#,
                #""name":"a","scope":"admin","days":1"#, #""name":"","scope":"read","days":1"#,
                #""name":"\u0000","scope":"read","days":1"#,
            ] {
                try expect(try make("\(password),\(members)"), is: .schemaValidation, "\(members)")
            }
            try expect(
                try make(#""current_password":"wrong horse","name":"a","scope":"read","days":1"#), is: .wrongPassword)
            #expect(try world.get("/api/auth/tokens", by: user).text == "[]")
        }
    }
}
