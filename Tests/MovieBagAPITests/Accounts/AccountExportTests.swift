import JSON
import Testing

@Suite struct AccountExportTests {
    @Test func aPageHasWhatFitsAndNoOtherLimit() throws {
        try withWorld { world in
            let ann = try world.addUser()
            let refused = try world.send(Call("GET", "/api/auth/export?limit=1", token: ann.token))
            try expect(refused, is: .schemaValidation)
        }
    }

    /// ASVS 14.2.4, 15.3.1
    @Test func itHoldsEverythingAndNothingSecret() throws {
        try withWorld { world in
            let (ann, bob) = (try world.addUser(), try world.addUser("bob@example.org"))
            let movie = try world.addMovie("Ran", by: ann)
            let foreign = try world.addMovie("Ikiru", by: bob)
            let token = try world.makeToken(by: ann, scope: "read")
            _ = try world.send(Call("POST", "/api/auth/forgot", json: #"{"email":"ann@example.org"}"#))
            var logIn = Call("POST", "/api/auth/login", json: credentials(ann.email, ann.password))
            logIn.others["REMOTE_ADDR"] = "192.0.2.1"
            #expect(try world.send(logIn).status == 200)
            let response = try world.get("/api/auth/export", by: ann)
            #expect(response["Cache-Control"] == ["no-store"] && response["Link"].isEmpty)
            let export = try response.json()
            let names = export.members.map { String(decoding: $0.name, as: UTF8.self) }
            #expect(names == ["account", "sessions", "tokens", "mails", "clients", "movies", "marks", "removed"])
            for text in [
                movie, #""kind":"reset","recipient":"ann@example.org""#, #""name":"backup""#, ann.id,
                #""clients":[{"network":"192.0.2.1","last":"2025-06-15T15:06:40Z"}]"#,
            ] {
                #expect(response.text.contains(text), "\(text)")
            }
            let mails = try world.takeLinks()
            for secret in [foreign, "bob@", token, ann.token, mails[0].token, "$scrypt$", "password"] {
                #expect(!response.text.contains(secret), "\(secret)")
            }
        }
    }

    @Test func largeOnesAreReadInPagesWithEachMovieOnce() throws {
        try withWorld { world in
            let (ann, bob) = (try world.addUser(), try world.addUser("bob@example.org"))
            let casts = (0..<150).map { "\($0) " + String(repeating: "x", count: 190) }
            var ids: [String] = []
            for number in 0..<50 {
                let (user, name) = (number % 5 == 0 ? bob : ann, "Movie \(number)")
                let added = try world.send(
                    Call("POST", "/api/movies", json: movieBody(name, casts: casts), token: user.token))
                if user.id == ann.id { ids.append(try added.member("id")) }
            }
            var (found, pages, path): ([String], Int, String?) = ([], 0, "/api/auth/export")
            while let next = path {
                let page = try world.get(next, by: ann)
                #expect(page.body.count < (1 << 20) + 65_536)
                guard case .array(let movies)? = try page.json()["movies"] else { throw TestResponse.Malformed() }
                found += movies.compactMap { if case .object(let movie) = $0 { movie.id } else { nil } }
                #expect((try page.json()["account"] != nil) == (pages == 0))
                pages += 1
                let prefix = "<http://localhost:8080"
                path = page["Link"].first.map { String($0.dropFirst(prefix.count).prefix { $0 != ">" }) }
            }
            #expect(found == ids && pages == 2)
        }
    }
}
