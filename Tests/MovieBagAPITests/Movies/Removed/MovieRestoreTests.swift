import MovieBag
import Testing

/// `POST /api/movies/{id}/restore`.
@Suite struct MovieRestoreTests {
    private static func restoring(_ id: String, by token: String) -> Call {
        Call("POST", "/api/movies/\(id)/restore", token: token)
    }

    private static let mark = #"{"rating":8,"watched":["2025-06-01"],"wanted":true,"note":"Again"}"#

    @Test func aSlipLosesNothing() throws {
        try withWorld { world in
            let (ann, bob) = (try world.addUser(), try world.addUser("bob@example.org"))
            let body = #"{"name":"Dune","year":1984,"imdb":"tt0087182","casts":["Sting"],"genres":["Drama"]}"#
            let id = try world.send(Call("POST", "/api/movies", json: body, token: ann.token)).member("id")
            for user in [ann, bob] {
                let put = Call("PUT", "/api/movies/\(id)/mine", json: Self.mark, token: user.token)
                #expect(try world.send(put).status == 200)
            }
            let paths = [
                "/api/movies/\(id)", "/api/movies", "/api/movies?q=dune", "/api/movies?mine=rated", "/api/genres",
                "/api/casts", "/api/movies/\(id)/mine", "/api/movies/\(id)/marks", "/api/people/\(ann.id)",
            ]
            func sight() throws -> [String] {
                try paths.map { try world.send(Call("GET", $0, token: bob.token)).text }
            }
            let (before, tag) = (try sight(), try world.tag("/api/movies/\(id)"))
            #expect(try world.send(.removing(id, by: ann)).status == 200)
            let without = try sight()
            #expect(without[1...5] == ["[]", "[]", "[]", "[]", "[]"], "\(without)")
            #expect(without[6...7].allSatisfy { $0.contains("MovieNotExists") }, "\(without)")
            #expect(without[8].contains("NotFound"))
            let empty = try world.tag("/api/movies")

            let restored = try world.send(Self.restoring(id, by: ann.token))
            #expect(restored.status == 200 && restored.text == "\"\"")
            #expect(try sight() == before)
            // Its tag is another one, and so is that of the list.
            let now = try world.tag("/api/movies/\(id)")
            #expect(restored["ETag"] == [now] && now != tag)
            #expect(try world.tag("/api/movies") != empty)
            try expect(try world.send(Call.removing(id, by: ann).onlyIf(tag)), is: .preconditionFailed)
            #expect(try world.send(Call.removing(id, by: ann).onlyIf(now)).status == 200)
        }
    }

    @Test func theMovieIsShownToWhoPrefersThat() throws {
        try withWorld { world in
            let ann = try world.addUser()
            let id = try world.addMovie("Ran", by: ann)
            #expect(try world.send(.removing(id, by: ann)).status == 200)
            var call = Self.restoring(id, by: ann.token)
            call.others["HTTP_PREFER"] = "return=representation"
            let response = try world.send(call)
            #expect(response.text == movieJSON(id: id, name: "Ran", owner: ann.id))
            #expect(response["Preference-Applied"] == ["return=representation"])
        }
    }

    /// Nothing is told of what was not removed, of what is gone for good, and of what is another's.
    @Test func whatIsNotThereForOneIsNotFound() throws {
        try withWorld { world in
            let (ann, bob) = (try world.addUser(), try world.addUser("bob@example.org"))
            let ada = try world.addAdministrator()
            let (id, other) = (try world.addMovie("Ran", by: ann), try world.addMovie("Ikiru", by: ann))
            #expect(try world.send(.removing(id, by: ann)).status == 200)
            let refusals = try [
                Self.restoring(id, by: bob.token), Self.restoring(other, by: ann.token),
                Self.restoring(other, by: ada.token), Self.restoring(Route.nobody, by: ann.token),
                Self.restoring("x", by: ann.token), Self.restoring("removed", by: ann.token),
                // The token of an administrator's program has no such right.
                Self.restoring(id, by: world.makeAPIToken(ada, scope: "write")),
            ].map { try world.send($0) }
            for refused in refusals {
                try expect(refused, is: .notFound)
                #expect(refused.text == refusals[0].text)
            }
            try expect(
                try world.send(Self.restoring(id, by: world.makeAPIToken(ann, scope: "read"))), is: .tokenScope)
            world.clock.advance(seconds: 30 * 86_400 - 1)
            let session = try world.logIn(ann.email, ann.password).member("token")
            #expect(try world.send(Self.restoring(id, by: session)).status == 200)
            #expect(try world.send(Call("DELETE", "/api/movies/\(id)", token: session)).status == 200)
            world.clock.advance(seconds: 30 * 86_400)
            let later = try world.logIn(ann.email, ann.password).member("token")
            try expect(try world.send(Self.restoring(id, by: later)), is: .notFound)
        }
    }

