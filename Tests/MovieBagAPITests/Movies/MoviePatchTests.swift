import Testing

/// `PATCH`, a merge patch (RFC 7396).
@Suite("Patching a movie")
struct MoviePatchTests {
    private static func patch(
        _ id: String, _ json: String, by user: User, as type: String = "application/merge-patch+json"
    ) -> Call {
        var call = Call("PATCH", "/api/movies/\(id)", json: json, token: user.token)
        call.contentType = type
        return call
    }

    @Test(arguments: [
        "application/merge-patch+json", "application/json", "Application/Merge-Patch+JSON; charset=utf-8",
    ])
    func itChangesWhatItNamesAndRemovesWhatIsNull(type: String) throws {
        try withWorld { world in
            let user = try world.addUser()
            let id = try world.addMovie("Dune", by: user)
            func patch(_ json: String) throws -> TestResponse {
                try world.send(Self.patch(id, json, by: user, as: type))
            }
            let response = try patch(#"{"year":1984,"imdb":"tt0087182","casts":[]}"#)
            #expect((response.status, response.text) == (200, #""""#))
            let dune = movieJSON(id: id, name: "Dune", #","year":1984,"imdb":"tt0087182""#, casts: "[]", owner: user.id)
            #expect(try world.movies() == "[\(dune)]")
            #expect(try patch(#"{"year":null,"imdb":null,"name":"Ran"}"#).status == 200)
            #expect(try world.movies() == "[\(movieJSON(id: id, name: "Ran", casts: "[]", owner: user.id))]")
            // What is not there is removed without a word.
            #expect(try patch(#"{"year":null}"#).status == 200)
            for json in [#"{"name":null}"#, #"{"casts":null}"#, #"{"added_by":null}"#, #"{"title":"x"}"#, "[]", ""] {
                try expect(try patch(json), is: .schemaValidation, "\(json)")
            }
        }
    }

    @Test func aPatchOfNothingKeepsTheTag() throws {
        try withWorld { world in
            let (user, other) = (try world.addUser(), try world.addUser("bob@example.org"))
            let id = try world.addMovie("Ran", by: user)
            let (tag, list) = (try world.tag("/api/movies/\(id)"), try world.tag("/api/movies"))
            let response = try world.send(Self.patch(id, "{}", by: user))
            #expect(response.status == 200 && response["ETag"] == [tag])
            #expect(try world.tag("/api/movies/\(id)") == tag && world.tag("/api/movies") == list)
            try expect(try world.send(Self.patch(id, "{}", by: other)), is: .updatingMovie)
            try expect(try world.send(Self.patch(id, "{}", by: user).onlyIf("\"x\"")), is: .preconditionFailed)
        }
    }

    /// 401, 415, 400 of `_id`, UpdatingMovie, 400 of `added_by`, 412, the name.
    @Test func itIsCheckedInThisOrder() throws {
        try withWorld { world in
            let (ann, bob) = (try world.addUser(), try world.addUser("bob@example.org"))
            let id = try world.addMovie("Ran", by: ann)
            _ = try world.addMovie("Ikiru", by: ann)
            let all = #"""
                {"_id":{"$oid":"\#(Route.nobody)"},"name":"Ikiru","added_by":{"$oid":"\#(bob.id)"}}
                """#
            var call = Self.patch(id, all, by: bob, as: "text/plain").onlyIf("\"x\"")
            call.authorization = nil
            try expect(try world.send(call), is: .missingToken)
            call.authorization = Array("Bearer \(bob.token)".utf8)
            try expect(try world.send(call), is: .unsupportedMediaType)
            call.contentType = "application/json"
            func send(_ json: String, by user: User, onlyIf tags: String?) throws -> TestResponse {
                var call = Self.patch(id, json, by: user)
                call.ifMatch = tags
                return try world.send(call)
            }
            #expect(try world.send(call).member("detail") == "_id: must be that of the movie")
            let own = all.replacing(Route.nobody, with: id)
            try expect(try send(own, by: bob, onlyIf: "\"x\""), is: .updatingMovie)
            let owner = try send(own, by: ann, onlyIf: "\"x\"")
            #expect(try owner.member("detail") == "added_by: may be changed by administrators alone")
            let kept = own.replacing(bob.id, with: ann.id)
            try expect(try send(kept, by: ann, onlyIf: "\"x\""), is: .preconditionFailed)
            try expect(try send(kept, by: ann, onlyIf: nil), is: .movieAlreadyExists)
            #expect(try send(kept.replacing("Ikiru", with: "Ran"), by: ann, onlyIf: "*").status == 200)
        }
    }

    /// A rule that is younger than a movie stands in the way of nothing else.
    @Test func anOlderListThatRepeatsATextStays() throws {
        try withWorld { world in
            let user = try world.addUser()
            let id = try world.addMovie("Ran", by: user)
            try world.execute(#"UPDATE movies SET casts = '["Ana","ANA"]'"#)
            func patch(_ json: String) throws -> TestResponse { try world.send(Self.patch(id, json, by: user)) }
            #expect(try patch(#"{"year":1985}"#).status == 200)
            #expect(try patch(#"{"casts":["Ana","ANA"],"genres":["War"]}"#).status == 200)
            let refused = try patch(#"{"casts":["ANA","Ana"]}"#)
            try expect(refused, is: .schemaValidation)
            #expect(try refused.member("detail") == "casts[1]: is in the list already, apart from case and diacritics")
            #expect(try world.movies().contains(#""casts":["Ana","ANA"]"#))
            #expect(try patch(#"{"casts":["Ana"]}"#).status == 200)
        }
    }
}
