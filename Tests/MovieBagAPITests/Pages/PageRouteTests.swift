import MovieBag
import MovieBagPages
import TestPages
import Testing
import Web

/// Every page, as it is.
@Suite("Routes of pages")
struct PageRouteTests {
    static let readable = Pages.descriptions.filter {
        $0.method == .get && !$0.path.contains("{token}") && !$0.path.contains("{hash}")
    }

    /// The pages of a world with a movie, for a visitor.
    private static func pages(of browser: inout PageBrowser, _ movie: String) throws -> [(
        path: String, response: TestResponse
    )] {
        try readable.map { route in
            let path = route.path.replacing("{id}", with: movie)
            return (path, try browser.get(path))
        }
    }

    private static func withVisitors(_ body: (World, String, inout PageBrowser) throws -> Void) throws {
        try withWorld { (world) throws in
            let user = try world.addUser()
            let id = try world.addMovie("Ran", by: user)
            try world.post(
                "/api/movies/\(id)/mine", #"{"rating":7,"watched":["2025-06-01"],"wanted":true}"#, by: user,
                method: "PUT")
            var stranger = PageBrowser(in: world)
            try body(world, id, &stranger)
            for visitor in [user, try world.addUser("ben@example.org"), try world.addAdministrator()] {
                var browser = try PageBrowser(of: visitor, in: world)
                try body(world, id, &browser)
            }
        }
    }

    @Test(arguments: ["en", "de", "ar"]) func everyPageIsWellFormed(language: String) throws {
        try Self.withVisitors { (_, movie, browser) throws in
            browser.others["HTTP_ACCEPT_LANGUAGE"] = language
            for (path, response) in try Self.pages(of: &browser, movie) {
                guard response["Content-Type"].first?.hasPrefix("text/html") == true else { continue }
                let page = try StrictPage(response)
                #expect([200, 403].contains(response.status), "\(path)")
                #expect(
                    page.elements[0]["lang"] == language && !page.heading.isEmpty && page.all("h1").count == 1,
                    "\(path)")
                #expect(page.title.hasSuffix(" – Movie-bag"), "\(path)")
                // A text that is missing shows its name, and a place without a value its own.
                #expect(!page.text.contains("_") && !page.text.contains("{"), "\(path)")
            }
        }
    }

    /// ASVS 1.2.2
    @Test func everyPageLoadsOnlyWhatIsOfTheSite() throws {
        let policy =
            "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; manifest-src 'self'; form-action 'self'; "
            + "base-uri 'none'; frame-ancestors 'none'"
        try Self.withVisitors { (_, movie, browser) throws in
            for (path, response) in try Self.pages(of: &browser, movie) {
                guard response["Content-Type"].first?.hasPrefix("text/html") == true else { continue }
                #expect(response["Content-Security-Policy"] == [policy], "\(path)")
                let isOfLink = ["/reset/", "/verify/", "/email/", "/invitation/"].contains(where: path.hasPrefix)
                #expect(response["Referrer-Policy"] == [isOfLink ? "no-referrer" : "same-origin"], "\(path)")
                let page = try StrictPage(response)
                for element in page.elements {
                    for name in ["src", "action"] { #expect(element[name]?.hasPrefix("/") != false, "\(path)") }
                }
                #expect(page.all("script").allSatisfy { $0["src"] != nil && $0.text.isEmpty })
            }
        }
    }

    @Test func everyLinkLeadsSomewhere() throws {
        try Self.withVisitors { (world, movie, browser) throws in
            var checked: Set<String> = []
            for (path, response) in try Self.pages(of: &browser, movie) where response.status == 200 {
                guard response["Content-Type"].first?.hasPrefix("text/html") == true else { continue }
                let page = try StrictPage(response)
                let loaded = page.elements.flatMap {
                    [$0["src"], $0.name == "link" ? $0["href"] : nil].compactMap(\.self)
                }
                for link in page.links + loaded where link.hasPrefix("/") && checked.insert(link).inserted {
                    let status = try browser.get(link).status
                    #expect(status == 200 || status == 302, "\(path): \(link)")
                }
                for link in page.links where link.hasPrefix("#") {
                    #expect(page[String(link.dropFirst())] != nil, "\(path): \(link)")
                }
                for element in page.elements {
                    for id in [element["for"], element["aria-labelledby"]].compactMap(\.self) {
                        #expect(page[id] != nil, "\(path): \(id)")
                    }
                    for id in (element["aria-describedby"] ?? "").split(separator: " ") {
                        #expect(page[String(id)] != nil, "\(path): \(id)")
                    }
                }
                for index in page.elements.indices where page.elements[index]["method"] == "post" {
                    let hasToken = page.elements.contains { $0.form == index && $0["name"] == "form_token" }
                    #expect(hasToken, "\(path): \(page.elements[index])")
                }
            }
            #expect(checked.count > 5)
        }
    }

    @Test func everyFormIsSentToARouteThatTakesIt() throws {
        let takers = Pages.descriptions.filter { $0.method == .post }.map(\.path)
        try Self.withVisitors { (_, movie, browser) throws in
            for (path, response) in try Self.pages(of: &browser, movie) where response.status == 200 {
                guard response["Content-Type"].first?.hasPrefix("text/html") == true else { continue }
                for form in try StrictPage(response).all("form") where form["method"] == "post" {
                    let action = (form["action"] ?? path).replacing(/[0-9a-f]{24}/, with: "{id}")
                    #expect(takers.contains(action), "\(path): \(action)")
                }
            }
        }
    }

    @Test func headHasTheFieldsOfGet() throws {
        try Self.withVisitors { (_, movie, browser) throws in
            for route in Self.readable {
                let path = route.path.replacing("{id}", with: movie)
                let (get, head) = (try browser.send(Call("GET", path)), try browser.send(Call("HEAD", path)))
                #expect(head.status == get.status && head.body.isEmpty, "\(path)")
                #expect(head.lastingFields.map(\.value) == get.lastingFields.map(\.value), "\(path)")
            }
        }
    }
}
