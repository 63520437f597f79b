import Testing

@Suite("The size of casts and genres together")
struct ListSizeTests {
    /// So many different texts of 197 characters, which are 200 bytes of JSON with quotes and comma if they have one byte.
    private static func texts(_ count: Int, _ character: Character = "x") -> [String] {
        (100..<100 + count).map { "\($0)" + String(repeating: character, count: 194) }
    }

    /// Texts whose lists have 65,536 bytes together: brackets take four bytes, and two commas are missing.
    private static let largest = (casts: texts(200), genres: texts(127) + [String(repeating: "x", count: 131)])

    @Test func aMovieMayHave64KiB() throws {
        try withWorld { world in
            let user = try world.addUser()
            func add(_ name: String, _ casts: [String], _ genres: [String]) throws -> TestResponse {
                try world.send(
                    Call("POST", "/api/movies", json: movieBody(name, casts: casts, genres: genres), token: user.token))
            }
            #expect(try add("A", Self.largest.casts, Self.largest.genres).status == 200)
            let list = try world.movies()
            try expect(
                try add("B", Self.largest.casts, Self.largest.genres.dropLast() + [String(repeating: "x", count: 132)]),
                is: .schemaValidation)
            // Bytes count, and escapes as they are written.
            try expect(
                try add("B", Self.texts(200, "語"), ["Drama"]), is: .schemaValidation)
            try expect(
                try add("B", Self.texts(200, "\u{1}"), ["Drama"]), is: .schemaValidation)
            #expect(try world.movies() == list)
        }
    }

    @Test func aChangeMayNotMakeMore() throws {
        try withWorld { world in
            let user = try world.addUser()
            let id = try world.addMovie("Ran", by: user)
            func change(_ json: String) throws -> TestResponse {
                try world.send(Call("PUT", "/api/movies/\(id)", json: json, token: user.token))
            }
            func member(_ name: String, _ texts: [String]) -> String {
                "\"\(name)\":[\(texts.map(quoted).joined(separator: ","))]"
            }
            #expect(try change("{\(member("casts", Self.largest.casts))}").status == 200)
            #expect(try change("{\(member("genres", Self.largest.genres))}").status == 200)
            let list = try world.movies()
            try expect(try change("{\(member("genres", Self.texts(200)))}"), is: .schemaValidation)
            try expect(
                try change("{\"name\":\"x\",\(member("casts", Self.texts(200))),\(member("genres", Self.texts(128)))}"),
                is: .schemaValidation)
            #expect(try world.movies() == list)
        }
    }

    @Test func anOlderMovieWithMoreKeepsItUntilItIsChanged() throws {
        try withWorld { world in
            let user = try world.addUser()
            let id = try world.addMovie("Ran", by: user)
            let casts = "[" + Self.texts(200, "語").map(quoted).joined(separator: ",") + "]"
            try world.execute("UPDATE movies SET casts = '\(casts)'")
            func send(_ method: String, _ json: String? = nil) throws -> TestResponse {
                let path = "/api/movies/\(id)"
                return try world.send(
                    json.map { Call(method, path, json: $0, token: user.token) }
                        ?? Call(method, path, token: user.token))
            }
            #expect(try send("GET").text.contains(casts))
            #expect(try send("PUT", #"{"name":"Kagemusha"}"#).status == 200)
            #expect(try send("PUT", #"{"genres":["Drama"]}"#).status == 200)
            // All of it as it was read, with another name.
            #expect(try send("PUT", #"{"name":"Ikiru","casts":\#(casts),"genres":["Drama"]}"#).status == 200)
            try expect(try send("PUT", #"{"genres":["War"]}"#), is: .schemaValidation)
            let response = try send("GET")
            #expect(response.text.contains(#""name":"Ikiru""#) && response.text.contains(casts))
            #expect(try send("DELETE").status == 200)
        }
    }
}
