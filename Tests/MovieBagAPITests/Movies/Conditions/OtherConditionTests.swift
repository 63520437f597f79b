import Testing

/// `If-None-Match` of a change and `If-Match` of a read (RFC 9110, sections 13.1.1 and 13.1.2).
@Suite("Conditions the other way round")
struct OtherConditionTests {
    /// Ways to name a tag, which stands for `{}`. Weak ones are compared weakly in If-None-Match.
    @Test(arguments: ["{}", "W/{}", "*", "\"x\", {}"])
    func aChangeOfAStateThatIsNotWantedIsRefused(form: String) throws {
        try withWorld { world in
            let user = try world.addUser()
            let id = try world.addMovie("Ran", by: user)
            let before = try world.movies()
            let tags = form.replacing("{}", with: try world.tag("/api/movies/\(id)"))
            for (method, json) in [("PUT", #"{"name":"x"}"#), ("PATCH", #"{"name":"x"}"#), ("PATCH", "{}")] {
                let call = Call(method, "/api/movies/\(id)", json: json, token: user.token)
                try expect(try world.send(call.unless(tags)), is: .preconditionFailed)
            }
            try expect(try world.send(.removing(id, by: user).unless(tags)), is: .preconditionFailed)
            #expect(try world.movies() == before)
        }
    }

    @Test(arguments: ["\"x\"", "nonsense", "\"1-0000000000000000\""])
    func otherStatesStandInTheWayOfNothing(tags: String) throws {
        try withWorld { world in
            let user = try world.addUser()
            let id = try world.addMovie("Ran", by: user)
            #expect(try world.send(.renaming(id, to: "Ikiru", by: user).unless(tags)).status == 200)
            let tag = try world.tag("/api/movies/\(id)")
            #expect(try world.send(.renaming(id, to: "Ran", by: user).unless(tags).onlyIf(tag)).status == 200)
            #expect(try world.send(.removing(id, by: user).unless(tags)).status == 200)
        }
    }

    @Test func aReadOfAnotherStateThanIsWantedIsRefused() throws {
        try withWorld { world in
            let user = try world.addUser()
            let id = try world.addMovie("Ran", by: user)
            for path in ["/api/movies", "/api/movies/\(id)"] {
                let tag = try world.tag(path)
                for tags in ["\"x\"", "W/\(tag)", "nonsense"] {
                    try expect(try world.send(Call("GET", path).onlyIf(tags)), is: .preconditionFailed)
                }
                for tags in [tag, "*", "\"x\", \(tag)"] {
                    let response = try world.send(Call("GET", path).onlyIf(tags))
                    #expect(response.status == 200 && response["ETag"] == [tag])
                }
                // If-Match is looked at first.
                #expect(try world.send(Call("GET", path).onlyIf(tag).unless(tag)).status == 304)
                try expect(try world.send(Call("GET", path).onlyIf("\"x\"").unless(tag)), is: .preconditionFailed)
            }
            try expect(try world.send(Call("GET", "/api/movies/\(Route.nobody)").onlyIf("*")), is: .movieNotExists)
        }
    }
}
