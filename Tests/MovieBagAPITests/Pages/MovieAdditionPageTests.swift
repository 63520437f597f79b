import MovieBag
import TestPages
import Testing

@Suite("The form that adds a movie")
struct MovieAdditionPageTests {
    private static func withBrowser(_ body: (World, User, inout PageBrowser) throws -> Void) throws {
        try withWorld { (world) throws in
            let user = try world.addUser()
            var browser = try PageBrowser(of: user, in: world)
            try body(world, user, &browser)
        }
    }

    private static func count(_ world: World) throws -> Int64 { try world.number("SELECT count(*) FROM movies") }

    @Test func itAddsWhatWasTyped() throws {
        try Self.withBrowser { (world, user, browser) throws in
            _ = try world.addMovie("Ikiru", by: user)
            let page = try browser.page("/movies/new")
            let form = try page.fields()
            #expect(page["g0"]?["value"] == "Drama" && page["c0"]?["value"] == "Setsuko Hara")
            let response = try browser.send(
                form + [("known_genres", "Drama")],
                with: [
                    "name": "Ran", "year": "1985", "imdb": "https://www.imdb.com/title/tt0089881/", "genres": "War\r\n",
                    "casts": "Tatsuya Nakadai\r\nMieko Harada",
                ], to: "/movies/new")
            let path = try #require(response["Location"].first)
            #expect(response.status == 303 && path.hasSuffix("?notice=added"))
            let added = try browser.get(path)
            #expect(added.notice == "Added to the collection.")
            let shown = try StrictPage(added)
            #expect(
                shown.heading == "Ran" && ["1985", "War", "Drama", "Mieko Harada"].allSatisfy { shown.link($0) != nil })
            #expect(try world.movies().contains(#""imdb":"tt0089881""#))
        }
    }

    @Test func sentTwiceItAddsOne() throws {
        try Self.withBrowser { (world, _, browser) throws in
            let form = try browser.page("/movies/new").fields()
            let responses = try (0..<3).map { _ in try browser.send(form, with: ["name": "Ran"], to: "/movies/new") }
            #expect(
                responses.allSatisfy { $0.status == 303 }
                    && Set(responses.compactMap { $0["Location"].first }).count == 1)
            #expect(try Self.count(world) == 1)
            // To go back and change something is to add another one.
            #expect(try browser.send(form, with: ["name": "Ikiru"], to: "/movies/new").status == 303)
            #expect(try Self.count(world) == 2)
        }
    }

    @Test(arguments: ["", "x", String(repeating: "k", count: 300), "a b", "\"", "<script>"])
    func aKeyThatWasTamperedWithDoesNoHarm(key: String) throws {
        try Self.withBrowser { (world, _, browser) throws in
            for name in ["Ran", "Ran", "Ikiru"] {
                let response = try browser.post("/movies/new", ["name": name, "idempotency_key": key])
                #expect(response.status == 303)
            }
            #expect(try Self.count(world) == 2)
        }
    }

    @Test func whatIsThereAlreadyKeepsWhatWasTyped() throws {
        try Self.withBrowser { (world, user, browser) throws in
            let body = #"{"name":"Ran","year":1985,"imdb":"tt0089881","casts":[],"genres":[]}"#
            try world.post("/api/movies", body, by: user)
            for (fields, field, problem) in [
                (["name": "Ran", "year": "1985"], "name", "A movie with this name and this year is there already."),
                (["name": "Ran", "imdb": "tt0089881"], "imdb", "A movie with this IMDb id is there already."),
            ] as [(KeyValuePairs<String, String>, String, String)] {
                let form = try browser.page("/movies/new").fields()
                for _ in 0..<2 {
                    let response = try browser.send(form, with: fields, to: "/movies/new")
                    #expect(response.status == 409)
                    #expect(response.says(problem, at: field), "\(response.text)")
                    let page = try StrictPage(response)
                    for (name, value) in fields { #expect(try page.value(name) == value) }
                    let other = try #require(page.links.first { $0.hasPrefix("/movies/6") })
                    #expect(try browser.get(other).text.contains("<h1") && browser.page(other).title.hasPrefix("Ran"))
                }
            }
            #expect(try Self.count(world) == 1)
        }
    }

    @Test func whatWillNotDoIsShownAgainWithAllThatWasTyped() throws {
        try Self.withBrowser { (world, _, browser) throws in
            let response = try browser.post(
                "/movies/new",
                [
                    "name": "", "year": "soon", "imdb": "</textarea>", "casts": "a\r\n</textarea><script>",
                    "genres": "&amp;", "known_genres": "b",
                ])
            #expect(response.status == 400 && response.text.contains("<h2>There are 3 problems</h2>"))
            let page = try StrictPage(response)
            #expect(page.title == "Problem: Add a movie – Movie-bag")
            #expect(try page.value("year") == "soon" && page.value("imdb") == "</textarea>")
            #expect(try page.value("casts") == "a\n</textarea><script>" && page.value("genres") == "&amp;\nb")
            #expect(try Self.count(world) == 0)
        }
    }

    @Test(arguments: ["name=a&name=b", "name=%zz", "name=%FF", "name=" + String(repeating: "&x=y", count: 600)])
    func aFormThatIsNotWholeAddsNothing(body: String) throws {
        try Self.withBrowser { (world, _, browser) throws in
            let response = try browser.send(.form(body, to: "/movies/new"))
            #expect(response.status == 400)
            _ = try StrictPage(response)
            #expect(try Self.count(world) == 0)
        }
    }

    /// A movie may have 64 KiB of casts and genres; each byte may be escaped.
    @Test func theLargestMovieFits() throws {
        try Self.withBrowser { (world, _, browser) throws in
            let casts = (0..<200).map { "\($0 + 100)" + String(repeating: "漢", count: 100) }.joined(separator: "\r\n")
            let response = try browser.post("/movies/new", ["name": "Ran", "casts": casts])
            #expect(response.status == 303, "\(response)")
            let path = try #require(response["Location"].first)
            #expect(try browser.page(path).links.filter { $0.hasPrefix("/?cast=") }.count == 200)
        }
    }

    @Test func theQuotaIsSaidWithTheForm() throws {
        var arrangement = Arrangement()
        arrangement.limits.moviesPerAccount = 1
        try withWorld(arrangement) { (world) throws in
            var browser = try PageBrowser(of: world.addUser(), in: world)
            #expect(try browser.post("/movies/new", ["name": "Ran"]).status == 303)
            let response = try browser.post("/movies/new", ["name": "Ikiru"])
            #expect(response.status == 429 && response["Retry-After"].count == 1)
            #expect(response.text.contains("Your account has as many movies as it may have."))
            #expect(try StrictPage(response).value("name") == "Ikiru")
            #expect(try Self.count(world) == 1)
        }
    }
}
