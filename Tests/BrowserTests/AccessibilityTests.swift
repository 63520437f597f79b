import Glibc
import JSON
import TestFiles
import TestSite
import Testing

extension BrowserTests {
    /// Every page and state by axe-core, at the width of a phone and of a desktop, light and dark: MOVIE_BAG_AXE
    /// names its file, which `make test-site` gets from PyPI.
    @EndToEnd
    @Suite(
        .enabled("needs Chromium and chromedriver") { WebDriver.isThere },
        .enabled("needs axe-core: MOVIE_BAG_AXE") { AxeCore.script != nil })
    struct AccessibilityTests {
        @Test(arguments: ["en", "de", "ar"]) func pagesHaveNoViolation(language: String) throws {
            let site = try Site(settings: [
                "MOVIE_BAG_IMPRINT_URL": "https://example.org/imprint",
                "MOVIE_BAG_PRIVACY_URL": "https://example.org/privacy",
            ])
            let browser = try Browser(scripts: true, language: language)
            try Self.check(["/", "/login", "/signup", "/forgot"], browser, site)
            let id = try Self.fill(site)
            try Self.check(
                [
                    "/", "/?q=none+of+that", "/?genre=Drama&year_from=1980", "/?year_from=x", "/movies/\(id)", "/login",
                    "/login?notice=logged_out", "/logout", "/signup", "/signup/mailed", "/forgot", "/forgot/mailed",
                    "/nope",
                    "/reset/cut", "/reset/done", "/verify/done", "/verify/cut", "/email/done", "/email/restored",
                    "/invitation/done", "/invitation/mailed", "/movies/nope",
                ], browser, site)
            try browser.open("\(site.url)/login")
            try browser.type("ann@example.org", into: "#email")
            try browser.type("wrong password", into: "#password")
            try browser.click("main form button[type=submit]")
            try Self.check(browser)
            try browser.type(Site.password, into: "#password")
            try browser.click("main form button[type=submit]")
            try Self.check(
                [
                    "/", "/?mine=wanted&sort=name", "/movies/new", "/movies/\(id)", "/movies/\(id)/edit",
                    "/movies/\(id)/remove", "/removed", "/account", "/admin", "/admin/invitations", "/admin/outbox",
                    "/admin/audit", "/api",
                ], browser, site)
            try browser.open("\(site.url)/movies/new")
            try browser.type("Das Boot", into: "#name")
            try browser.type("x", into: "#year")
            try browser.click("main form button[type=submit]")
            try Self.check(browser)
        }

        /// - Returns: the id of a movie with marks, of an account that is an administrator.
        private static func fill(_ site: Site) throws -> String {
            let ann = try site.newAccount("ann@example.org")
            _ = try site.succeed("account", "role", "ann@example.org", "administrator", "--force")
            let id = try site.addMovie("Das Boot", token: ann)
            for name in ["باب الحديد", "千と千尋の神隠し", "🎬 Behind the scenes", String(repeating: "Long", count: 70)] {
                try site.addMovie(name, token: ann)
            }
            let ben = try site.newAccount("ben@example.org")
            for token in [ann, ben] {
                let mark = #"{"rating":7,"wanted":true,"watched":["2026-11-01"],"note":"x"}"#
                #expect(try site.mounted.put("/api/movies/\(id)/mine", json: mark, token: token).status < 300)
            }
            return id
        }

        private static func check(_ paths: [String], _ browser: Browser, _ site: Site) throws {
            for path in paths {
                try browser.open("\(site.url)\(path)")
                try check(browser)
            }
        }

        /// Runs axe at two widths in both colour schemes, and looks at the page as HTML.
        private static func check(_ browser: Browser) throws {
            for (width, isDark) in [(360, false), (1280, true)] {
                try browser.resize(width: width)
                try browser.prefer(dark: isDark)
                try browser.run(AxeCore.script ?? "")
                let found = try browser.runAsynchronously(
                    """
                    const done = arguments[arguments.length - 1];
                    axe.run({runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}).then(r => done(
                        JSON.stringify(r.violations.map(v => [v.id, v.nodes.map(n => n.html.slice(0, 160) + n.any.map(a => a.message))]))), e => done("" + e));
                    """)
                let url = try browser.url
                #expect(
                    found == .string(Array("[]".utf8)), "\(url) at \(width), \(isDark ? "dark" : "light")")
            }
            try checkIdentifiers(browser)
        }

        /// No identifier is there twice, and every field has a label.
        private static func checkIdentifiers(_ browser: Browser) throws {
            let found = try browser.run(
                """
                const ids = [...document.querySelectorAll("[id]")].map(e => e.id);
                const twice = ids.filter((id, i) => ids.indexOf(id) != i);
                const fields = [...document.querySelectorAll("input:not([type=hidden]):not([hidden]), select, textarea")]
                    .filter(e => !document.querySelector(`label[for="${e.id}"]`)).map(e => e.outerHTML);
                return JSON.stringify([twice, fields]);
                """)
            let url = try browser.url
            #expect(found == .string(Array("[[],[]]".utf8)), "\(url)")
        }
    }
}

/// The program that judges pages.
private enum AxeCore {
    static let script: String? = getenv("MOVIE_BAG_AXE").flatMap { try? Files.text(String(cString: $0)) }
}
