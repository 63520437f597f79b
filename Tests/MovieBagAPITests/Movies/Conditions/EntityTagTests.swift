import MovieBagSQLite
import Testing

@Suite("The entity tags of movies and pages")
struct EntityTagTests {
    @Test func everyReadHasAStrongTagAndSaysWhoMayKeepIt() throws {
        try withWorld { world in
            let user = try world.addUser()
            let id = try world.addMovie("Ran", by: user)
            _ = try world.addMovie("Ikiru", by: user)
            for (path, end) in [("", "-1000"), ("?limit=1", "-1"), ("?after=\(id)", "-1000"), ("/\(id)", "")] {
                for method in ["GET", "HEAD"] {
                    let response = try world.send(Call(method, "/api/movies\(path)"))
                    #expect(response.status == 200)
                    #expect(response["Cache-Control"] == ["public, max-age=0, s-maxage=1"])
                    try #require(response["ETag"].count == 1)
                    let tag = response["ETag"][0]
                    #expect(tag.hasPrefix("\"1-") && tag.hasSuffix("\(end)\""), "\(tag)")
                    let digits = tag.dropFirst(3).dropLast(end.count + 1)
                    #expect(digits.count == 16 && digits.allSatisfy("0123456789abcdef".contains), "\(tag)")
                }
            }
        }
    }

    @Test func aTagStaysWhileNothingChanges() throws {
        try withWorld { world in
            let user = try world.addUser()
            let id = try world.addMovie("Ran", by: user)
            for path in ["/api/movies", "/api/movies/\(id)"] {
                let tag = try world.tag(path)
                #expect(try world.tag(path) == tag)
                #expect(try world.send(Call("HEAD", path))["ETag"] == [tag])
            }
            // Accounts are no part of the collection.
            let tag = try world.tag("/api/movies")
            _ = try world.addUser("bob@example.org")
            #expect(try world.tag("/api/movies") == tag)
        }
    }

    @Test func everyKindOfChangeGivesTheListAnotherTag() throws {
        try withWorld { world in
            let user = try world.addUser()
            var tags = [try world.tag("/api/movies")]
            let id = try world.addMovie("Ran", by: user)
            tags.append(try world.tag("/api/movies"))
            try world.rename(id, to: "Kagemusha", by: user)
            tags.append(try world.tag("/api/movies"))
            // Back to what it was is another state still.
            try world.rename(id, to: "Ran", by: user)
            tags.append(try world.tag("/api/movies"))
            #expect(try world.send(.removing(id, by: user)).status == 200)
            tags.append(try world.tag("/api/movies"))
            #expect(Set(tags).count == 5)
        }
    }

    @Test func onlyItsOwnChangeGivesAMovieAnotherTag() throws {
        try withWorld { world in
            let user = try world.addUser()
            let id = try world.addMovie("Ran", by: user)
            let other = try world.addMovie("Ikiru", by: user)
            let tag = try world.tag("/api/movies/\(id)")
            #expect(try world.tag("/api/movies/\(other)") != tag)
            try world.rename(other, to: "Red Beard", by: user)
            #expect(try world.send(.removing(other, by: user)).status == 200)
            _ = try world.addMovie("Dodes'ka-den", by: user)
            #expect(try world.tag("/api/movies/\(id)") == tag)
            try world.rename(id, to: "Kagemusha", by: user)
            #expect(try world.tag("/api/movies/\(id)") != tag)
        }
    }

    @Test func aWriteThatFailsGivesNothingAnotherTag() throws {
        try withWorld { world in
            let users = [try world.addUser(), try world.addUser("bob@example.org")]
            let id = try world.addMovie("Ran", by: users[0])
            _ = try world.addMovie("Ikiru", by: users[0])
            let tags = [try world.tag("/api/movies"), try world.tag("/api/movies/\(id)")]
            let writes: [Call] = [
                .renaming(id, to: "Ikiru", by: users[0]), .renaming(id, to: "Mine", by: users[1]),
                .removing(id, by: users[1]), .renaming(id, to: "New", by: users[0]).onlyIf("\"x\""),
                Call("POST", "/api/movies", json: movieBody("Ran"), token: users[0].token),
            ]
            for write in writes { #expect(try world.send(write).status >= 400) }
            #expect([try world.tag("/api/movies"), try world.tag("/api/movies/\(id)")] == tags)
        }
    }

    @Test func writesElsewhereChangeTheTagsSeenHere() throws {
        try withWorld { world in
            let user = try world.addUser()
            let id = try world.addMovie("Ran", by: user)
            let paths = ["/api/movies", "/api/movies?limit=1", "/api/movies/\(id)"]
            let before = try paths.map { try world.tag($0) }
            let elsewhere = try world.secondProcess()
            defer { elsewhere.database.close() }
            let service = elsewhere.makeService()
            #expect(try service.response(.renaming(id, to: "Kagemusha", by: user)).status == 200)
            for (path, tag) in zip(paths, before) {
                let response = try world.send(Call("GET", path).unless(tag))
                #expect(response.status == 200)
                #expect(response.text.contains("Kagemusha"))
                #expect(try service.response(Call("GET", path))["ETag"] == response["ETag"])
            }
        }
    }
}
