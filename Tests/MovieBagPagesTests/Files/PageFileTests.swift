import MovieBag
import Testing
import Web

@testable import MovieBagPages

@Suite struct PageFileTests {
    private static func visit(named parameter: String) throws -> Visit {
        let visit = try Visit.sending("")
        return Visit(
            request: visit.request, parameter: Array(parameter.utf8)[...], member: nil, language: .english,
            texts: visit.texts, sent: .success(.empty), formToken: "", reports: visit.reports)
    }

    @Test func theNameHasTheHashOfWhatIsThere() throws {
        // printf abc | sha256sum
        #expect(PageFiles.File(.script, "abc").hash == "ba7816bf8f01cfea")
        let frame = try RealPages.frame()
        let (files, pages) = (frame.templates.files, FilePages(frame: frame))
        let style = pages.style(try Self.visit(named: files.style.hash))
        #expect(style.caching == .immutable && style.content == .styleSheet && style.body == files.style.bytes)
        let script = pages.script(try Self.visit(named: files.script.hash))
        #expect(script.caching == .immutable && script.content == .script)
    }

    /// Another process may have another version while one takes over from the other.
    @Test(arguments: ["", "0", "0000000000000000"]) func anotherHashIsNotKept(name: String) throws {
        let pages = FilePages(frame: try RealPages.frame())
        #expect(pages.style(try Self.visit(named: name)).caching == .forbidden)
        #expect(pages.script(try Self.visit(named: name)).caching == .forbidden)
    }

    @Test func everyPageLoadsThem() throws {
        let frame = try RealPages.frame("https://example.org/bag")
        let files = frame.templates.files
        let page = String(decoding: frame.page(.logout, for: try .sending(""), PageValues()).body, as: UTF8.self)
        #expect(page.contains("<link rel=\"stylesheet\" href=\"/bag/style-\(files.style.hash).css\">"))
        #expect(page.contains("<script src=\"/bag/site-\(files.script.hash).js\" defer></script>"))
        #expect(page.contains("href=\"/bag/favicon.svg\"") && page.contains("href=\"/bag/manifest.webmanifest\""))
    }

    @Test func theManifestNamesTheSite() throws {
        let settings = PageSettings(siteName: "Ann's \"films\"")
        let pages = FilePages(frame: try RealPages.frame("https://example.org/bag", settings: settings))
        let manifest = pages.manifest(try Self.visit(named: ""))
        let text = String(decoding: manifest.body, as: UTF8.self)
        #expect(manifest.content == .manifest && text.contains("\"name\":\"Ann's \\\"films\\\"\""))
        #expect(text.contains("\"start_url\":\"/bag/\"") && text.contains("\"scope\":\"/bag/\""))
        #expect(manifest.fields.contains(.init("Vary", "Accept-Language")))
    }

    @Test func robotsLeaveOutWhatIsForPeople() throws {
        let pages = FilePages(frame: try RealPages.frame("https://example.org/bag"))
        let lines = String(decoding: pages.robots(try Self.visit(named: "")).body, as: UTF8.self).split(separator: "\n")
        #expect(lines.first == "User-agent: *")
        for path in ["/login", "/account", "/admin", "/reset/", "/api/", "/?"] {
            #expect(lines.contains("Disallow: /bag\(path)"), "\(path)")
        }
        #expect(!lines.contains("Disallow: /bag/"))
    }

    /// Whether a shortcut is off; nothing that is of an account.
    /// ASVS 14.3.3
    @Test func theScriptKeepsOneChoiceInTheBrowser() throws {
        let script = try Repository.template("pages/site.js")
        for match in script.matches(of: /localStorage\S*/) { #expect(match.output.hasPrefix("localStorage.shortcut")) }
        for store in ["sessionStorage", "indexedDB", "document.cookie", "caches", "serviceWorker"] {
            #expect(!script.contains(store), "\(store)")
        }
    }

    /// The script and the styles load nothing of other sites.
    @Test(arguments: ["pages/style.css", "pages/site.js", "pages/favicon.svg"])
    func filesNameNoOtherSite(name: String) throws {
        let text = try Repository.template(name).replacing("http://www.w3.org/2000/svg", with: "")
        for forbidden in ["http:", "https:", "//", "@import", "url(", "eval(", "innerHTML", "document.write"] {
            #expect(!text.replacing(/\/\/ [^\n]*/, with: "").contains(forbidden), "\(forbidden)")
        }
    }
}
