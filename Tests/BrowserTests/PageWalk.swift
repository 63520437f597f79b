import TestFiles
import TestSite
import Testing

/// Goes through every page and every state of it that looks different, as a stranger, as a member and as an
/// administrator, and stops at each.
struct PageWalk {
    let browser: Browser
    let site: Site
    /// A site that shows nothing to strangers, and takes nobody whose address is not proved.
    let closed: Site
    /// A page that the browser shows.
    struct Stop {
        let name: String
        /// The request that would bring the same page again.
        let request: HTTPRequest
        let site: Site
    }

    /// For Accept-Language.
    let language: String
    /// What is done at each stop.
    let look: (Stop) throws -> Void

    private static let longName = String(repeating: "Long", count: 75)
    private static let ann = "ann@example.org"

    /// Puts the sites up.
    static func go(language: String, look: @escaping (Stop, Browser) throws -> Void) throws {
        let site = try Site(settings: [
            "MOVIE_BAG_IMPRINT_URL": "https://example.org/imprint",
            "MOVIE_BAG_PRIVACY_URL": "https://example.org/privacy",
        ])
        let closed = try Site(settings: ["MOVIE_BAG_READERS": "accounts", "MOVIE_BAG_REQUIRE_VERIFIED_EMAIL": "yes"])
        let browser = try Browser(scripts: true, language: language)
        try PageWalk(browser: browser, site: site, closed: closed, language: language) { try look($0, browser) }.go()
    }

    private func go() throws {
        try visit(["/", "/login", "/signup", "/forgot"])
        let token = try site.newAccount(Self.ann)
        try visit(["/"])
        let id = try site.addMovie("Das Boot", token: token)
        try visit(["/"])
        let large = try fill(id, token)
        try visit(["/movies/\(large)", "/"])
        try browser.click(".pager .next")
        try shown("second-page")
        try goAsStranger(id)
        try goAsMember(id, token)
        try goAsAdministrator()
        try meetEndOfSession()
        try goToClosedSite()
    }

    private func goAsStranger(_ id: String) throws {
        try visit([
            "/?q=none+of+that", "/?genre=Drama&year_from=1980", "/?year_from=x", "/?sort=name", "/movies/\(id)",
            "/login?notice=logged_out", "/logout", "/signup/mailed", "/forgot/mailed", "/nope", "/movies/nope",
            "/reset/cut", "/reset/done", "/verify/cut", "/verify/done", "/email/cut", "/email/done", "/email/restored",
            "/invitation/cut", "/invitation/done", "/invitation/mailed", "/account/gone",
        ])
        try open("/signup")
        try browser.type(Self.ann, into: "#email")
        try browser.type("password1", into: "#password")
        try send("signup-refused")
        try open("/reset/\(try site.requestReset(for: Self.ann))")
        try shown("reset-form")
        try browser.type("password1", into: "#password")
        try send("reset-refused")
        try open("/login")
        try browser.type(Self.ann, into: "#email")
        try browser.type("wrong password", into: "#password")
        try send("login-refused")
        try browser.type(Site.password, into: "#password")
        try browser.click("main form button[type=submit]")
    }

    private func goAsMember(_ id: String, _ token: String) throws {
        try visit([
            "/", "/?mine=wanted&sort=name", "/movies/new", "/movies/\(id)", "/movies/\(id)/edit",
            "/movies/\(id)/remove", "/removed", "/account", "/admin", "/api",
        ])
        try open("/movies/new")
        try browser.type("Das Boot", into: "#name")
        try browser.type("x", into: "#year")
        try send("movie-refused")
        try open("/movies/\(id)/edit")
        let change = #"{"genres":["War","باب الحديد"],"year":1981}"#
        #expect(try site.mounted.put("/api/movies/\(id)", json: change, token: token).status == 200)
        try browser.type("Drama", into: "#genres")
        try send("movie-conflict")
        try browser.click("main form button[type=submit]")
        try shown("movie-changed")
        let other = try site.addMovie(Self.longName, token: token)
        try open("/movies/\(other)/remove")
        try browser.click("main form button[type=submit]")
        try shown("movie-removed")
        try visit(["/removed"])
        try open("/account")
        try browser.click("#tokens-heading ~ details:last-of-type > summary")
        try browser.type("My script", into: "#token-name")
        try browser.type("wrong password", into: "#token-current")
        try send("token-refused", by: "form[action$='/account/tokens'] button")
        try browser.type(Site.password, into: "#token-current")
        try send("token-made", by: "form[action$='/account/tokens'] button")
        try open("/account")
        try browser.click("#safety-heading ~ details:last-of-type > summary")
        try browser.type("ann@example.net", into: "#email-new")
        try browser.type(Site.password, into: "#email-current")
        try browser.click("form[action$='/account/email'] button")
        try shown("email-mailed")
        let mail = try site.mailbox.take(for: "ann@example.net")
        try open("/email/\(try mail.token(of: "email", site: site.url))")
        try shown("email-form")
    }

