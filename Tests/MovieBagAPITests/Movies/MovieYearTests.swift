import Testing

/// The year and the identifier of IMDb, which a movie need not have.
@Suite("Year and IMDb identifier")
struct MovieYearTests {
    private static func body(_ name: String, _ others: String) -> String {
        #"{"name":\#(quoted(name)),"casts":[],"genres":[]\#(others)}"#
    }

    private static func add(_ name: String, _ others: String, by user: User, in world: World) throws -> TestResponse {
        try world.send(Call("POST", "/api/movies", json: body(name, others), token: user.token))
    }

    @Test(arguments: ["", #","year":1984"#, #","imdb":"tt0087182""#, #","year":1984,"imdb":"tt0087182""#])
    func theyStandBehindTheNameWhereTheyAreKnown(others: String) throws {
        try withWorld { world in
            let user = try world.addUser()
            let id = try Self.add("Dune", others, by: user, in: world).member("id")
            let json = movieJSON(id: id, name: "Dune", others, casts: "[]", genres: "[]", owner: user.id)
            #expect(try world.send(Call("GET", "/api/movies/\(id)")).text == json)
            #expect(try world.movies() == "[\(json)]")
        }
    }

    @Test(arguments: [
        (#","year":1873"#, "year: must be a year from 1874 to 2100"),
        (#","year":2101"#, "year: must be a year from 1874 to 2100"),
        (#","year":"1984""#, "year: must be an integer"), (#","year":null"#, "year: must be an integer"),
        (#","year":1984.5"#, "year: must be an integer"),
        (#","imdb":"0087182""#, "imdb: must be tt and 7 to 10 digits, as tt0087182"),
        (#","imdb":"tt008718""#, "imdb: must be tt and 7 to 10 digits, as tt0087182"),
        (#","imdb":null"#, "imdb: must be a string"), (#","imdb":87182"#, "imdb: must be a string"),
        (#","casts":["a"]"#, nil),
        (#","_id":{"$oid":"ffffffffffffffffffffffff"}"#, "_id: is not for a new movie"),
    ])
    func othersAreRefused(others: String, detail: String?) throws {
        try withWorld { world in
            let user = try world.addUser()
            let response = try Self.add("Dune", others, by: user, in: world)
            try expect(response, is: .schemaValidation)
            if let detail { #expect(try response.member("detail") == detail) }
        }
    }

    @Test func nameAndYearTogetherAreTaken() throws {
        try withWorld { world in
            let user = try world.addUser()
            for others in ["", #","year":1984"#, #","year":2021"#] {
                #expect(try Self.add("Dune", others, by: user, in: world).status == 200)
                let again = try Self.add("Dune", others, by: user, in: world)
                try expect(again, is: .movieAlreadyExists)
                #expect(try again.member("detail").hasPrefix("name: another movie has it"))
            }
        }
    }

    @Test func anIdentifierIsTaken() throws {
        try withWorld { world in
            let user = try world.addUser()
            #expect(try Self.add("Dune", #","imdb":"tt0087182""#, by: user, in: world).status == 200)
            let again = try Self.add("Dune: Part One", #","imdb":"tt0087182""#, by: user, in: world)
            try expect(again, is: .movieAlreadyExists)
            #expect(try again.member("detail") == "imdb: another movie has it")
        }
    }

    @Test func aChangeSetsThemAndTheRestStays() throws {
        try withWorld { world in
            let user = try world.addUser()
            let id = try world.addMovie("Dune", by: user)
            func put(_ json: String) throws -> TestResponse {
                try world.send(Call("PUT", "/api/movies/\(id)", json: json, token: user.token))
            }
            #expect(try put(#"{"year":1984}"#).text == #""""#)
            #expect(try put(#"{"imdb":"tt0087182"}"#).status == 200)
            let json = movieJSON(id: id, name: "Dune", #","year":1984,"imdb":"tt0087182""#, owner: user.id)
            #expect(try world.movies() == "[\(json)]")
            // What was read is taken back as it is.
            #expect(try put(json).status == 200)
            #expect(try world.movies() == "[\(json)]")
            try expect(try put(#"{"year":null}"#), is: .schemaValidation)
            let other = json.replacing(id, with: Route.nobody)
            let refused = try put(other)
            try expect(refused, is: .schemaValidation)
            #expect(try refused.member("detail") == "_id: must be that of the movie")
        }
    }
}
