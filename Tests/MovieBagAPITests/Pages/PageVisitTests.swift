import MovieBag
import TestPages
import Testing
import Web

@Suite("Visits of pages")
struct PageVisitTests {
    @Test(
        arguments: [
            (nil, "en", "ltr"), ("de-AT,de;q=0.9,en;q=0.8", "de", "ltr"), ("ar", "ar", "rtl"),
            ("fr, ar;q=0.1", "ar", "rtl"), ("fr", "en", "ltr"),
            ("de;q=nonsense", "en", "ltr"), ("<script>", "en", "ltr"),
        ] as [(String?, String, String)])
    func aStrangersLanguageIsThatOfTheBrowser(field: String?, language: String, direction: String) throws {
        try withWorld { (world) throws in
            var browser = PageBrowser(in: world)
            browser.others["HTTP_ACCEPT_LANGUAGE"] = field
            for (path, status) in [("/", 200), ("/login", 200), ("/nothing", 404), ("/reset/x", 403)] {
                let page = try browser.page(path, status: status)
                #expect(page.elements[0]["lang"] == language && page.elements[0]["dir"] == direction)
            }
        }
    }

    @Test func aMembersLanguageIsThatOfTheAccount() throws {
        try withWorld { (world) throws in
            let user = try world.addUser()
            var browser = try PageBrowser(of: user, in: world)
            browser.others["HTTP_ACCEPT_LANGUAGE"] = "ar"
            #expect(try browser.page("/").elements[0]["lang"] == "ar")
            try world.post("/api/auth/me", #"{"name":"Ann","language":"de"}"#, by: user, method: "PATCH")
            #expect(try browser.page("/").elements[0]["lang"] == "de")
            #expect(try browser.page("/nothing", status: 404).elements[0]["lang"] == "de")
        }
    }

    /// ASVS 3.5.1
    @Test(arguments: ["cross-site", "same-site", "none", "x"]) func aFormOfAnotherSiteChangesNothing(site: String)
        throws
    {
        try withWorld { (world) throws in
            let user = try world.addUser()
            let path = "/movies/\(try world.addMovie("Ran", by: user))"
            var browser = try PageBrowser(of: user, in: world)
            browser.fetchSite = site
            let forms: [(String, KeyValuePairs<String, String>)] = [
                ("/movies/new", ["name": "Ikiru"]), ("\(path)/edit", ["name": "Ikiru", "version": "1"]),
                ("\(path)/remove", [:]),
                ("\(path)/mark", ["rating": "1"]), ("\(path)/mark/remove", [:]), ("/logout", [:]),
                ("/login", ["email": user.email, "password": user.password]), ("/forgot", ["email": user.email]),
                ("/signup", ["email": "ben@example.org", "password": "correct horse"]),
                ("/login/resend", ["email": user.email]),
            ]
            let before = try world.movies()
            for (path, fields) in forms {
                let response = try browser.post(path, fields)
                #expect(response.status == 403 && response["Set-Cookie"].isEmpty, "\(path)")
                let page = try StrictPage(response)
                #expect(page.text.contains("came from another site") && page.link("Log in") == nil)
            }
            #expect(try world.movies() == before && world.number("SELECT count(*) FROM accounts") == 1)
            #expect(try browser.get("/movies/new").status == 200 && world.number("SELECT count(*) FROM marks") == 0)
        }
    }

    /// For browsers that say neither the site nor the origin.
    @Test func theTokenOfTheFormIsGoodForTheVisitorAlone() throws {
        try withWorld { (world) throws in
            let (ann, ben) = (try world.addUser(), try world.addUser("ben@example.org"))
            var (one, other) = (try PageBrowser(of: ann, in: world), try PageBrowser(of: ben, in: world))
            (one.fetchSite, other.fetchSite) = (nil, nil)
            let (own, foreign) = (try one.page("/movies/new").fields(), try other.page("/movies/new").fields())
            #expect(try one.send(own, with: ["name": "Ran"], to: "/movies/new").status == 303)
            #expect(try one.send(foreign, with: ["name": "Ikiru"], to: "/movies/new").status == 403)
            #expect(try one.post("/movies/new", ["name": "Ikiru"]).status == 403)
            world.clock.advance(seconds: 86_400)
            #expect(try one.send(own, with: ["name": "Yojimbo"], to: "/movies/new").status == 303)
            world.clock.advance(seconds: 86_400)
            #expect(try one.send(own, with: ["name": "Ikiru"], to: "/movies/new").status == 403)
            #expect(try world.number("SELECT count(*) FROM movies") == 2)
        }
    }

    @Test func aStrangersTokenIsThatOfTheNetwork() throws {
        try withWorld { (world) throws in
            let user = try world.addUser()
            var browser = PageBrowser(in: world)
            (browser.fetchSite, browser.others["REMOTE_ADDR"]) = (nil, "192.0.2.7")
            let form = try browser.page("/login").fields(action: "/login")
            browser.others["REMOTE_ADDR"] = "192.0.2.8"
            let fields: KeyValuePairs = ["email": user.email, "password": user.password]
            #expect(try browser.send(form, with: fields, to: "/login").status == 403)
            browser.others["REMOTE_ADDR"] = "192.0.2.7"
            #expect(try browser.send(form, with: fields, to: "/login").status == 303)
        }
    }

    /// A form behind the link of a mail: its address is a secret.
    @Test func theTokenOfALinkIsEnough() throws {
        try withWorld { (world) throws in
            let user = try world.addUser()
            let token = try world.resetToken(for: user)
            var browser = PageBrowser(in: world)
            browser.fetchSite = "cross-site"
            #expect(try browser.post("/reset/\(token)", ["password": "another horse"]).status == 403)
            browser.fetchSite = nil
            browser.others["HTTP_ORIGIN"] = "null"
            #expect(try browser.post("/reset/\(token)", ["password": "another horse"]).status == 303)
            try world.takeConfirmation(for: user)
        }
    }

    @Test func anAccountThatIsGoneIsAStranger() throws {
        try withWorld { (world) throws in
            let user = try world.addUser()
            var browser = try PageBrowser(of: user, in: world)
            try world.execute("DELETE FROM accounts WHERE email = '\(user.email)'")
            #expect(try browser.page("/").link("Log in") == "/login")
            #expect(try browser.get("/movies/new").status == 303)
        }
    }

    @Test func aFieldThatNoPageKnowsDoesNotMatter() throws {
        try withWorld { (world) throws in
            var browser = try PageBrowser(of: world.addUser(), in: world)
            let response = try browser.post("/movies/new", ["name": "Ran", "_charset_": "UTF-8", "x": "1", "y": "2"])
            #expect(response.status == 303)
        }
    }
}