    private func goAsAdministrator() throws {
        _ = try site.succeed("account", "role", Self.ann, "administrator", "--force")
        try visit(["/account", "/admin", "/admin?email=nobody", "/admin/invitations", "/admin/outbox", "/admin/audit"])
        try open("/admin/invitations")
        try browser.type("carl@example.org", into: "#invite-email")
        try send("invitation-made")
        let link = try browser.value(of: "#invitation-link")
        try browser.open(link)
        try shown("invitation-form")
        try browser.type("password1", into: "#password")
        try send("invitation-refused")
        try failMail()
        try visit(["/admin/outbox", "/admin/audit?account=nobody@example.org"])
    }

    /// Mails an address that does not exist.
    private func failMail() throws {
        try Files.write(
            "#!/bin/sh\necho 'User unknown' >&2\nexit 67\n", to: site.directory["sendmail"], mode: 0o700)
        #expect(try site.mounted.post("/api/auth/forgot", json: #"{"email":"ben@example.org"}"#).status == 200)
        try wait(for: "a dead letter") {
            try site.sqlite("SELECT count(*) FROM outbox WHERE buried IS NOT NULL") == "1"
        }
    }

    /// What was typed is carried through the log-in.
    private func meetEndOfSession() throws {
        try open("/movies/new")
        try browser.type("Solaris", into: "#name")
        _ = try site.succeed("account", "end-sessions", Self.ann)
        try send("session-over")
        try browser.type(Self.ann, into: "#email")
        try browser.type(Site.password, into: "#password")
        try send("go-on")
    }

    private func goToClosedSite() throws {
        let walk = PageWalk(browser: browser, site: closed, closed: closed, language: language, look: look)
        try walk.visit(["/", "/signup"])
        try browser.type("dora@example.org", into: "#email")
        try browser.click("main form button[type=submit]")
        try walk.shown("signup-mailed")
        let token = try closed.mailbox.take(for: "dora@example.org").token(of: "verify", site: closed.url)
        try walk.open("/verify/\(token)")
        try walk.shown("verify-form")
        try browser.type("password1", into: "#password")
        try walk.send("verify-refused")
    }

    /// Movies with names of every kind, more than a page has, and marks of two people.
    ///
    /// - Returns: the id of the movie that has most to show.
    private func fill(_ id: String, _ token: String) throws -> String {
        for name in ["باب الحديد", "千と千尋の神隠し", "🎬 Behind the scenes", Self.longName.lowercased()] {
            try site.addMovie(name, token: token)
        }
        let many = (1...12).map { "\"Person \($0)\"" }.joined(separator: ",")
        let large = """
            {"name":"The Assassination of Jesse James by the Coward Robert Ford","year":2007,\
            "casts":[\(many),"\(Self.longName.prefix(200))"],"genres":["Western","سيرة","時代劇","Biography"],"imdb":"tt0443680"}
            """
        let added = try site.mounted.post("/api/movies", json: large, token: token)
        #expect(added.status == 200, "\(added.text)")
        for number in 1...50 { try site.addMovie("Part \(number)", token: token) }
        for token in [token, try site.newAccount("ben@example.org")] {
            let mark = #"{"rating":7,"wanted":true,"watched":["2026-11-01"],"note":"x"}"#
            #expect(try site.mounted.put("/api/movies/\(id)/mine", json: mark, token: token).status < 300)
        }
        return try added.json(Identifier.self).id
    }
}

extension PageWalk {
    private func open(_ path: String) throws { try browser.open("\(site.url)\(path)") }

    private func visit(_ paths: [String]) throws {
        for path in paths {
            try open(path)
            try shown(path)
        }
    }

    /// Looks at the page of an address.
    private func shown(_ name: String) throws {
        try look(Stop(name: name, request: try signed(HTTPRequest("GET", path(of: try browser.url))), site: site))
    }

    /// Sends a form whose response is a page, and looks at that.
    private func send(_ name: String, by button: String = "main form button[type=submit]") throws {
        let script = """
            const button = document.querySelector("\(button)");
            return button.form.action + "\\n" + new URLSearchParams(new FormData(button.form));
            """
        let parts = try browser.runForText(script).split(separator: "\n", maxSplits: 1).map(String.init)
        let request = try signed(HTTPRequest("POST", path(of: parts[0]), form: parts[1]))
        try browser.click(button)
        try look(Stop(name: name, request: request.with("Origin", site.url), site: site))
    }

    private func signed(_ request: HTTPRequest) throws -> HTTPRequest {
        request.with("Cookie", try browser.cookieField).with("Accept-Language", language)
    }

    /// What stands behind the host.
    private func path(of url: String) -> String { String(url.dropFirst(site.url.utf8.count)) }
}
