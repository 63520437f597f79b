import Testing

@Suite("Two users, every route, every id")
struct OwnershipTests {
    /// ASVS 8.3.1
    @Test func nobodyChangesWhatIsNotTheirs() throws {
        try withWorld { world in
            let users = [try world.addUser(), try world.addUser("bob@example.org")]
            let movies = [try world.addMovie("Ran", by: users[0]), try world.addMovie("Ikiru", by: users[1])]
            let before = try world.movies()
            for (user, own) in zip(users, movies) {
                // Movies of others and of nobody, and the accounts' ids, which are of the same form.
                for id in movies + users.map(\.id) + [Route.nobody] where id != own {
                    let change = Call("PUT", "/api/movies/\(id)", json: #"{"name":"Mine"}"#, token: user.token)
                    try expect(try world.send(change), is: .updatingMovie)
                    let removal = Call("DELETE", "/api/movies/\(id)", token: user.token)
                    try expect(try world.send(removal), is: .deletingMovie)
                }
            }
            #expect(try world.movies() == before)
        }
    }

    @Test func everybodyChangesTheirOwnAndItStaysTheirs() throws {
        try withWorld { world in
            let users = [try world.addUser(), try world.addUser("bob@example.org")]
            let movies = [try world.addMovie("Ran", by: users[0]), try world.addMovie("Ikiru", by: users[1])]
            for (user, movie) in zip(users, movies) {
                let change = Call("PUT", "/api/movies/\(movie)", json: #"{"genres":["z"]}"#, token: user.token)
                #expect(try world.send(change).status == 200)
            }
            let expected = [
                movieJSON(id: movies[0], name: "Ran", genres: #"["z"]"#, owner: users[0].id),
                movieJSON(id: movies[1], name: "Ikiru", genres: #"["z"]"#, owner: users[1].id),
            ]
            #expect(try world.movies() == "[\(expected.joined(separator: ","))]")
            #expect(try world.send(Call("DELETE", "/api/movies/\(movies[0])", token: users[0].token)).status == 200)
            #expect(try world.movies() == "[\(expected[1])]")
        }
    }

    @Test func resetOfOneUserLeavesTheOtherAlone() throws {
        try withWorld { world in
            let (ann, bob) = (try world.addUser(), try world.addUser("bob@example.org"))
            let bobsLink = try world.resetToken(for: bob)
            let annsLink = try world.resetToken(for: ann)
            #expect(try world.reset(annsLink, password: "another horse").status == 200)
            try world.takeConfirmation(for: ann)
            #expect(try world.accepts(bob.token))
            try expect(try world.logIn(bob.email, "another horse"), is: .unauthorized)
            #expect(try world.reset(bobsLink, password: "a third horse").status == 200)
            try world.takeConfirmation(for: bob)
        }
    }
}
