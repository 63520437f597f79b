import JSON
import MovieBag
import Testing

/// `GET /api/movies/removed`.
@Suite struct RemovedMovieListTests {
    private static func list(_ world: World, _ token: String, _ query: String = "") throws -> TestResponse {
        try world.send(Call("GET", "/api/movies/removed\(query)", token: token))
    }

    private static func names(_ world: World, _ token: String, _ query: String = "") throws -> [String] {
        let value = try JSONValue(parsing: try list(world, token, query).body)
        return value.elements?.compactMap { $0["movie"]?["name"]?.text } ?? []
    }

    @Test func itSaysWhoRemovedWhatAndUntilWhenItComesBack() throws {
        try withWorld { world in
            let (ann, ada) = (try world.addUser(), try world.addAdministrator())
            let id = try world.addMovie("Ran", by: ann)
            #expect(try Self.list(world, ann.token).text == "[]")
            // 15:06:40.
            #expect(try world.send(.removing(id, by: ada)).status == 200)
            let response = try Self.list(world, ann.token)
            #expect(response["Cache-Control"] == ["no-store"] && response["ETag"] == [])
            let removal = try #require(JSONValue(parsing: response.body).elements?.first?["_id"]?["$oid"]?.text)
            #expect(
                response.text == #"[{"_id":{"$oid":"\#(removal)"},"movie":"#
                    + movieJSON(id: id, name: "Ran", owner: ann.id)
                    + #","removed_by":{"$oid":"\#(ada.id)"},"removed":"2025-06-15T15:06:40Z","#
                    + #""expires":"2025-07-15T15:06:40Z"}]"#)
        }
    }

    @Test func oneSeesOnesOwnAndAdministratorsAll() throws {
        try withWorld { world in
            let (ann, bob) = (try world.addUser(), try world.addUser("bob@example.org"))
            let ada = try world.addAdministrator()
            for (user, name) in [(ann, "Ran"), (bob, "Ikiru"), (ada, "Kagemusha")] {
                #expect(try world.send(.removing(try world.addMovie(name, by: user), by: user)).status == 200)
            }
            #expect(try Self.names(world, ann.token) == ["Ran"])
            #expect(try Self.names(world, ann.token, "?added_by=me") == ["Ran"])
            #expect(try Self.names(world, ann.token, "?added_by=\(ann.id)") == ["Ran"])
            try expect(try Self.list(world, ann.token, "?added_by=\(bob.id)"), is: .notFound)
            try expect(try Self.list(world, ann.token, "?added_by=\(Route.nobody)"), is: .notFound)
            #expect(try Self.names(world, ada.token) == ["Kagemusha", "Ikiru", "Ran"])
            #expect(try Self.names(world, ada.token, "?added_by=me") == ["Kagemusha"])
            #expect(try Self.names(world, ada.token, "?added_by=\(bob.id)") == ["Ikiru"])
            #expect(try Self.names(world, ada.token, "?added_by=\(Route.nobody)") == [])
            // A token for programs shows the own ones alone.
            let program = try world.makeAPIToken(ada, scope: "read")
            #expect(try Self.names(world, program) == ["Kagemusha"])
            try expect(try Self.list(world, program, "?added_by=\(bob.id)"), is: .notFound)
            for query in ["?added_by=x", "?added_by=", "?limit=0", "?limit=101", "?after=x", "?other=1"] {
                try expect(try Self.list(world, ann.token, query), is: .schemaValidation, "\(query)")
            }
        }
    }

    @Test func pagesLeadOn() throws {
        try withWorld { world in
            let (ann, ada) = (try world.addUser(), try world.addAdministrator())
            for number in 1...5 {
                #expect(try world.send(.removing(try world.addMovie("\(number)", by: ann), by: ann)).status == 200)
            }
            for (token, query) in [(ann.token, ""), (ada.token, ""), (ada.token, "added_by=\(ann.id)&")] {
                var (found, path): ([String], String?) = ([], "?\(query)limit=2")
                while let query = path {
                    found += try Self.names(world, token, query)
                    path = try Self.list(world, token, query)["Link"].first.map { link in
                        #expect(link.hasPrefix("<http://localhost:8080/api/movies/removed?"))
                        return String(link.drop { $0 != "?" }.prefix { $0 != ">" })
                    }
                }
                #expect(found == ["5", "4", "3", "2", "1"])
            }
            #expect(try Self.list(world, ann.token, "?limit=5")["Link"] == [])
        }
    }

    @Test func whatCannotBeBroughtBackIsNotListed() throws {
        try withWorld { world in
            let ann = try world.addUser()
            let id = try world.addMovie("Ran", by: ann)
            #expect(try world.send(.removing(id, by: ann)).status == 200)
            world.clock.advance(seconds: 30 * 86_400 - 1)
            let token = try world.logIn(ann.email, ann.password).member("token")
            #expect(try Self.names(world, token) == ["Ran"])
            world.clock.advance(seconds: 1)
            #expect(try Self.names(world, token) == [])
        }
    }

    @Test func theExportHasThem() throws {
        try withWorld { world in
            let ann = try world.addUser()
            let id = try world.addMovie("Ran", by: ann)
            #expect(try world.send(.removing(id, by: ann)).status == 200)
            let (list, export) = (try Self.list(world, ann.token).text, try world.get("/api/auth/export", by: ann))
            #expect(export.text.hasSuffix(#""movies":[],"marks":[],"removed":\#(list)}"#), "\(export)")
        }
    }
}
