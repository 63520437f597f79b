import Testing

@Suite("Movies of others, for administrators")
struct AdministeredMovieTests {
    private func change(_ id: String, _ body: String, _ token: String, _ world: World) throws -> TestResponse {
        try world.send(Call("PUT", "/api/movies/\(id)", json: body, token: token))
    }

    private func handOver(_ id: String, to owner: String, _ token: String, _ world: World) throws -> TestResponse {
        try change(id, #"{"added_by":{"$oid":"\#(owner)"}}"#, token, world)
    }

    @Test func areChangedAndRemoved() throws {
        try withWorld { world in
            let (ada, bob) = (try world.addAdministrator(), try world.addUser("bob@example.org"))
            let id = try world.addMovie("Ran", by: bob)
            let tag = try #require(try world.send(Call("GET", "/api/movies/\(id)"))["ETag"].first)
            let call = Call("PUT", "/api/movies/\(id)", json: #"{"name":"Ikiru"}"#, token: ada.token)
            #expect(try world.send(call.onlyIf(tag)).status == 200)
            #expect(try world.movies() == "[\(movieJSON(id: id, name: "Ikiru", owner: bob.id))]")
            try expect(try world.send(call.onlyIf(tag)), is: .preconditionFailed)
            #expect(try world.send(Call("DELETE", "/api/movies/\(id)", token: ada.token)).status == 200)
            #expect(try world.movies() == "[]")
            // What is not there is refused as ever.
            try expect(try change(id, #"{"name":"x"}"#, ada.token, world), is: .updatingMovie)
            try expect(try world.send(Call("DELETE", "/api/movies/\(id)", token: ada.token)), is: .deletingMovie)
        }
    }

    @Test func stayOutOfReachOfTheirAPITokens() throws {
        try withWorld { world in
            let (ada, bob) = (try world.addAdministrator(), try world.addUser("bob@example.org"))
            let movies = (try world.addMovie("Ran", by: bob), own: try world.addMovie("Ikiru", by: ada))
            let token = try world.makeAPIToken(ada, scope: "write")
            try expect(try change(movies.0, #"{"name":"x"}"#, token, world), is: .updatingMovie)
            try expect(try world.send(Call("DELETE", "/api/movies/\(movies.0)", token: token)), is: .deletingMovie)
            try expect(try handOver(movies.own, to: bob.id, token, world), is: .schemaValidation)
            #expect(try change(movies.own, #"{"name":"Dodesukaden"}"#, token, world).status == 200)
        }
    }

    @Test func areHandedOver() throws {
        try withWorld { world in
            let (ada, bob) = (try world.addAdministrator(), try world.addUser("bob@example.org"))
            let id = try world.addMovie("Ran", by: bob)
            // To oneself, back, and one's own to another.
            for owner in [ada.id, bob.id, ada.id, bob.id] {
                #expect(try handOver(id, to: owner, ada.token, world).status == 200)
                #expect(try world.movies() == "[\(movieJSON(id: id, name: "Ran", owner: owner))]")
            }
            let both = #"{"name":"Ikiru","added_by":{"$oid":"\#(ada.id)"}}"#
            #expect(try change(id, both, ada.token, world).status == 200)
            #expect(try world.movies() == "[\(movieJSON(id: id, name: "Ikiru", owner: ada.id))]")
            try expect(try change(id, #"{"name":"x"}"#, bob.token, world), is: .updatingMovie)
            for owner in [Route.nobody, "x", bob.id.uppercased(), ""] {
                try expect(try handOver(id, to: owner, ada.token, world), is: .schemaValidation, "\(owner)")
            }
        }
    }

    @Test func areHandedOverByNoOneElse() throws {
        try withWorld { world in
            let (ann, bob) = (try world.addUser(), try world.addUser("bob@example.org"))
            let id = try world.addMovie("Ran", by: bob)
            let refused = try handOver(id, to: ann.id, bob.token, world)
            try expect(refused, is: .schemaValidation)
            #expect(try refused.member("detail") == "added_by: may be changed by administrators alone")
            // Whose movie it is, is said first.
            for token in [ann.token, try world.makeAPIToken(ann, scope: "write")] {
                try expect(try handOver(id, to: ann.id, token, world), is: .updatingMovie)
            }
            #expect(try handOver(id, to: bob.id, bob.token, world).status == 200)
            #expect(try world.movies() == "[\(movieJSON(id: id, name: "Ran", owner: bob.id))]")
            let body = #"{"name":"Ikiru","casts":["a"],"genres":["b"],"added_by":{"$oid":"\#(bob.id)"}}"#
            try expect(
                try world.send(Call("POST", "/api/movies", json: body, token: bob.token)), is: .schemaValidation)
        }
    }
}
