import Testing

@Suite("Answers without a tag")
struct UntaggedAnswerTests {
    @Test func errorsHaveNoTagAndAreNotKept() throws {
        try withWorld { world in
            let user = try world.addUser()
            let id = try world.addMovie("Ran", by: user)
            let calls = [
                Call("GET", "/api/movies/\(Route.nobody)"), Call("GET", "/api/movies/x"),
                Call("GET", "/api/movies?limit=0"), Call("GET", "/api/movies?after=x"), Call("GET", "/api/nothing"),
                Call("PATCH", "/api/movies"), Call("DELETE", "/api/movies/\(id)"),
                .removing(Route.nobody, by: user), Call.removing(id, by: user).onlyIf("\"x\""),
            ]
            // Not even for whoever says to have whatever there is.
            for call in calls.flatMap({ [$0, $0.unless("*"), $0.unless("\"1-0000000000000000\"")] }) {
                let answer = try world.send(call)
                #expect((400..<500).contains(answer.status), "\(call.method) \(call.uri)")
                #expect(answer["ETag"] == [], "\(call.method) \(call.uri)")
                #expect(answer["Cache-Control"] == ["no-store"], "\(call.method) \(call.uri)")
            }
        }
    }

    @Test func writesAnswerWithoutATag() throws {
        try withWorld { world in
            let user = try world.addUser()
            let added = try world.send(Call("POST", "/api/movies", json: movieBody("Ran"), token: user.token))
            let id = try added.member("id")
            let answers = [
                added, try world.send(.renaming(id, to: "Ikiru", by: user)), try world.send(.removing(id, by: user)),
            ]
            for answer in answers {
                #expect(answer.status == 200)
                // A tag here would stand for the answer, not for the movie.
                #expect(answer["ETag"] == [])
                #expect(answer["Cache-Control"].allSatisfy { $0 == "no-store" })
            }
        }
    }

    @Test func healthIsAlwaysAskedAnew() throws {
        try withWorld { world in
            let answer = try world.send(Call("GET", "/api/health").unless("*"))
            #expect(answer.status == 200)
            #expect(answer["ETag"] == [])
            #expect(answer["Cache-Control"] == ["no-store"])
        }
    }
}
