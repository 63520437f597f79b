import Testing

@Suite("What a movie may hold")
struct MovieValueTests {
    /// Single characters of one to four bytes, of two scalars, and such that JSON or SQL could trip over.
    static let names = [
        "x", " ", "  Ran  ", "\t\n\r", "語", "😀", "e\u{301}", "\u{FEFF}Ran", "\u{202E}naR", "\u{FFFF}", "\u{10FFFF}",
        "a\"b\\c/d", "\u{1}\u{1F}\u{7F}", "</script>", "'; DROP TABLE movies; --", "%00", "NULL", "\u{2028}\u{2029}",
        String(repeating: "x", count: 300), String(repeating: "😀", count: 300),
        // 150 characters, 300 scalars.
        String(repeating: "e\u{301}", count: 150),
    ]

    @Test(arguments: names)
    func nameComesBackByteForByte(name: String) throws {
        try withWorld { world in
            let user = try world.addUser()
            let id = try world.addMovie(name, by: user)
            let shown = try world.send(Call("GET", "/api/movies/\(id)")).member("name")
            // By bytes: String equality would let normalised text pass.
            #expect(Array(shown.utf8) == Array(name.utf8))
            try expect(
                try world.send(Call("POST", "/api/movies", json: movieBody(name), token: user.token)),
                is: .movieAlreadyExists)
        }
    }

    @Test(arguments: [
        "", "\0", "Ran\0", "\0Ran", "Ra\0n", String(repeating: "x", count: 301), String(repeating: "😀", count: 301),
        String(repeating: "e\u{301}", count: 150) + "x",
    ])
    func otherNamesAreRefused(name: String) throws {
        try withWorld { world in
            let user = try world.addUser()
            let id = try world.addMovie("Ran", by: user)
            let before = try world.movies()
            let add = Call("POST", "/api/movies", json: movieBody(name), token: user.token)
            try expect(try world.send(add), is: .schemaValidation)
            let change = Call("PUT", "/api/movies/\(id)", json: #"{"name":\#(quoted(name))}"#, token: user.token)
            try expect(try world.send(change), is: .schemaValidation)
            #expect(try world.movies() == before)
        }
    }

    static let labels: [(labels: [String], isGood: Bool)] = [
        (["x"], true), (["x", "x"], false), (["x", "X"], false), (["é", "e\u{301}"], false), (["x", "y"], true),
        ((1...200).map { "\($0)" }, true), ((1...201).map { "\($0)" }, false), ([" ", "x"], true),
        ([String(repeating: "語", count: 200)], true), ([String(repeating: "x", count: 201)], false),
        (["a\u{301}", "á"], false), ([], true), ([""], false), (["x", ""], false), (["\0"], false),
        (["x", "a\0b"], false), ([String(repeating: "a\u{301}", count: 100)], true),
        ([String(repeating: "a\u{301}", count: 100) + "x"], false),
    ]

    @Test(arguments: labels)
    func castsAndGenresHaveTheSameLimits(labels: [String], isGood: Bool) throws {
        try withWorld { world in
            let user = try world.addUser()
            for body in [movieBody("A", casts: labels), movieBody("B", genres: labels)] {
                let response = try world.send(Call("POST", "/api/movies", json: body, token: user.token))
                if isGood {
                    #expect(response.status == 200)
                } else {
                    try expect(response, is: .schemaValidation)
                }
            }
            let stored = "[\(labels.map(quoted).joined(separator: ","))]"
            let list = Array(try world.movies().utf8)
            // A control character may be escaped in more than one way; those lists are only counted.
            if isGood && !labels.contains("\n") { #expect(list.firstRange(of: Array(stored.utf8)) != nil) }
            #expect(list.isEmpty == false && (list == Array("[]".utf8)) == !isGood)
        }
    }

    @Test(arguments: [
        ("ﬁn", "fin"), ("Ran", "ran"), ("Ran", "Ran "),
        ("Ran", "Ra\u{200B}n"), ("STRASSE", "STRAßE"),
    ])
    func namesThatOnlyLookAlikeAreOtherMovies(first: String, second: String) throws {
        try withWorld { world in
            let user = try world.addUser()
            let id = try world.addMovie(first, by: user)
            let other = try world.addMovie(second, by: user)
            #expect(try Array(world.send(Call("GET", "/api/movies/\(id)")).member("name").utf8) == Array(first.utf8))
            #expect(
                try Array(world.send(Call("GET", "/api/movies/\(other)")).member("name").utf8) == Array(second.utf8))
        }
    }
}
