import MovieBag
import MovieBagPages
import TestPages
import Testing
import Web

@Suite("Errors as pages")
struct PageErrorTests {
    private static func browser(_ world: World) throws -> PageBrowser {
        try PageBrowser(of: world.addUser(), in: world)
    }

    @Test(arguments: [
        "/nothing", "/movies", "/movies/", "/login/", "//login", "/LOGIN", "/apis", "/a%2Fb", "/x/%zz", "/account.php",
    ])
    func whatIsNotThereIsAPage(path: String) throws {
        try withWorld { (world) throws in
            let response = try world.send(Call("GET", path))
            #expect(response.status == 404 && response["Cache-Control"] == ["no-store"])
            let page = try StrictPage(response)
            #expect(page.heading == "Page not found" && page.title == "Page not found – Movie-bag")
            #expect(page["q"] != nil && page.link("Go to the collection") == "/")
            #expect(page.all("meta").contains { $0["content"] == "noindex" })
            #expect(try world.send(Call("HEAD", path)).status == 404)
        }
    }

    @Test(arguments: ["/api/nothing", "/api/", "/api/%zz", "/.well-known/nothing", "", "*"])
    func belowTheAPIItIsJSONAsEver(path: String) throws {
        try withWorld { world in try expect(try world.send(Call("GET", path)), is: .notFound) }
    }

    @Test func whereOnlyMembersReadThereIsNoSearch() throws {
        var arrangement = Arrangement()
        arrangement.readers = .accounts
        try withWorld(arrangement) { (world) throws in
            var (browser, stranger) = (try Self.browser(world), PageBrowser(in: world))
            #expect(try stranger.page("/nothing", status: 404)["q"] == nil)
            #expect(try browser.page("/nothing", status: 404)["q"] != nil)
        }
    }

    @Test(arguments: [
        ("PUT", "/login", "GET, HEAD, POST"), ("DELETE", "/", "GET, HEAD"), ("POST", "/", "GET, HEAD"),
        ("POST", "/movies/ffffffffffffffffffffffff", "GET, HEAD"),
        ("GET", "/movies/ffffffffffffffffffffffff/mark", "POST"),
        ("GET", "/login/resend", "POST"), ("OPTIONS", "/", "GET, HEAD"),
    ])
    func anotherMethodIsAPageWithThoseThatThereAre(method: String, path: String, allowed: String) throws {
        try withWorld { (world) throws in
            let response = try world.send(Call(method, path))
            #expect(response.status == 405 && response["Allow"] == [allowed])
            #expect(try StrictPage(response).heading == "This does not work here")
        }
    }

    @Test(arguments: [("/login", 262_144), ("/signup", 16_384), ("/movies/new", 262_144)])
    func whatIsTooLargeIsAPage(path: String, most: Int) throws {
        try withWorld { (world) throws in
            var browser = try Self.browser(world)
            let large = "x=" + String(repeating: "a", count: most - 2)
            #expect(try browser.send(.form(large, to: path)).status != 413)
            let response = try browser.send(.form(large + "a", to: path))
            #expect(response.status == 413)
            #expect(try StrictPage(response).heading == "This is too large")
        }
    }

    @Test(arguments: ["text/plain", "application/json", "multipart/form-data; boundary=x", "", nil] as [String?])
    func anotherMediaTypeIsAPage(type: String?) throws {
        try withWorld { (world) throws in
            var browser = try Self.browser(world)
            for path in ["/login", "/movies/new", "/logout", "/signup", "/forgot"] {
                var call = Call.form("name=Ran", to: path)
                call.contentType = type
                let response = try browser.send(call)
                #expect(response.status == 415, "\(path)")
                #expect(try StrictPage(response).text.contains("This page expects its own form."))
            }
            #expect(try world.movies() == "[]" && browser.get("/movies/new").status == 200)
        }
    }

    @Test func aCompressedFormIsRefusedWithWhatIsTaken() throws {
        try withWorld { (world) throws in
            var call = Call.form("email=a", to: "/forgot")
            call.others = ["HTTP_SEC_FETCH_SITE": "same-origin", "HTTP_CONTENT_ENCODING": "gzip"]
            let response = try world.send(call)
            #expect(response.status == 415 && response["Accept-Encoding"] == ["identity"])
        }
    }

    @Test func aLengthThatLiesIsAPage() throws {
        try withWorld { (world) throws in
            var browser = try Self.browser(world)
            var call = Call.form("name=Ran", to: "/movies/new")
            call.contentLength = "3"
            #expect(try browser.send(call).status == 400)
            call = Call("GET", "/")
            call.contentLength = "3"
            #expect(try browser.send(call).status == 400)
            #expect(try world.movies() == "[]")
        }
    }

