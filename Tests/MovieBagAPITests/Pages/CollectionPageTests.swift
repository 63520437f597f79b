import MovieBag
import TestPages
import Testing
import Web

@Suite("The page of the collection")
struct CollectionPageTests {
    /// Names of the cards of a page.
    private static func names(_ page: StrictPage) -> [String] {
        page.all("a").filter { $0["href"]?.hasPrefix("/movies/") == true && $0["dir"] == "auto" }.map(\.text)
    }

    private static func add(_ json: String, by user: User, in world: World) throws {
        try world.post("/api/movies", json, by: user)
    }

    /// A handful that filters tell apart.
    private static func addSome(by user: User, in world: World) throws {
        for json in [
            #"{"name":"Ran","year":1985,"casts":["Tatsuya Nakadai"],"genres":["War","Drama"]}"#,
            #"{"name":"Kagemusha","year":1980,"casts":["Tatsuya Nakadai"],"genres":["War"]}"#,
            #"{"name":"Ikiru","year":1952,"casts":["Takashi Shimura"],"genres":["Drama"]}"#,
            #"{"name":"Tokyo Story","year":1953,"casts":["Setsuko Hara"],"genres":["Drama","Family & <home>"]}"#,
            #"{"name":"Dersu Uzala","casts":[],"genres":[]}"#,
        ] {
            try add(json, by: user, in: world)
            world.clock.advance(seconds: 1)
        }
    }

    @Test func withoutAnAccountItSaysHowToMakeOne() throws {
        try withWorld { (world) throws in
            var browser = PageBrowser(in: world)
            let page = try browser.page("/")
            #expect(page.text.contains("Welcome. This site has no account yet.") && page.links.contains("/signup"))
        }
        try withWorld(HiddenAccountTests.hiding) { (world) throws in
            var browser = PageBrowser(in: world)
            #expect(try browser.page("/").heading == "The shelf is empty")
        }
    }

