import Testing

@Suite("Movies")
struct MovieTests {
    @Test func movieIsAddedShownChangedAndRemoved() throws {
        try withWorld { world in
            let user = try world.addUser()
            let id = try world.addMovie("Late Spring", by: user)
            #expect(id.utf8.count == 24)
            let shown = try world.send(Call("GET", "/api/movies/\(id)"))
            #expect(shown.status == 200)
            #expect(shown.text == movieJSON(id: id, name: "Late Spring", owner: user.id))
            let changed = try world.send(
                Call("PUT", "/api/movies/\(id)", json: #"{"name":"Banshun","genres":["A","B"]}"#, token: user.token))
            #expect((changed.status, changed.text) == (200, "\"\""))
            #expect(
                try world.movies() == "[\(movieJSON(id: id, name: "Banshun", genres: #"["A","B"]"#, owner: user.id))]")
            let removed = try world.send(Call("DELETE", "/api/movies/\(id)", token: user.token))
            #expect((removed.status, removed.text) == (200, "\"\""))
            try expect(try world.send(Call("GET", "/api/movies/\(id)")), is: .movieNotExists)
            #expect(try world.movies() == "[]")
        }
    }

    @Test(arguments: [
        "ffffffffffffffffffffffff", "x", "5F5F5F5F5F5F5F5F5F5F5F5F", "5f5f5f5f5f5f5f5f5f5f5f5", "%00", "a%2fb", "0",
        "5f5f5f5f5f5f5f5f5f5f5f5f%20", "' OR 1=1 --",
    ])
    func unknownAndMalformedIdsAreAlike(id: String) throws {
        try withWorld { world in
            let user = try world.addUser()
            try expect(try world.send(Call("GET", "/api/movies/\(id)")), is: .movieNotExists)
            let change = Call("PUT", "/api/movies/\(id)", json: #"{"name":"x"}"#, token: user.token)
            try expect(try world.send(change), is: .updatingMovie)
            try expect(try world.send(Call("DELETE", "/api/movies/\(id)", token: user.token)), is: .deletingMovie)
        }
    }

    @Test func nobodyTouchesTheMoviesOfOthers() throws {
        try withWorld { world in
            let users = [try world.addUser("ann@example.org"), try world.addUser("bob@example.org")]
            let ids = [try world.addMovie("Ran", by: users[0]), try world.addMovie("Ikiru", by: users[1])]
            let before = try world.movies()
            for (user, id) in [(users[0], ids[1]), (users[1], ids[0])] {
                let change = Call("PUT", "/api/movies/\(id)", json: #"{"name":"Mine"}"#, token: user.token)
                try expect(try world.send(change), is: .updatingMovie)
                // Not even that the name is taken is learnt about a movie of others.
                let taken = Call("PUT", "/api/movies/\(id)", json: #"{"name":"Ran"}"#, token: user.token)
                try expect(try world.send(taken), is: .updatingMovie)
                try expect(try world.send(Call("DELETE", "/api/movies/\(id)", token: user.token)), is: .deletingMovie)
                try expect(try world.send(Call("DELETE", "/api/movies/\(id)")), is: .missingToken)
            }
            #expect(try world.movies() == before)
        }
    }

    @Test(arguments: ["Am\u{E9}lie", "Ame\u{301}lie"]) func nameIsTakenInNFC(name: String) throws {
        try withWorld { world in
            let user = try world.addUser()
            _ = try world.addMovie("Am\u{E9}lie", by: user)
            let again = Call("POST", "/api/movies", json: movieBody(name), token: user.token)
            try expect(try world.send(again), is: .movieAlreadyExists)
            let other = try world.addMovie("amélie", by: user)
            let rename = Call("PUT", "/api/movies/\(other)", json: #"{"name":\#(quoted(name))}"#, token: user.token)
            try expect(try world.send(rename), is: .movieAlreadyExists)
        }
    }

    @Test(arguments: [("a", 300, 200), ("a", 301, 400), ("é", 300, 200), ("🎬", 300, 200), ("🎬", 301, 400)])
    func nameHasUpTo300Scalars(text: String, count: Int, status: Int) throws {
        try withWorld { world in
            let user = try world.addUser()
            let body = movieBody(String(repeating: text, count: count))
            #expect(try world.send(Call("POST", "/api/movies", json: body, token: user.token)).status == status)
        }
    }

    @Test(arguments: [
        ("ß", 1, 200, 200), ("s", 200, 200, 200), ("ß", 201, 3, 400), ("ß", 1, 201, 400), ("ß", 0, 3, 200),
    ])
    func castsAndGenresHaveTheirLimits(text: String, entries: Int, length: Int, status: Int) throws {
        try withWorld { world in
            let user = try world.addUser()
            // Each is different, as none may be there twice.
            let texts = (0..<entries).map { number in
                length < 3 ? text : "\(100 + number)" + String(repeating: text, count: length - 3)
            }
            for (number, body) in [movieBody("Ran", casts: texts), movieBody("Ikiru", genres: texts)].enumerated() {
                let response = try world.send(Call("POST", "/api/movies", json: body, token: user.token))
                #expect(response.status == status, "\(number)")
            }
        }
    }

    @Test func ofManyMoviesOfOneNameAtOnceOneWins() throws {
        try withWorld { world in
            let user = try world.addUser()
            let statuses = try onThreads(8) { [composition = world.composition] _, waitForOthers in
                let service = composition.makeService()
                waitForOthers()
                return try service.response(Call("POST", "/api/movies", json: movieBody("Ran"), token: user.token))
                    .status
            }
            #expect(statuses.sorted() == [200] + Array(repeating: 400, count: 7))
        }
    }

    /// ASVS 15.4.2
    @Test func ofManySignUpsAtOnceOneWinsWhateverTheCase() throws {
        try withWorld { world in
            let statuses = try onThreads(8) { [composition = world.composition] number, waitForOthers in
                let service = composition.makeService()
                let email = number % 2 == 0 ? "ann@example.org" : "ANN@example.ORG"
                waitForOthers()
                let call = Call("POST", "/api/auth/signup", json: credentials(email, "correct horse"))
                return try service.response(call).status
            }
            #expect(statuses.sorted() == [200] + Array(repeating: 400, count: 7))
        }
    }
}