    @Test func aNameThatIsTakenMeanwhileIsRefused() throws {
        try withWorld { world in
            let (ann, bob) = (try world.addUser(), try world.addUser("bob@example.org"))
            let id = try world.addMovie("Ran", by: ann)
            #expect(try world.send(.removing(id, by: ann)).status == 200)
            let other = try world.addMovie("Ran", by: bob)
            let refused = try world.send(Self.restoring(id, by: ann.token))
            try expect(refused, is: .movieAlreadyExists)
            #expect(try refused.member("detail").hasPrefix("name: another movie has it"))
            #expect(try world.movies() == "[\(movieJSON(id: other, name: "Ran", owner: bob.id))]")
            try world.rename(other, to: "Kagemusha", by: bob)
            #expect(try world.send(Self.restoring(id, by: ann.token)).status == 200)
        }
    }

    @Test func anAccountWithItsNumberOfMoviesIsRefusedAsInAdding() throws {
        var arrangement = Arrangement()
        arrangement.limits.moviesPerAccount = 1
        try withWorld(arrangement) { world in
            let (ann, ada) = (try world.addUser(), try world.addAdministrator())
            let id = try world.addMovie("Ran", by: ann)
            #expect(try world.send(.removing(id, by: ann)).status == 200)
            let other = try world.addMovie("Ikiru", by: ann)
            for user in [ann, ada] {
                let refused = try world.send(Self.restoring(id, by: user.token))
                #expect(refused.status == 429 && refused["Retry-After"] == ["86400"])
            }
            #expect(try world.send(.removing(other, by: ann)).status == 200)
            #expect(try world.send(Self.restoring(id, by: ann.token)).status == 200)
        }
    }

    @Test func itIsRecorded() throws {
        try withWorld { world in
            let (ann, ada) = (try world.addUser(), try world.addAdministrator())
            let id = try world.addMovie("Ran", by: ann)
            for user in [ann, ada] {
                #expect(try world.send(.removing(id, by: user)).status == 200)
                #expect(try world.send(Self.restoring(id, by: user.token), from: "192.0.2.9", id: nil).status == 200)
                try expect(try world.send(Self.restoring(id, by: user.token)), is: .notFound)
            }
            let records = try world.service.store.records(AuditQuery(kind: .movieRestored, limit: 9))
            #expect(records.map(\.actor?.description) == [ada.id, ann.id])
            // As of what administrators do with movies, it is no account's.
            #expect(records.map(\.account?.description) == [nil, ann.id])
            #expect(records.allSatisfy { $0.detail == "movie \(id)" && $0.client == "192.0.2.9" })
            let own = try world.send(Call("GET", "/api/audit?kind=movie-restored", token: ann.token))
            #expect(own.text.contains(id) && own.text.contains(ann.id))
            // Each is told once, and nothing that was refused.
            #expect(world.composition.events.kinds.filter { $0.hasPrefix("movieRestored") }.count == 2)
        }
    }

    @Test func itTakesNoOtherMethodAndNoShorterBody() throws {
        try withWorld { world in
            let ann = try world.addUser()
            let id = try world.addMovie("Ran", by: ann)
            #expect(try world.send(.removing(id, by: ann)).status == 200)
            for method in ["GET", "PUT", "DELETE", "PATCH"] {
                let call = Call(method, "/api/movies/\(id)/restore", token: ann.token)
                try expect(try world.send(call), is: .methodNotAllowed("POST"))
            }
            var call = Self.restoring(id, by: ann.token)
            call.contentLength = "5"
            try expect(try world.send(call), is: .schemaValidation)
            // The list has the place of no movie. Its methods are those of a movie, by their description.
            for method in ["PUT", "DELETE", "PATCH"] {
                let call = Call(method, "/api/movies/removed", token: ann.token)
                try expect(try world.service.response(call), is: .methodNotAllowed("GET, HEAD"))
            }
        }
    }
}
