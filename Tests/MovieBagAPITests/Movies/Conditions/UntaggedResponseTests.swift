import Testing

@Suite("Answers without a tag")
struct UntaggedResponseTests {
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
                let response = try world.send(call)
                #expect((400..<500).contains(response.status), "\(call.method) \(call.uri)")
                #expect(response["ETag"] == [], "\(call.method) \(call.uri)")
                #expect(response["Cache-Control"] == ["no-store"], "\(call.method) \(call.uri)")
            }
        }
    }

    @Test func aRemovalIsAnsweredWithoutATag() throws {
        try withWorld { world in
            let user = try world.addUser()
            let id = try world.addMovie("Ran", by: user)
            let response = try world.send(.removing(id, by: user))
            #expect(response.status == 200 && response["ETag"] == [])
            #expect(response["Cache-Control"].allSatisfy { $0 == "no-store" })
        }
    }

    @Test func healthIsAlwaysAskedAnew() throws {
        try withWorld { world in
            let response = try world.send(Call("GET", "/api/health").unless("*"))
            #expect(response.status == 200)
            #expect(response["ETag"] == [])
            #expect(response["Cache-Control"] == ["no-store"])
        }
    }
}
