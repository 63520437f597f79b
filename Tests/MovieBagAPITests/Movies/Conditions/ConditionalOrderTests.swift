import Testing

/// 401, then 415 and 400, then 403, then 412, then the name.
@Suite("When a tag is looked at")
struct ConditionalOrderTests {
    static let wrong = ["\"x\"", "nonsense", "W/\"1-0000000000000000\""]

    @Test(arguments: wrong)
    func afterTheToken(tags: String) throws {
        try withWorld { world in
            let id = try world.addMovie("Ran", by: world.addUser())
            for (method, json) in [("PUT", #"{"name":"x"}"#), ("DELETE", "")] {
                var call = Call(method, "/api/movies/\(id)", json: json).onlyIf(tags)
                try expect(try world.send(call), is: .missingToken)
                call.authorization = Array("Bearer x".utf8)
                try expect(try world.send(call), is: .badAccessToken)
            }
        }
    }

    @Test(arguments: wrong)
    func afterTheBody(tags: String) throws {
        try withWorld { world in
            let user = try world.addUser()
            let id = try world.addMovie("Ran", by: user)
            for json in ["", "{}", #"{"name":""}"#, #"{"revision":1}"#, "nonsense"] {
                let call = Call("PUT", "/api/movies/\(id)", json: json, token: user.token).onlyIf(tags)
                try expect(try world.send(call), is: .schemaValidation, "\(json)")
            }
            var text = Call.renaming(id, to: "x", by: user).onlyIf(tags)
            text.contentType = "text/plain"
            try expect(try world.send(text), is: .unsupportedMediaType)
            var short = Call.removing(id, by: user).onlyIf(tags)
            short.contentLength = "5"
            try expect(try world.send(short), is: .schemaValidation)
        }
    }

    @Test(arguments: wrong + ["*", "{}"])
    func afterTheOwner(tags: String) throws {
        try withWorld { world in
            let (ann, bob) = (try world.addUser(), try world.addUser("bob@example.org"))
            let movie = try world.addMovie("Ran", by: ann)
            let own = try world.addMovie("Ikiru", by: bob)
            let before = try world.movies()
            // A right tag opens no door, and a wrong one tells nothing of movies of others.
            let tags = tags.replacing("{}", with: try world.tag("/api/movies/\(movie)"))
            for id in [movie, Route.nobody, "x"] {
                // The name is taken, of which nothing is learnt either.
                for name in ["Mine", "Ikiru"] {
                    let change = Call.renaming(id, to: name, by: bob).onlyIf(tags)
                    try expect(try world.send(change), is: .updatingMovie, "\(id)")
                }
                try expect(try world.send(.removing(id, by: bob).onlyIf(tags)), is: .deletingMovie, "\(id)")
            }
            #expect(try world.movies() == before)
            #expect(try world.send(.removing(own, by: bob)).status == 200)
        }
    }

    @Test(arguments: wrong)
    func beforeTheName(tags: String) throws {
        try withWorld { world in
            let user = try world.addUser()
            let id = try world.addMovie("Ran", by: user)
            _ = try world.addMovie("Ikiru", by: user)
            let tag = try world.tag("/api/movies/\(id)")
            let change = Call.renaming(id, to: "Ikiru", by: user)
            try expect(try world.send(change.onlyIf(tags)), is: .preconditionFailed)
            try expect(try world.send(change.onlyIf(tag)), is: .movieAlreadyExists)
            // The state was not used up by the write that failed.
            #expect(try world.send(.renaming(id, to: "Red Beard", by: user).onlyIf(tag)).status == 200)
        }
    }
}
