import JSON
import TestFiles
import TestSite
import Testing

extension BrowserTests {
    /// A page on another origin, which sends a form to the site in the name of who is logged in there.
    @EndToEnd
    @Suite(.enabled("needs Chromium and chromedriver") { WebDriver.isThere }) struct CrossSiteTests {
        /// How the other page is related to the site, and what policy it has for its Referer.
        /// ASVS 3.5.1
        @Test(arguments: ["http://other.example", "http://localhost"], ["", "no-referrer"])
        func formOfAnotherSiteChangesNothing(origin: String, policy: String) throws {
            let site = try Site()
            try site.signUp("ann@example.org")
            let other = try OtherSite(
                """
                <!DOCTYPE html><title>x</title>\(policy.isEmpty ? "" : "<meta name=referrer content=\(policy)>")
                <form method="post" action="\(site.url)/movies/new">
                <input name="name" value="Planted"><input name="casts" value="A"><input name="genres" value="B">
                <button id="go">go</button></form>
                <form method="post" action="\(site.url)/logout"><button id="out">go</button></form>
                """)
            let ann = try Browser(scripts: true)
            try ann.logIn("ann@example.org", at: site)
            for button in ["#go", "#out"] {
                try ann.open("\(origin):\(other.port)/")
                try ann.click(button)
                #expect(try ann.shown.contains("came from another site"))
            }
            try ann.open("\(site.url)/")
            #expect(try ann.has("header form button"))
            #expect(try site.allMovies().isEmpty)
        }

        /// ASVS 3.5.2, 3.5.8
        @Test func scriptOfAnotherSiteLearnsNothing() throws {
            let site = try Site()
            try site.signUp("ann@example.org")
            let other = try OtherSite("<!DOCTYPE html><title>x</title>")
            let ann = try Browser(scripts: true)
            try ann.logIn("ann@example.org", at: site)
            try ann.open("http://localhost:\(other.port)/")
            let script = """
                const done = arguments[arguments.length - 1];
                fetch("\(site.url)/account", {credentials: "include"}).then(r => r.text()).then(done, () => done("refused"));
                """
            #expect(try ann.runAsynchronously(script) == .string(Array("refused".utf8)))
        }
    }

    /// A web server with one page.
    private final class OtherSite {
        let port: UInt16
        private let directory: TemporaryDirectory
        private let server: Program

        init(_ page: String) throws {
            directory = try TemporaryDirectory()
            try Files.write(page, to: try directory.makeDirectory("pages") + "/index.html", mode: 0o644)
            let log = directory["server.log"]
            server = try Program(
                [
                    "python3", "-u", "-m", "http.server", "0", "--bind", "127.0.0.1", "--directory",
                    directory["pages"],
                ], output: log)
            port = try wait(for: "the other site") { () -> UInt16? in
                // "Serving HTTP on 127.0.0.1 port 41231 (http://127.0.0.1:41231/) ..."
                let words = try Files.text(log).split(separator: " ")
                guard let index = words.firstIndex(of: "port"), words.count > index + 2 else { return nil }
                return UInt16(words[index + 1])
            }
        }

        deinit { server.end() }
    }
}
