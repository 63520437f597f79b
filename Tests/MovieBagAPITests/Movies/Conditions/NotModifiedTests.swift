import Testing

@Suite("Reading what one has already")
struct NotModifiedTests {
    /// Ways to name a tag, which stands for `{}`.
    static let matching = [
        "{}", "W/{}", "*", "\"other\", {}", "{}, \"other\"", "\"other\",W/{} , W/\"x\"", " {} ", ", ,{},",
        "\"a,b\", {}",
    ]

    @Test(arguments: matching)
    func aTagThatIsStillGoodIsAnsweredWithoutABody(form: String) throws {
        try withWorld { world in
            let id = try world.addMovie("Ran", by: world.addUser())
            for path in ["/api/movies", "/api/movies?limit=1", "/api/movies/\(id)"] {
                let tag = try world.tag(path)
                for method in ["GET", "HEAD"] {
                    let response = try world.send(Call(method, path).unless(form.replacing("{}", with: tag)))
                    #expect(response.status == 304, "\(method) \(path)")
                    #expect(response["ETag"] == [tag])
                    #expect(response["Cache-Control"] == ["public, max-age=0, s-maxage=1"])
                }
            }
        }
    }

    /// What names no state that there is, `{}` being the tag without its quotes.
    static let others = [
        "{}", "\"{}", "\"{}\" x", "\"{}\", *", "w/\"{}\"", "\"{}0\"", "\"0{}\"", "\"\"", "\" {}\"", "\"x\"", ",", " ",
        "\"1-0000000000000000\"", "\"1-0000000000000000-1000\"", "\"1-ffffffffffffffff\"",
    ]

    @Test(arguments: others)
    func anythingElseIsAnsweredInFull(form: String) throws {
        try withWorld { world in
            let id = try world.addMovie("Ran", by: world.addUser())
            for path in ["/api/movies", "/api/movies?limit=1", "/api/movies/\(id)"] {
                let tag = try world.tag(path)
                let opaque = String(tag.dropFirst().dropLast())
                let response = try world.send(Call("GET", path).unless(form.replacing("{}", with: opaque)))
                #expect(response.status == 200)
                #expect(response["ETag"] == [tag])
                #expect(response.text.contains("Ran"))
            }
        }
    }

    @Test func theTagOfAnotherMovieOrPageIsNone() throws {
        try withWorld { world in
            let user = try world.addUser()
            let ids = [try world.addMovie("Ran", by: user), try world.addMovie("Ikiru", by: user)]
            // The second movie's revision is the collection's.
            let paths = ["/\(ids[0])", "/\(ids[1])", "", "?limit=1", "?limit=2"].map { "/api/movies\($0)" }
            let tags = try paths.map { try world.tag($0) }
            for (index, path) in paths.enumerated() {
                let foreign = tags.filter { $0 != tags[index] }
                #expect(foreign.count == 4)
                #expect(try world.send(Call("GET", path).unless(foreign.joined(separator: ", "))).status == 200)
            }
        }
    }

    @Test func afterAChangeTheNewStateIsAnswered() throws {
        try withWorld { world in
            let user = try world.addUser()
            let id = try world.addMovie("Ran", by: user)
            for path in ["/api/movies", "/api/movies/\(id)"] {
                let old = try world.tag(path)
                try world.rename(id, to: "New \(path)", by: user)
                let response = try world.send(Call("GET", path).unless(old))
                #expect(response.status == 200)
                #expect(response.text.contains("New \(path)"))
                let both = "\(old), \(try world.tag(path))"
                #expect(try world.send(Call("GET", path).unless(both)).status == 304)
            }
        }
    }

    @Test func aMovieThatIsGoneIsGoneForWhoeverHasIt() throws {
        try withWorld { world in
            let user = try world.addUser()
            let id = try world.addMovie("Ran", by: user)
            let tag = try world.tag("/api/movies/\(id)")
            #expect(try world.send(.removing(id, by: user)).status == 200)
            for tags in [tag, "*"] {
                try expect(try world.send(Call("GET", "/api/movies/\(id)").unless(tags)), is: .movieNotExists)
            }
        }
    }

    @Test func anEmptyConditionIsNone() throws {
        try withWorld { world in
            let response = try world.send(Call("GET", "/api/movies").unless(""))
            #expect(response.status == 200)
        }
    }
}