    @Test func whatIsOverloadedIsAPageWithTheNameOfTheRequest() throws {
        try withWorld { (world) throws in
            let browser = try Self.browser(world)
            let overloaded = world.composition.makeService(blockingRegion: ExhaustedPool())
            var call = Call.form("name=Ran", to: "/movies/new")
            call.others = [
                "HTTP_SEC_FETCH_SITE": "same-origin", "HTTP_COOKIE": browser.cookie ?? "", "REQUEST_ID": "req-17",
            ]
            let response = try overloaded.response(call)
            #expect(response.status == 503 && response["Retry-After"] == ["1"])
            let page = try StrictPage(response)
            #expect(
                page.heading == "Please try again"
                    && page.text.contains("please quote \(response["X-Request-Id"].first ?? "")."))
            #expect(try world.movies() == "[]")
        }
    }

    /// The page with the form is not kept by a browser, which shows it empty when one goes back.
    @Test func whatWasTypedIsSentAgainAfterAnOverload() throws {
        try withWorld { (world) throws in
            var browser = try Self.browser(world)
            let overloaded = world.composition.makeService(blockingRegion: ExhaustedPool())
            var call = Call.form("name=%3Cb%3ERan&casts=a%0D%0Ab&form_token=x", to: "/movies/new")
            call.others = ["HTTP_SEC_FETCH_SITE": "same-origin", "HTTP_COOKIE": browser.cookie ?? ""]
            let response = try overloaded.response(call)
            #expect(response.status == 503 && response["Cache-Control"] == ["no-store"])
            let fields = try StrictPage(response).fields(action: "/movies/new")
            #expect(fields.contains { $0 == ("casts", "a\r\nb") } && !fields.contains { $0 == ("form_token", "x") })
            browser.fetchSite = nil
            #expect(try browser.send(fields, to: "/movies/new").status == 303)
            #expect(try world.movies().contains(#""name":"<b>Ran""#))
        }
    }

    /// Else the visitor would send what another site has typed.
    @Test(
        arguments: [
            ("name=Ran", "cross-site"), ("name=Ran", nil), ("name=Ran&current_password=secret", "same-origin"),
            ("", "same-origin"),
        ] as [(String, String?)])
    func afterAnOverloadNothingElseIsOffered(form: String, site: String?) throws {
        try withWorld { (world) throws in
            let browser = try Self.browser(world)
            let overloaded = world.composition.makeService(blockingRegion: ExhaustedPool())
            var call = Call.form(form, to: "/movies/new")
            call.others = ["HTTP_COOKIE": browser.cookie ?? ""]
            call.others["HTTP_SEC_FETCH_SITE"] = site
            let page = try StrictPage(overloaded.response(call))
            #expect(!page.text.contains("Send it again") && !page.text.contains("Ran"))
        }
    }

    @Test func aStrangerIsOfferedTheLogIn() throws {
        try withWorld { (world) throws in
            let user = try world.addUser()
            let id = try world.addMovie("Ran", by: user)
            var (stranger, other) = (
                PageBrowser(in: world), try PageBrowser(of: world.addUser("ben@example.org"), in: world)
            )
            #expect(try stranger.get("/movies/\(id)/edit")["Location"] == ["/login?next=%2Fmovies%2F\(id)%2Fedit"])
            let page = try other.page("/movies/\(id)/edit", status: 403)
            #expect(page.heading == "You may not do this" && page.link("Log in") == nil)
        }
    }

    /// A site that has pages of its own.
    @Test func withLinksOnlyAllOtherPathsAreJSON() throws {
        var arrangement = Arrangement()
        arrangement.pages = PageSettings(mode: .links)
        try withWorld(arrangement) { (world) throws in
            for path in [
                "/", "/login", "/movies/new", "/nothing", "/reset", "/robots.txt", "/feed.atom", "/forgot", "/signup",
            ] {
                try expect(try world.send(Call("GET", path)), is: .notFound)
                let form = Call.form("a=b", to: path)
                try expect(try world.send(form), is: .notFound)
            }
            let user = try world.addUser()
            let token = try world.resetToken(for: user)
            let response = try world.open(token)
            #expect(response.status == 200)
            let page = try StrictPage(response)
            for link in page.links + page.all("link").compactMap({ $0["href"] })
                + page.all("script").compactMap({ $0["src"] })
            {
                guard link != "#main", link != "/" else { continue }
                #expect(try world.send(Call("GET", link)).status == 200, "\(link)")
            }
            #expect(page.link("Log in") == nil && page.link("Sign up") == nil && page.link("Feed") == nil)
            #expect(try world.open("a/b").status == 404 && world.open("cut").text.contains("not complete"))
        }
    }
}
