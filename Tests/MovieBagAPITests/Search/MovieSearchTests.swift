import Testing

@Suite("Searching the list of movies") struct MovieSearchTests {
    /// A world with a few movies, and the user who added them.
    private static func fill(_ world: World) throws -> User {
        let user = try world.addUser()
        for (name, others, casts, genres) in [
            ("Am\u{E9}lie", #","year":2001"#, ["Audrey Tautou"], ["Romance", "Comedy"]),
            ("Dune", #","year":1984"#, ["Kyle MacLachlan"], ["Science fiction"]),
            ("Dune", #","year":2021"#, ["Rebecca Ferguson"], ["Science Fiction", "Drama"]),
            ("Stra\u{DF}e", "", [], ["Drama"]),
        ] {
            let body = movieBody(name, casts: casts, genres: genres).dropLast() + others + "}"
            let response = try world.send(Call("POST", "/api/movies", json: String(body), token: user.token))
            try #require(response.status == 200, "\(response)")
        }
        return user
    }

    private static func names(_ world: World, _ query: String, token: String? = nil) throws -> [String] {
        let response = try world.send(Call("GET", "/api/movies?\(query)", token: token))
        #expect(response.status == 200, "\(query): \(response)")
        return response.text.matches(of: /"name":"([^"]*)"(,"year":([0-9]+))?/).map { match in
            "\(match.output.1)\(match.output.3.map { " \($0)" } ?? "")"
        }
    }

    @Test(arguments: [
        ("q=amelie+tau", ["Am\u{E9}lie 2001"]), ("q=strasse", ["Stra\u{DF}e"]), ("q=STRA%C3%9F", ["Stra\u{DF}e"]),
        ("q=dune", ["Dune 1984", "Dune 2021"]), ("q=dune&sort=-year", ["Dune 2021", "Dune 1984"]),
        ("genre=science+FICTION", ["Dune 1984", "Dune 2021"]), ("genre=science", []),
        ("genre=science+fiction&genre=drama", ["Dune 2021"]), ("cast=audrey%20tautou", ["Am\u{E9}lie 2001"]),
        ("year=1984", ["Dune 1984"]), ("year=1984..2001", ["Am\u{E9}lie 2001", "Dune 1984"]),
        ("year=..1984", ["Dune 1984"]),
        ("year=2001..&sort=year", ["Am\u{E9}lie 2001", "Dune 2021"]),
        ("sort=name", ["Am\u{E9}lie 2001", "Dune 1984", "Dune 2021", "Stra\u{DF}e"]),
        ("sort=-added", ["Stra\u{DF}e", "Dune 2021", "Dune 1984", "Am\u{E9}lie 2001"]),
        ("sort=added", ["Am\u{E9}lie 2001", "Dune 1984", "Dune 2021", "Stra\u{DF}e"]),
        ("q=d&sort=best", ["Dune 1984", "Dune 2021", "Stra\u{DF}e"]), ("added_by=ffffffffffffffffffffffff", []),
        ("q=dune&_=17", ["Dune 1984", "Dune 2021"]),
    ])
    func parametersSayWhatIsFound(query: String, names: [String]) throws {
        try withWorld { world in
            _ = try Self.fill(world)
            #expect(try Self.names(world, query) == names)
        }
    }

    @Test(arguments: [
        "mine=seen", "mine=", "mine=wanted&mine=rated", "q=a&Q=b", "q=a&q=b", "sort=name&sort=name",
        "year=1984&year=1984", "added_by=me&added_by=me",
        "limit=1&limit=1&q=a",
        "q=", "q=%00", "genre=", "cast=", "sort=", "sort=best", "sort=id", "year=", "year=84", "year=1800",
        "year=1984..1983",
        "year=..", "year=1984...", "year=1984-1985", "year=+984", "added_by=", "added_by=ME",
        "added_by=FFFFFFFFFFFFFFFFFFFFFFFF",
        "q=a&limit=0", "q=a&limit=1001", "q=a&after=1", "sort=name&after=ffffffffffffffffffffffff", "q=%ff",
        "q=a+b+c+d+e+f+g+h+i+j+k+l+m+n+o+p+r",
    ])
    func whatIsWrongIsRefused(query: String) throws {
        try withWorld { world in
            let response = try world.send(Call("GET", "/api/movies?\(query)"))
            try expect(response, is: .schemaValidation)
            #expect(try !response.member("detail").isEmpty)
        }
    }

    @Test func queriesThatAreTooLongForALinkAreRefused() throws {
        try withWorld { world in
            let text = String(repeating: "%F0%9F%98%80", count: 100)
            try expect(try world.send(Call("GET", "/api/movies?q=\(text)&genre=\(text)")), is: .schemaValidation)
            #expect(try world.send(Call("GET", "/api/movies?q=\(text)")).status == 200)
        }
    }

    @Test func ownMoviesWantATokenAndAreForOneAlone() throws {
        try withWorld { world in
            let user = try Self.fill(world)
            let other = try world.addUser("ben@example.org")
            #expect(try Self.names(world, "added_by=me&sort=name", token: user.token).count == 4)
            #expect(try Self.names(world, "added_by=me", token: other.token).isEmpty)
            let response = try world.send(Call("GET", "/api/movies?added_by=me&limit=1", token: user.token))
            #expect(response["Cache-Control"] == ["no-store"] && response["ETag"].isEmpty)
            #expect(response["Link"].first?.contains("?added_by=me&limit=1&after=") == true)
            try expect(try world.send(Call("GET", "/api/movies?added_by=me")), is: .missingToken)
            try expect(try world.send(Call("GET", "/api/movies?added_by=me", token: "a.b.c")), is: .badAccessToken)
        }
    }

    @Test func ownMarksSayWhatIsFound() throws {
        try withWorld { world in
            let user = try Self.fill(world)
            let other = try world.addUser("ben@example.org")
            let list = try world.send(Call("GET", "/api/movies"))
            let ids = list.text.matches(of: /"_id":{"\$oid":"([0-9a-f]{24})"}/).map { "\($0.output.1)" }
            for (id, mark) in zip(ids, [#"{"wanted":true}"#, #"{"watched":["2020-01-01"]}"#, #"{"rating":7}"#]) {
                let call = Call("PUT", "/api/movies/\(id)/mine", json: mark, token: user.token)
                try #require(try world.send(call).status == 200)
            }
            #expect(try Self.names(world, "mine=wanted", token: user.token) == ["Am\u{E9}lie 2001"])
            #expect(try Self.names(world, "mine=watched", token: user.token) == ["Dune 1984"])
            #expect(try Self.names(world, "mine=rated&q=dune", token: user.token) == ["Dune 2021"])
            #expect(
                try Self.names(world, "mine=unwatched&sort=-name", token: user.token)
                    == ["Stra\u{DF}e", "Dune 2021", "Am\u{E9}lie 2001"])
            #expect(try Self.names(world, "mine=wanted&added_by=me", token: other.token).isEmpty)
            let response = try world.send(Call("GET", "/api/movies?mine=unwatched&limit=1", token: user.token))
            #expect(response["Cache-Control"] == ["no-store"] && response["ETag"].isEmpty)
            #expect(response["Link"].first?.contains("?mine=unwatched&limit=1&after=") == true)
            try expect(try world.send(Call("GET", "/api/movies?mine=wanted")), is: .missingToken)
        }
    }

    @Test func tagsAreOfOneQuery() throws {
        try withWorld { world in
            let user = try Self.fill(world)
            func tag(_ query: String) throws -> String {
                try #require(world.send(Call("GET", "/api/movies?\(query)"))["ETag"].first)
            }
            let tags = try ["limit=50", "limit=50&q=dune", "limit=50&q=am", "limit=50&q=dune&sort=name", "q=dune"].map(
                tag)
            #expect(Set(tags).count == 5)
            func status(_ tag: String) throws -> Int {
                try world.send(Call("GET", "/api/movies?q=dune").unless(tag)).status
            }
            #expect(try status(tags[4]) == 304 && status(tags[1]) == 200)
            _ = try world.addMovie("Ran", by: user)
            #expect(try status(tags[4]) == 200)
        }
    }

    @Test func countsAreGivenWhereTheyAreAskedFor() throws {
        try withWorld { world in
            _ = try Self.fill(world)
            func count(_ query: String) throws -> [String] {
                let response = try world.send(
                    Call("GET", "/api/movies?\(query)").counting)
                #expect(response["Preference-Applied"] == ["count=exact"] && response["Vary"].contains("Prefer"))
                return response["X-Total-Count"]
            }
            #expect(try count("limit=1") == ["4"])
            #expect(try count("limit=1&q=dune") == ["2"])
            #expect(try count("limit=1&genre=drama&sort=-name") == ["2"])
            #expect(try count("genre=unknown") == ["0"])
            for query in ["limit=1", "q=dune"] {
                let response = try world.send(Call("GET", "/api/movies?\(query)"))
                #expect(response["X-Total-Count"].isEmpty && response["Vary"].isEmpty)
            }
        }
    }

    @Test func searchesWaitForTheMoviesOfAnOlderDatabase() throws {
        try withWorld { world in
            _ = try Self.fill(world)
            try world.execute("UPDATE collection SET documented = x''")
            for path in [
                "movies?q=dune", "movies?sort=name", "movies?genre=drama", "movies?cast=x", "movies?year=1984",
                "genres", "casts",
            ] {
                let response = try world.send(Call("GET", "/api/\(path)"))
                try expect(response, is: .busy)
                #expect(response["Retry-After"] == ["1"])
            }
            let response = try world.send(Call("GET", "/api/movies").counting)
            #expect(response.status == 200 && response["X-Total-Count"].isEmpty)
            #expect(try Self.names(world, "sort=added").count == 4)
        }
    }
}

extension Call {
    /// The same request for a client that wants to know how many there are.
    fileprivate var counting: Call {
        var call = self
        call.others["HTTP_PREFER"] = "count=exact"
        return call
    }
}
