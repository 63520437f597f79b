import Testing

@Suite("Strict JSON, on every route that takes a body")
struct EveryRouteStrictnessTests {
    /// What may be wrong with a body, made from a good one.
    static let spoiled: [(name: String, spoil: @Sendable ([UInt8]) -> [UInt8])] = [
        ("empty", { _ in [] }),
        ("white space", { _ in Array(" \n".utf8) }),
        ("byte order mark", { [0xEF, 0xBB, 0xBF] + $0 }),
        ("UTF-16, little end first", { $0.flatMap { [$0, 0] } }),
        ("UTF-16, big end first, with mark", { [0xFE, 0xFF] + $0.flatMap { [0, $0] } }),
        ("UTF-32", { $0.flatMap { [$0, 0, 0, 0] } }),
        ("trailing comma", { $0.dropLast() + Array(",}".utf8) }),
        ("trailing text", { $0 + Array("x".utf8) }),
        ("trailing NUL", { $0 + [0] }),
        ("two values", { $0 + $0 }),
        ("cut off", { $0.dropLast() }),
        ("in an array", { Array("[".utf8) + $0 + Array("]".utf8) }),
        ("comment", { Array("/* x */".utf8) + $0 }),
        ("single quotes", { $0.map { $0 == UInt8(ascii: "\"") ? UInt8(ascii: "'") : $0 } }),
        ("unknown member", { $0.adding(#","x":1"#) }),
        ("id", { $0.adding(#","id":"ffffffffffffffffffffffff""#) }),
        ("_id", { $0.adding(#","_id":{"$oid":"fffffffffffffffffffffffe"}"#) }),
        ("added_by", { $0.adding(#","added_by":"ffffffffffffffffffffffff""#) }),
        ("operator", { $0.adding(#","push__casts":"x""#) }),
        ("Mongo operator", { $0.adding(#","$set":{}"#) }),
        ("empty member name", { $0.adding(#","":1"#) }),
        ("__proto__", { $0.adding(#","__proto__":{}"#) }),
        ("duplicate member", { $0.duplicatingFirstMember() }),
        ("member name in other case", { body in body.replacingFirst { $0 & 0xDF } }),
        ("not UTF-8", { $0.adding(bytes: Array(#","x":""#.utf8) + [0xFF] + Array("\"".utf8)) }),
        ("NUL between members", { $0.dropLast() + [0] + Array("}".utf8) }),
        ("a string", { _ in Array("\"x\"".utf8) }),
        ("null", { _ in Array("null".utf8) }),
    ]

    /// ASVS 1.5.2, 8.2.3
    @Test(arguments: Route.takingBodies) func spoiledBodyIsRefused(route: Route) throws {
        // One world for all of them, as none of them changes anything.
        try withWorld { world in
            let user = try world.addAdministrator()
            for (name, spoil) in Self.spoiled {
                let body = spoil(Array(route.body.utf8))
                try expect(try world.send(route.call(body, token: user.token)), is: .schemaValidation, "\(name)")
                #expect(try world.movies() == "[]", "\(name)")
            }
        }
    }

    @Test func anObjectWithoutMembersIsRefused() throws {
        try withWorld { world in
            let user = try world.addAdministrator()
            for route in Route.needingMembers {
                let call = route.call(Array("{}".utf8), token: user.token)
                try expect(try world.send(call), is: .schemaValidation, "\(route.testDescription)")
            }
        }
    }

    @Test func pairOfSurrogatesIsOneCharacter() throws {
        try withWorld { world in
            let user = try world.addUser()
            let body = #"{"name":"\ud83d\ude00","casts":["a"],"genres":["b"]}"#
            let response = try world.send(Call("POST", "/api/movies", json: body, token: user.token))
            #expect(response.status == 200)
            #expect(try world.movies().contains(#""name":"😀""#))
        }
    }

    @Test func deepNestingIsRefused() throws {
        try withWorld { world in
            let user = try world.addUser()
            for depth in [31, 32, 33, 1000, 200_000] {
                let nested = String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
                for body in [nested, #"{"name":\#(nested)}"#, String(repeating: "[", count: depth)] {
                    let call = Call("POST", "/api/movies", json: body, token: user.token)
                    try expect(try world.send(call), is: .schemaValidation, "\(depth)")
                }
            }
        }
    }

    @Test func detailRepeatsNothingOfTheRequest() throws {
        try withWorld { world in
            for body in [
                #"{"hunter2":1,"email":"a@b","password":"horse 42"}"#, #"{"email":"a@b","password":"hunter2"}"#,
                #"{"email":"hunter2","password":"horse 42"}"#, #"{"email":"a@b","password":hunter2}"#,
            ] {
                let response = try world.send(Call("POST", "/api/auth/signup", json: body))
                try expect(response, is: .schemaValidation)
                #expect(!response.text.contains("hunter2"))
            }
        }
    }
}

extension [UInt8] {
    /// An object with more text before its closing brace.
    fileprivate func adding(_ text: String) -> [UInt8] { adding(bytes: Array(text.utf8)) }

    fileprivate func adding(bytes: [UInt8]) -> [UInt8] { dropLast() + bytes + Array("}".utf8) }

    /// An object whose first member comes twice, equal both times.
    fileprivate func duplicatingFirstMember() -> [UInt8] {
        let name = self[1...].prefix { $0 != UInt8(ascii: ":") }
        return Array("{".utf8) + name + Array(#":"x","#.utf8) + dropFirst()
    }

    /// An object whose first member's first mail is changed.
    fileprivate func replacingFirst(_ change: (UInt8) -> UInt8) -> [UInt8] {
        var result = self
        result[2] = change(result[2])
        return result
    }
}
