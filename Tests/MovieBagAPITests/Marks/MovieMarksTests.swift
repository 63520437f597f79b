import MovieBag
import Testing

/// `/api/movies/{id}/marks`: what all accounts note of a movie.
@Suite struct MovieMarksTests {
    private static func put(_ json: String, on movie: String, by user: User, in world: World) throws {
        let response = try world.send(Call("PUT", "/api/movies/\(movie)/mine", json: json, token: user.token))
        #expect(response.status == 200, "\(response)")
    }

    @Test func accountsSeeOneAnothersByName() throws {
        try withWorld { world in
            let (ann, bob) = (try world.addUser(), try world.addUser("bob@example.org"))
            let movie = try world.addMovie("Ran", by: ann)
            func marks() throws -> String {
                let response = try world.send(Call("GET", "/api/movies/\(movie)/marks", token: ann.token))
                #expect(response.status == 200 && response["Cache-Control"] == ["no-store"] && response["Link"] == [])
                return response.text
            }
            #expect(try marks() == #"{"average":null,"count":0,"marks":[]}"#)
            try world.post("/api/auth/me", #"{"name":"Bob"}"#, by: bob, method: "PATCH")
            try Self.put(#"{"rating":8,"watched":["2025-06-01"],"note":"a secret"}"#, on: movie, by: bob, in: world)
            try Self.put(#"{"wanted":true}"#, on: movie, by: ann, in: world)
            #expect(
                try marks() == #"{"average":8,"count":1,"marks":["#
                    + #"{"_id":{"$oid":"\#(ann.id)"},"name":"Member \#(ann.id.suffix(4))","rating":null,"watched":[],"wanted":true},"#
                    + #"{"_id":{"$oid":"\#(bob.id)"},"name":"Bob","rating":8,"watched":["2025-06-01"],"wanted":false}]}"#
            )
            try Self.put(#"{"rating":7}"#, on: movie, by: ann, in: world)
            #expect(try marks().hasPrefix(#"{"average":7.5,"count":2,"#))
            #expect(try !marks().contains("secret") && !marks().contains("example.org"))
        }
    }

    @Test func strangersSeeNothingOfThem() throws {
        try withWorld { world in
            let ann = try world.addUser()
            let movie = try world.addMovie("Ran", by: ann)
            for (method, path) in [("GET", "mine"), ("PUT", "mine"), ("DELETE", "mine"), ("GET", "marks")] {
                try expect(try world.send(Call(method, "/api/movies/\(movie)/\(path)")), is: .missingToken)
            }
            try Self.put(#"{"rating":8}"#, on: movie, by: ann, in: world)
            for path in ["/api/movies", "/api/movies/\(movie)"] {
                #expect(try !world.send(Call("GET", path)).text.contains("rating"))
            }
        }
    }

    @Test func averagesHaveUpToTwoDecimals() throws {
        try withWorld { world in
            let users = try (0..<3).map { try world.addUser("user\($0)@example.org") }
            let movie = try world.addMovie("Ran", by: users[0])
            for (ratings, average) in [
                ([7, 7, 6], "6.67"), ([7, 7, 7], "7"), ([1, 1, 1], "1"), ([10, 10, 10], "10"), ([1, 1, 2], "1.33"),
            ] {
                for (user, rating) in zip(users, ratings) {
                    try Self.put(#"{"rating":\#(rating)}"#, on: movie, by: user, in: world)
                }
                let response = try world.send(Call("GET", "/api/movies/\(movie)/marks?limit=1", token: users[0].token))
                #expect(response.text.hasPrefix(#"{"average":\#(average),"count":3,"#), "\(response)")
            }
        }
    }

    @Test func theyAreReadInPages() throws {
        try withWorld { world in
            let users = try (0..<5).map { try world.addUser("user\($0)@example.org") }
            let movie = try world.addMovie("Ran", by: users[0])
            for (number, user) in users.enumerated() {
                try Self.put(#"{"rating":\#(number + 1)}"#, on: movie, by: user, in: world)
            }
            var (path, found, pages): (String?, [String], Int) = ("/api/movies/\(movie)/marks?limit=2", [], 0)
            while let next = path, pages < 9 {
                let page = try world.get(next, by: users[0])
                #expect(page.text.hasPrefix(#"{"average":3,"count":5,"#))
                found += users.map(\.id).filter { page.text.contains($0) }
                pages += 1
                let prefix = "<http://localhost:8080"
                path = page["Link"].first.map { String($0.dropFirst(prefix.count).prefix { $0 != ">" }) }
            }
            #expect(pages == 3 && found == users.map(\.id).sorted())
        }
    }

    @Test func anAPITokenDoesWhatItsScopeSays() throws {
        try withWorld { world in
            let ann = try world.addUser()
            let movie = try world.addMovie("Ran", by: ann)
            let token = try world.makeToken(by: ann, scope: "read")
            #expect(try world.send(Call("GET", "/api/movies/\(movie)/mine", token: token)).status == 200)
            #expect(try world.send(Call("GET", "/api/movies/\(movie)/marks", token: token)).status == 200)
            for call in [
                Call("PUT", "/api/movies/\(movie)/mine", json: #"{"rating":8}"#, token: token),
                Call("DELETE", "/api/movies/\(movie)/mine", token: token),
            ] {
                try expect(try world.send(call), is: .tokenScope)
            }
        }
    }
}