    @Test func withoutAMovieItOffersToAddOne() throws {
        try withWorld { (world) throws in
            let user = try world.addUser()
            var browser = PageBrowser(in: world)
            let page = try browser.page("/")
            #expect(
                page.heading == "The shelf is empty" && page.links.contains("/login")
                    && !page.links.contains("/movies/new"))
            var own = try PageBrowser(of: user, in: world)
            #expect(try own.page("/").link("Add the first movie") == "/movies/new")
        }
    }

    @Test func withOneItShowsIt() throws {
        try withWorld { (world) throws in
            let user = try world.addUser()
            let id = try world.addMovie("Ran", by: user)
            var browser = PageBrowser(in: world)
            let page = try browser.page("/")
            #expect(
                page.heading == "Collection" && page.text.contains("1 movie") && page.link("Ran") == "/movies/\(id)")
            #expect(page.links.filter { $0.contains("after=") }.isEmpty && page.text.contains("Setsuko Hara"))
        }
    }

    @Test(arguments: ["/", "/?sort=name", "/?sort=year", "/?q=movie&sort=name", "/?genre=Drama"])
    func linksLeadThroughAllPages(first: String) throws {
        try withWorld { (world) throws in
            let user = try world.addUser()
            for number in 1...51 { _ = try world.addMovie("Movie \(number)", by: user) }
            var browser = PageBrowser(in: world)
            var (path, names, pages) = (first, [String](), 0)
            while true {
                let page = try browser.page(path)
                let shown = Self.names(page)
                names += shown
                pages += 1
                #expect(page.text.contains("51 movies"))
                #expect((page.link("First page") == nil) == (pages == 1))
                guard let next = page.link("Next page"), pages < 9 else { break }
                #expect(shown.count == 50)
                path = next
            }
            #expect(pages == 2 && names.count == 51 && Set(names) == Set((1...51).map { "Movie \($0)" }))
            let last = try browser.page(path)
            #expect(try browser.page(try #require(last.link("First page"))).heading == "Collection")
        }
    }

    @Test(arguments: [
        ("/", ["Dersu Uzala", "Tokyo Story", "Ikiru", "Kagemusha", "Ran"]),
        ("/?sort=added", ["Ran", "Kagemusha", "Ikiru", "Tokyo Story", "Dersu Uzala"]),
        ("/?sort=name", ["Dersu Uzala", "Ikiru", "Kagemusha", "Ran", "Tokyo Story"]),
        ("/?sort=-year", ["Ran", "Kagemusha", "Tokyo Story", "Ikiru", "Dersu Uzala"]),
        ("/?genre=War", ["Kagemusha", "Ran"]),
        ("/?genre=War&genre=Drama", ["Ran"]), ("/?cast=tatsuya+nakadai", ["Kagemusha", "Ran"]),
        ("/?year=1985", ["Ran"]),
        ("/?year_from=1953&year_to=1980", ["Tokyo Story", "Kagemusha"]), ("/?year_from=1981", ["Ran"]),
        ("/?year_to=1952", ["Ikiru"]), ("/?q=to", ["Tokyo Story"]), ("/?genre=Family+%26+%3Chome%3E", ["Tokyo Story"]),
        ("/?year=&q=&genre=&mine=rated&x=y", ["Dersu Uzala", "Tokyo Story", "Ikiru", "Kagemusha", "Ran"]),
    ])
    func filtersAndOrdersAreInTheAddress(path: String, names: [String]) throws {
        try withWorld { (world) throws in
            try Self.addSome(by: world.addUser(), in: world)
            var browser = PageBrowser(in: world)
            let page = try browser.page(path)
            #expect(Self.names(page) == names)
        }
    }

    @Test func chipsTakeOneConditionAway() throws {
        try withWorld { (world) throws in
            try Self.addSome(by: world.addUser(), in: world)
            var browser = PageBrowser(in: world)
            let page = try browser.page("/?q=a&genre=Family+%26+%3Chome%3E&cast=x&year_from=1950&sort=name")
            let rest = ["genre=Family%20%26%20%3Chome%3E", "cast=x", "year_from=1950", "sort=name"].joined(
                separator: "&")
            #expect(page.links.contains("/?\(rest)"))
            #expect(
                page.links.contains("/?q=a&cast=x&year_from=1950&sort=name") && page.link("Clear all") == "/?sort=name")
            #expect(page.text.contains("from 1950") && Self.names(page).isEmpty && page.text.contains("Nothing found"))
            // The search form keeps what it has no field for.
            let hidden = page.all("input").filter { $0["type"] == "hidden" }.map {
                "\($0["name"] ?? "")=\($0["value"] ?? "")"
            }
            #expect(hidden == ["genre=Family & <home>", "cast=x", "sort=name"])
            #expect(page["q"]?["value"] == "a" && page["year-from"]?["value"] == "1950")
        }
    }

    /// Genres are links that add a filter, or take it away.
    @Test func everyGenreIsALink() throws {
        try withWorld { (world) throws in
            try Self.addSome(by: world.addUser(), in: world)
            var browser = PageBrowser(in: world)
            let genres = try browser.page("/?genre=War").links.filter { $0.contains("genre=") || $0 == "/" }
            #expect(genres.contains("/?genre=War&genre=Drama"))
            for link in try browser.page("/").links where link.hasPrefix("/?genre=") {
                #expect(try !Self.names(browser.page(link)).isEmpty, "\(link)")
            }
        }
    }

    @Test(arguments: [
        ("/?year_from=soon", "Please enter a year from 1874 to 2100, or none.", "year-from"),
        ("/?year_to=1873", "Please enter a year from 1874 to 2100, or none.", "year-to"),
        ("/?year_from=1990&year_to=1980", "The first year must not be after the last one.", "year-to"),
        ("/?year_from=%3Cscript%3E", "Please enter a year from 1874 to 2100, or none.", "year-from"),
        ("/?q=\(String(repeating: "a", count: 201))", "Please search for at most 200 characters.", "q"),
        (
            "/?q=\("abcdefghijklmnopq".map { "\($0)z" }.joined(separator: "+"))", "Please search for at most 16 words.",
            "q"
        ),
    ])
    func whatIsNoValueIsShownAgain(path: String, problem: String, field: String) throws {
        try withWorld { (world) throws in
            try Self.addSome(by: world.addUser(), in: world)
            var browser = PageBrowser(in: world)
            let response = try browser.get(path)
            #expect(response.status == 400 && response["Cache-Control"] == ["no-store"])
            #expect(response.says(problem, at: field), "\(response.text)")
            let page = try StrictPage(response)
            let typed = String(path.dropFirst(2).prefix { $0 != "&" }.drop { $0 != "=" }.dropFirst())
                .replacing("+", with: " ").replacing("%3Cscript%3E", with: "<script>")
            #expect(page.elements.contains { $0["value"] == typed })
            #expect(Self.names(page).isEmpty && !page.text.contains("Nothing found"))
        }
    }

    @Test(arguments: [
        "/?after=x", "/?after=%00", "/?%zz", "/?q=%FF", "/?sort=sideways", "/?mine=all", "/?added_by=me", "/?year=",
    ])
    func anAddressThatPeopleEditLeadsToThePage(path: String) throws {
        try withWorld { (world) throws in
            try Self.addSome(by: world.addUser(), in: world)
            var browser = PageBrowser(in: world)
            #expect(try Self.names(browser.page(path)).count == 5)
        }
    }

    @Test func marksAreAFilterOfMembers() throws {
        try withWorld { (world) throws in
            let user = try world.addUser()
            try Self.addSome(by: user, in: world)
            let id = try world.addMovie("Red Beard", by: user)
            try world.post("/api/movies/\(id)/mine", #"{"rating":9,"wanted":true}"#, by: user, method: "PUT")
            var browser = try PageBrowser(of: user, in: world)
            for kind in ["rated", "wanted"] { #expect(try Self.names(browser.page("/?mine=\(kind)")) == ["Red Beard"]) }
            #expect(try Self.names(browser.page("/?mine=unwatched")).count == 6)
            #expect(try Self.names(browser.page("/?mine=watched")).isEmpty)
            #expect(
                try browser.page("/?mine=rated").all("option").filter { $0["selected"] != nil }.map(\.text) == ["Rated"]
            )
            var stranger = PageBrowser(in: world)
            let page = try stranger.page("/?mine=rated")
            #expect(Self.names(page).count == 6 && page["mine"] == nil)
        }
    }

    @Test func aSiteForItsMembersShowsNothingToOthers() throws {
        var arrangement = Arrangement()
        arrangement.readers = .accounts
        try withWorld(arrangement) { (world) throws in
            let user = try world.addUser()
            let id = try world.addMovie("Ran", by: user)
            var stranger = PageBrowser(in: world)
            for path in ["/", "/?q=ran", "/?genre=Drama"] {
                let response = try stranger.get(path)
                let page = try StrictPage(response)
                #expect(response.status == 200 && response["Cache-Control"] == ["no-store"])
                #expect(page.text.contains("This collection is for its members.") && !response.text.contains("Ran"))
                #expect(
                    !response.text.contains("Drama")
                        && page.all("link").allSatisfy { $0["type"] != "application/atom+xml" })
                #expect(page.all("meta").contains { $0["content"] == "noindex" })
            }
            #expect(try stranger.get("/movies/\(id)")["Location"] == ["/login?next=%2Fmovies%2F\(id)"])
            #expect(try stranger.get("/feed.atom").status == 404)
            var browser = try PageBrowser(of: user, in: world)
            #expect(try Self.names(browser.page("/")) == ["Ran"])
        }
    }

    /// ASVS 14.3.2
    @Test func onlyThePageOfStrangersMayBeKept() throws {
        try withWorld { (world) throws in
            let user = try world.addUser()
            let id = try world.addMovie("Ran", by: user)
            var (stranger, browser) = (PageBrowser(in: world), try PageBrowser(of: user, in: world))
            for path in ["/", "/movies/\(id)", "/?q=ran"] {
                let kept = try stranger.get(path)
                #expect(kept["Cache-Control"] == ["public, max-age=0, s-maxage=1"])
                #expect(kept["Vary"] == ["Cookie, Accept-Language"] && kept["Set-Cookie"].isEmpty)
                #expect(try browser.get(path)["Cache-Control"] == ["no-store"])
                var call = Call("GET", path)
                call.others["HTTP_COOKIE"] = "other=1"
                #expect(try world.send(call)["Cache-Control"] == ["no-store"])
            }
        }
    }

    @Test func belowAPathItsLinksStayThere() throws {
        try withWorld(Arrangement(publicURL: "https://example.org/bag")) { (world) throws in
            _ = try world.send(
                Call("POST", "/bag/api/auth/signup", json: credentials("ann@example.org", "correct horse")))
            var browser = PageBrowser(in: world)
            _ = try browser.post("/bag/login", ["email": "ann@example.org", "password": "correct horse"])
            _ = try browser.post("/bag/movies/new", ["name": "Ran", "genres": "War"])
            let response = try browser.get("/bag")
            #expect(response.status == 303 && response["Location"] == ["/bag/"])
            let page = try browser.page("/bag/")
            #expect(page.text.contains("Ran"))
            for link in page.links {
                #expect(link.hasPrefix("/bag/") || ["#main", "/bag/", "/bag/api"].contains(link), "\(link)")
            }
        }
    }
}
