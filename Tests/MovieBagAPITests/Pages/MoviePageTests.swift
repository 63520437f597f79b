import TestPages
import Testing

@Suite("The page of a movie")
struct MoviePageTests {
    private static let movie = #"""
        {"name":"Ran","year":1985,"imdb":"tt0089881","casts":["Tatsuya Nakadai","A & B"],"genres":["War"]}
        """#

    private static func add(_ json: String = movie, by user: User, in world: World) throws -> String {
        try world.send(Call("POST", "/api/movies", json: json, token: user.token)).member("id")
    }

    @Test func itShowsAllOfTheMovie() throws {
        try withWorld { (world) throws in
            let user = try world.addUser()
            let id = try Self.add(by: user, in: world)
            var browser = PageBrowser(in: world)
            let page = try browser.page("/movies/\(id)")
            #expect(page.heading == "Ran" && page.title == "Ran (1985) – Movie-bag")
            #expect(page.link("1985") == "/?year=1985" && page.link("War") == "/?genre=War")
            #expect(page.link("A & B") == "/?cast=A%20%26%20B")
            let imdb = page.all("a").first { $0.text == "tt0089881" }
            #expect(imdb?["href"] == "https://www.imdb.com/title/tt0089881/" && imdb?["rel"] == "external noreferrer")
            #expect(
                page.link("Log in to rate this movie and to see what others say.") == "/login?next=%2Fmovies%2F\(id)")
            #expect(page.link("Edit") == nil && page["rating"] == nil && !page.text.contains("Added by"))
            #expect(
                page.all("link").contains {
                    $0["rel"] == "canonical" && $0["href"] == "http://localhost:8080/movies/\(id)"
                })
            #expect(!page.all("meta").contains { $0["content"] == "noindex" })
        }
    }

    @Test func withoutDetailsItSaysSo() throws {
        try withWorld { (world) throws in
            let user = try world.addUser()
            let id = try Self.add(#"{"name":"Ran","casts":[],"genres":[]}"#, by: user, in: world)
            var browser = PageBrowser(in: world)
            let page = try browser.page("/movies/\(id)")
            #expect(page.title == "Ran – Movie-bag" && page.all("dd").map(\.text) == ["None yet", "None yet"])
        }
    }

    @Test(
        arguments: [
            ("restored", "The movie is back."), ("added", "Added to the collection."), ("logged_out", nil),
        ] as [(String, String?)])
    func itSaysWhatWasDone(notice: String, text: String?) throws {
        try withWorld { (world) throws in
            let id = try Self.add(by: world.addUser(), in: world)
            #expect(try world.send(Call("GET", "/movies/\(id)?notice=\(notice)")).notice == text)
        }
    }

    @Test func theOwnerAndAdministratorsMayChangeIt() throws {
        try withWorld { (world) throws in
            let (ann, ben) = (try world.addUser(), try world.addUser("ben@example.org"))
            let ada = try world.addAdministrator()
            let id = try Self.add(by: ann, in: world)
            for (user, may) in [(ann, true), (ben, false), (ada, true)] {
                var browser = try PageBrowser(of: user, in: world)
                let page = try browser.page("/movies/\(id)")
                #expect((page.link("Edit") == "/movies/\(id)/edit") == may)
                #expect((page.link("Remove") == "/movies/\(id)/remove") == may)
                #expect(page.text.contains("Added by") && page.links.contains("/?added_by=\(ann.id)"))
                #expect(page["rating"] != nil)
            }
        }
    }

    @Test func membersSeeTheMarksOfOthers() throws {
        try withWorld { (world) throws in
            let ann = try world.addUser()
            let id = try Self.add(by: ann, in: world)
            for number in 1...51 {
                let user = try world.addUser("user\(number)@example.org")
                let mark =
                    #"{"rating":\#(number % 10 + 1),"watched":["2025-06-01","2025-05-01"],"wanted":\#(number == 1)}"#
                try world.post("/api/movies/\(id)/mine", mark, by: user, method: "PUT")
            }
            var browser = try PageBrowser(of: ann, in: world)
            var page = try browser.page("/movies/\(id)")
            #expect(page.text.contains("from 51 ratings") && page.text.contains("5.4"))
            var people = page.all("strong").filter { $0["dir"] == "auto" }.map(\.text)
            #expect(people.count == 50 && page.link("First page") == nil)
            page = try browser.page(try #require(page.link("Next page")))
            #expect(page.link("Next page") == nil && page.link("First page") == "/movies/\(id)")
            people += page.all("strong").filter { $0["dir"] == "auto" }.map(\.text)
            #expect(people.count == 51)
            // The own mark is the form, and none of the others.
            try world.post("/api/movies/\(id)/mine", #"{"rating":3,"wanted":false}"#, by: ann, method: "PUT")
            page = try browser.page("/movies/\(id)")
            #expect(page.all("strong").filter { $0["dir"] == "auto" }.count == 49)
            #expect(try page.value("rating", action: "/movies/\(id)/mark") == "3")
        }
    }

    @Test(arguments: ["ffffffffffffffffffffffff", "x", "0", "FFFFFFFFFFFFFFFFFFFFFFFF", "%00", "..", "new%2F"])
    func whatIsNoneIsNotFound(id: String) throws {
        try withWorld { (world) throws in
            var (stranger, member) = (PageBrowser(in: world), try PageBrowser(of: world.addUser(), in: world))
            for path in ["", "/edit", "/remove"] {
                let page = try member.page("/movies/\(id)\(path)", status: 404)
                #expect(page.heading == "Page not found" && page["q"] != nil)
            }
            _ = try stranger.page("/movies/\(id)", status: 404)
        }
    }
}
