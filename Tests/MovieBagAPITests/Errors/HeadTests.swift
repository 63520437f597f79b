import Testing

@Suite("HEAD")
struct HeadTests {
    @Test func worksWhereGetDoesAndLeavesTheBodyOut() throws {
        try withWorld { world in
            let user = try world.addUser()
            let id = try world.addMovie("Ran", by: user)
            _ = try world.addMovie("Ikiru", by: user)
            for path in ["/api/movies", "/api/movies?limit=1", "/api/movies/\(id)", "/api/health"] {
                let whole = try world.send(Call("GET", path))
                let head = try world.send(Call("HEAD", path))
                #expect(head.status == 200)
                #expect(head.body.isEmpty)
                // Content-Length and Link included.
                #expect(
                    head.lastingFields.map { "\($0.name): \($0.value)" }
                        == whole.lastingFields.map { "\($0.name): \($0.value)" })
            }
        }
    }

    @Test func errorsHaveTheirStatusAndNoBody() throws {
        try withWorld { world in
            let response = try world.send(Call("HEAD", "/api/movies/\(Route.nobody)"))
            #expect(response.status == 400)
            #expect(response.body.isEmpty)
        }
    }
}
