import Glibc
import TestFiles
import TestSite
import Testing

extension BrowserTests {
    /// Every page and state by axe-core and html5lib, whose paths `Tests/BrowserTests/run` has from PyPI.
    @EndToEnd
    @Suite(
        .enabled("needs Chromium and chromedriver") { WebDriver.isThere },
        .enabled("needs axe-core and html5lib: MOVIE_BAG_AXE, MOVIE_BAG_HTML5LIB") { Judges.areThere })
    struct AccessibilityTests {
        @Test(arguments: Place.languages) func pagesHaveNoViolation(language: String) throws {
            let pages = try TemporaryDirectory()
            var count = 0
            try PageWalk.go(language: language) { stop, browser in
                count += 1
                try Self.check(stop.name, browser)
                let response = try stop.site.client.send(stop.request)
                #expect(response["Content-Type"] == "text/html; charset=utf-8", "\(stop.name)")
                let name = stop.name.map { $0.isLetter || $0.isNumber ? $0 : "-" }
                try pages.write(response.text, to: "\(count)\(String(name)).html")
            }
            // A walk that stops short would find nothing either.
            #expect(count == 72)
            let judge = try FinishedProgram(
                [Judges.html5lib ?? "", "\(Repository.path)/Tests/BrowserTests/validate", pages.path],
                limit: .seconds(120))
            #expect(judge.output == "")
            #expect(judge.ending == .status(0), "\(judge.errors)")
        }

        /// At the width of a phone in light colours, as the page comes and with all that is folded away; and all of it at
        /// the width of a desktop in dark ones.
        private static func check(_ name: String, _ browser: Browser) throws {
            try browser.run(Judges.axe ?? "")
            let looks = try browser.has("details:not([open])") ? [(360, false, false)] : []
            for (width, isDark, isOpen) in looks + [(360, false, true), (1280, true, true)] {
                try browser.resize(width: width)
                try browser.prefer(dark: isDark)
                if isOpen { try browser.run("document.querySelectorAll('details').forEach(e => { e.open = true; })") }
                let found = try browser.runAsynchronouslyForText(
                    """
                    const done = arguments[arguments.length - 1];
                    const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
                    axe.run({runOnly: tags, rules: {"target-size": {enabled: true}}}).then(r => done(
                        r.violations.map(v => [v.id, ...v.nodes.map(n => n.html.slice(0, 160) + n.any.map(a => a.message))]
                            .join("\\n")).join("\\n")), e => done("" + e));
                    """)
                let state = "\(isDark ? "dark" : "light"), \(isOpen ? "all open" : "as it comes")"
                #expect(found == "", "\(name) at \(width), \(state)")
            }
            for width in [320, 768, 1280] {
                try browser.resize(width: width)
                let wide = try browser.runForText(Self.overflow)
                #expect(wide == "", "\(name) at \(width)")
            }
            let fields = try browser.runForText(Self.fields)
            #expect(fields == "", "\(name)")
        }

        /// What stands out of the page at its sides, so that it has to be scrolled in two dimensions (WCAG 1.4.10).
        private static let overflow = """
            const root = document.documentElement;
            const wide = [...document.body.querySelectorAll("*")].filter(e => {
                const box = e.getBoundingClientRect();
                return box.width > 1 && (box.left < 0 || box.right > root.clientWidth);
            });
            return root.scrollWidth > root.clientWidth
                ? [root.scrollWidth, ...wide.map(e => e.outerHTML.slice(0, 160))].join("\\n") : "";
            """

        /// Identifiers that are there twice and fields without a label, also those that scripts have added.
        private static let fields = """
            const ids = [...document.querySelectorAll("[id]")].map(e => e.id);
            const twice = ids.filter((id, i) => ids.indexOf(id) != i).map(id => "twice: " + id);
            const fields = [...document.querySelectorAll("input:not([type=hidden]):not([hidden]), select, textarea")]
                .filter(e => !document.querySelector(`label[for="${e.id}"]`)).map(e => "no label: " + e.outerHTML);
            return [...twice, ...fields].join("\\n");
            """
    }
}

/// The programs that judge pages.
private enum Judges {
    static let axe: String? = getenv("MOVIE_BAG_AXE").flatMap { try? Files.text(String(cString: $0)) }
    /// The Python that has html5lib.
    static let html5lib: String? = getenv("MOVIE_BAG_HTML5LIB").map { String(cString: $0) }
    static var areThere: Bool { axe != nil && html5lib != nil }
}
