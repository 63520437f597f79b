import Testing

@Suite("Genres and casts") struct LabelTests {
    private static func fill(_ world: World) throws {
        let user = try world.addUser()
        for (number, genres) in [["Drama", "War"], ["drama"], ["\u{C9}pop\u{E9}e"]].enumerated() {
            let body = movieBody("Movie \(number)", casts: ["Ann \(number)", "Jean-Luc"], genres: genres)
            try #require(world.send(Call("POST", "/api/movies", json: body, token: user.token)).status == 200)
        }
    }

    @Test func theyAreListedWithTheirNumbersOfMovies() throws {
        try withWorld { world in
            #expect(try world.send(Call("GET", "/api/genres")).text == "[]")
            try Self.fill(world)
            let genres = try world.send(Call("GET", "/api/genres"))
            #expect(
                genres.text
                    == "[{\"name\":\"Drama\",\"movies\":2},{\"name\":\"\u{C9}pop\u{E9}e\",\"movies\":1},{\"name\":\"War\",\"movies\":1}]"
            )
            let casts = try world.send(Call("GET", "/api/casts?q=luc"))
            #expect(casts.text == #"[{"name":"Jean-Luc","movies":3}]"#)
            let tag = try #require(genres["ETag"].first)
            #expect(try world.send(Call("GET", "/api/genres").unless(tag)).status == 304)
        }
    }

    @Test func pagesGoOnBehindAName() throws {
        try withWorld { world in
            try Self.fill(world)
            let first = try world.send(Call("GET", "/api/genres?limit=2"))
            #expect(
                first["Link"] == ["<http://localhost:8080/api/genres?limit=2&after=%C3%89pop%C3%A9e>; rel=\"next\""])
            let last = try world.send(Call("GET", "/api/genres?limit=2&after=%C3%89pop%C3%A9e"))
            #expect(last.text == #"[{"name":"War","movies":1}]"# && last["Link"].isEmpty)
        }
    }

    @Test(arguments: ["q=", "q=%00", "limit=0", "limit=101", "after=", "after=%00", "sort=name", "q=a&q=b"])
    func whatIsWrongIsRefused(query: String) throws {
        try withWorld { world in
            for path in ["genres", "casts"] {
                try expect(try world.send(Call("GET", "/api/\(path)?\(query)")), is: .schemaValidation)
            }
        }
    }
}
