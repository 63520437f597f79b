import MovieBag
import Testing

/// `/api/movies/{id}/mine`: what an account notes of a movie.
@Suite struct MarkTests {
    private static let none = #"{"rating":null,"watched":[],"wanted":false,"note":""}"#

    private static func put(_ json: String, on movie: String, by user: User, in world: World) throws -> TestResponse {
        try world.send(Call("PUT", "/api/movies/\(movie)/mine", json: json, token: user.token))
    }

    private static func mark(of movie: String, by user: User, in world: World) throws -> String {
        let response = try world.send(Call("GET", "/api/movies/\(movie)/mine", token: user.token))
        #expect(response.status == 200 && response["Cache-Control"] == ["no-store"] && response["ETag"] == [])
        return response.text
    }

    @Test func itIsReplacedAsAWholeAndReadByItsOwnerAlone() throws {
        try withWorld { world in
            let (ann, bob) = (try world.addUser(), try world.addUser("bob@example.org"))
            let movie = try world.addMovie("Ran", by: ann)
            #expect(try Self.mark(of: movie, by: bob, in: world) == Self.none)
            let full = #"{"rating":8,"watched":["1985-06-01","2025-06-16"],"wanted":true,"note":"with \"Ann\"\n"}"#
            let sent = #"{"note":"with \"Ann\"\n","wanted":true,"watched":["2025-06-16","1985-06-01"],"rating":8}"#
            let response = try Self.put(sent, on: movie, by: bob, in: world)
            #expect(response.status == 200 && response.text == #""""# && response["Cache-Control"] == ["no-store"])
            #expect(try Self.mark(of: movie, by: bob, in: world) == full)
            #expect(try Self.mark(of: movie, by: ann, in: world) == Self.none)
            #expect(try Self.put(#"{"rating":null,"wanted":true}"#, on: movie, by: bob, in: world).status == 200)
            #expect(
                try Self.mark(of: movie, by: bob, in: world)
                    == #"{"rating":null,"watched":[],"wanted":true,"note":""}"#)
            #expect(try Self.put("{}", on: movie, by: bob, in: world).status == 200)
            #expect(try Self.mark(of: movie, by: bob, in: world) == Self.none)
        }
    }

    /// The tags of movies do not change by it.
    @Test func itIsNoPartOfTheMovie() throws {
        try withWorld { world in
            let ann = try world.addUser()
            let movie = try world.addMovie("Ran", by: ann)
            let tags = (try world.tag("/api/movies"), try world.tag("/api/movies/\(movie)"))
            #expect(try Self.put(#"{"rating":8}"#, on: movie, by: ann, in: world).status == 200)
            #expect(try world.tag("/api/movies") == tags.0 && world.tag("/api/movies/\(movie)") == tags.1)
        }
    }

    @Test func removingItTwiceIsNoError() throws {
        try withWorld { world in
            let ann = try world.addUser()
            let movie = try world.addMovie("Ran", by: ann)
            #expect(try Self.put(#"{"rating":8}"#, on: movie, by: ann, in: world).status == 200)
            for _ in 1...2 {
                let response = try world.send(Call("DELETE", "/api/movies/\(movie)/mine", token: ann.token))
                #expect(response.status == 200 && response.text == #""""#)
                #expect(try Self.mark(of: movie, by: ann, in: world) == Self.none)
            }
        }
    }

    @Test(arguments: ["ffffffffffffffffffffffff", "x"]) func aMovieThatIsNotThereHasNone(movie: String) throws {
        try withWorld { world in
            let ann = try world.addUser()
            for (method, path) in [("GET", "mine"), ("DELETE", "mine"), ("GET", "marks")] {
                let call = Call(method, "/api/movies/\(movie)/\(path)", token: ann.token)
                try expect(try world.send(call), is: .movieNotExists)
            }
            try expect(try Self.put("{}", on: movie, by: ann, in: world), is: .movieNotExists)
            // What is wrong with the body is said first.
            try expect(try Self.put(#"{"rating":11}"#, on: movie, by: ann, in: world), is: .schemaValidation)
        }
    }

    /// It is 2025-06-15 in UTC.
    @Test(arguments: [
        (#"{"rating":0}"#, "rating: must be a number from 1 to 10, or null"), (#"{"rating":11}"#, "rating: "),
        (#"{"rating":7.5}"#, "rating: must be an integer or null"), (#"{"rating":"8"}"#, "rating: "),
        (#"{"wanted":null}"#, "wanted: must be true or false"), (#"{"wanted":1}"#, "wanted: "),
        (#"{"note":null}"#, "note: must be a string"), (#"{"note":"\u0000"}"#, "note: must not hold a NUL"),
        (#"{"watched":["2025-06-17"]}"#, "watched[0]: must not be later than tomorrow"),
        (#"{"watched":["2025-06-15","2025-02-29"]}"#, "watched[1]: must be a date as 2026-11-28, from 1874 on"),
        (#"{"watched":["1873-12-31"]}"#, "watched[0]: must be a date"), (#"{"watched":[""]}"#, "watched[0]: "),
        (#"{"watched":["2025-06-15","2025-06-15"]}"#, "watched[1]: is in the list already"),
        (#"{"watched":null}"#, "watched: must be an array of strings"),
        (#"{"seen":true}"#, "body: has an unknown member"),
    ]) func whatIsNoMarkIsRefused(json: String, detail: String) throws {
        try withWorld { world in
            let ann = try world.addUser()
            let movie = try world.addMovie("Ran", by: ann)
            #expect(try Self.put(#"{"rating":3}"#, on: movie, by: ann, in: world).status == 200)
            let response = try Self.put(json, on: movie, by: ann, in: world)
            try expect(response, is: .schemaValidation)
            #expect(try response.member("detail").hasPrefix(detail), "\(response)")
            #expect(try Self.mark(of: movie, by: ann, in: world).contains(#""rating":3"#))
        }
    }

    @Test func bothEndsOfEachRangeAreGood() throws {
        try withWorld { world in
            let ann = try world.addUser()
            let movie = try world.addMovie("Ran", by: ann)
            func status(_ json: String) throws -> Int { try Self.put(json, on: movie, by: ann, in: world).status }
            for rating in [1, 10] { #expect(try status(#"{"rating":\#(rating)}"#) == 200) }
            let note = String(repeating: "\u{1F600}", count: 2000)
            #expect(try status(#"{"note":"\#(note)"}"#) == 200)
            #expect(try Self.mark(of: movie, by: ann, in: world).contains(note))
            #expect(try status(#"{"note":"\#(note)x"}"#) == 400)
            let days = (0..<101).map { #""\#(1900 + $0)-01-01""# }
            #expect(try status(#"{"watched":[\#(days.prefix(100).joined(separator: ","))]}"#) == 200)
            let tooMany = try Self.put(#"{"watched":[\#(days.joined(separator: ","))]}"#, on: movie, by: ann, in: world)
            try expect(tooMany, is: .schemaValidation)
            #expect(try tooMany.member("detail") == "watched: must have at most 100 entries")
            #expect(try status(#"{"watched":["2025-06-16","1874-01-01"]}"#) == 200)
        }
    }

    @Test func anExportHasIt() throws {
        try withWorld { world in
            let (ann, bob) = (try world.addUser(), try world.addUser("bob@example.org"))
            let movie = try world.addMovie("Ran", by: ann)
            #expect(try Self.put(#"{"rating":8,"note":"mine"}"#, on: movie, by: bob, in: world).status == 200)
            let export = try world.get("/api/auth/export", by: bob).text
            let mark = #"{"movie":{"$oid":"\#(movie)"},"rating":8,"watched":[],"wanted":false,"note":"mine"}"#
            #expect(export.contains(#""movies":[],"marks":[\#(mark)],"removed":[]}"#))
            #expect(try !world.get("/api/auth/export", by: ann).text.contains("mine"))
        }
    }
}
