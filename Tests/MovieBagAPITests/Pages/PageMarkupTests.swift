import MovieBag
import MovieBagPages
import TestPages
import Testing
import Web

/// What users write is text in every page, whatever it says.
@Suite("Texts of users in pages")
struct PageMarkupTests {
    static let texts = [
        "<script>alert(1)</script>", "\"><script>alert(1)</script>", "' onmouseover='alert(1)", "</textarea><b>x",
        "</title><b>x",
        "&amp;&lt;&#60;", "<!-- ", "]]>", "{{name}}", "{{{name}}}", "\\u003cscript\\u003e", "javascript:alert(1)",
        "a\u{202e}b", "a\u{0}b",
        "\u{feff}", "a\r\nb", "`${1}`", "<img src=x onerror=alert(1)>", "%3Cscript%3E",
    ]

    /// Adds, shows, marks, edits and removes a movie, and looks at every page on the way.
    private static func tell(_ text: String, _ world: World, _ browser: inout PageBrowser) throws {
        let all: KeyValuePairs = ["name": text, "casts": text, "genres": text, "year": text, "imdb": text]
        let refused = try StrictPage(browser.post("/movies/new", all))
        let shown = Array(text.replacing("\0", with: "\u{fffd}").utf8).trimmed
        #expect(try refused.value("year").map { Array($0.utf8) } == shown)
        let form = try browser.page("/movies/new").fields()
        let added = try browser.send(form, with: ["name": text, "casts": text, "genres": text], to: "/movies/new")
        guard added.status == 303, let path = added["Location"].first?.prefix(while: { $0 != "?" }) else {
            // A NUL, or nothing but white space.
            #expect(added.status == 400, "\(text.debugDescription)")
            _ = try StrictPage(added)
            return
        }
        let page = try browser.page(String(path))
        #expect(page.heading.utf8.elementsEqual(Array(text.utf8).trimmed), "\(text.debugDescription)")
        _ = try StrictPage(browser.post("\(path)/mark", ["note": text, "rating": text, "watched": text]))
        _ = try browser.post("\(path)/mark", ["note": text])
        for suffix in ["", "/edit", "/remove"] { _ = try browser.page("\(path)\(suffix)") }
        let edit = try browser.page("\(path)/edit").fields()
        let conflict = try browser.send(edit, with: ["version": "99", "genres": "other \(text)"], to: "\(path)/edit")
        #expect(conflict.status == 412)
        _ = try StrictPage(conflict)
        for link in try browser.page("/").links where link.hasPrefix("/?genre=") { _ = try browser.page(link) }
        let removed = try browser.send(browser.page("\(path)/remove").fields(), to: "\(path)/remove")
        #expect(removed.status == 303)
    }

    /// ASVS 3.2.2
    @Test(arguments: texts) func moviesAndMarksStayText(text: String) throws {
        try withWorld { (world) throws in
            var browser = try PageBrowser(of: world.addUser(), in: world)
            try Self.tell(text, world, &browser)
        }
    }

    /// ASVS 1.2.2
    @Test(arguments: texts) func queriesAndFormsStayText(text: String) throws {
        try withWorld { (world) throws in
            let user = try world.addUser()
            _ = try world.addMovie("Ran", by: user)
            var browser = PageBrowser(in: world)
            let value = Array(text.utf8).percentEncoded
            for name in [
                "q", "genre", "cast", "year", "year_from", "year_to", "mine", "sort", "after", "added_by", "notice",
                "next",
            ] {
                _ = try StrictPage(browser.get("/?\(name)=\(value)"))
                _ = try StrictPage(browser.get("/login?\(name)=\(value)"))
            }
            _ = try StrictPage(browser.get("/\(value)"))
            _ = try StrictPage(browser.get("/reset/\(value)"))
            let fields: KeyValuePairs = [
                "email": text, "name": text, "password": text, "next": text, "kept-\(text)": text,
            ]
            for path in ["/login", "/signup", "/forgot", "/login/resend", "/movies/new"] {
                _ = try StrictPage(browser.post(path, fields))
            }
        }
    }

    @Test(arguments: ["</title><script>alert(1)</script>", "A & B \"C\" 'D'"]) func theNameOfTheSiteStaysText(
        name: String
    ) throws {
        var arrangement = Arrangement()
        arrangement.pages.siteName = name
        try withWorld(arrangement) { (world) throws in
            var browser = try PageBrowser(of: world.addUser(), in: world)
            for path in ["/", "/movies/new", "/nothing"] {
                #expect(try StrictPage(browser.get(path)).title.hasSuffix(" – \(name)"))
            }
        }
    }

    /// Strings that have broken other programs, where the file with them is there.
    /// ASVS 1.2.1
    @Test(.enabled(if: Repository.hasVectors("naughty_strings.json"))) func naughtyStringsStayText() throws {
        struct File: Decodable { let strings: [String] }
        let texts = try Repository.readVectors("naughty_strings.json", as: File.self).strings
        try withWorld { (world) throws in
            var browser = try PageBrowser(of: world.addUser(), in: world)
            for text in texts { try Self.tell(text, world, &browser) }
        }
    }
}

extension [UInt8] {
    /// Without white space around it.
    fileprivate var trimmed: [UInt8] {
        var scalars = String(decoding: self, as: UTF8.self).unicodeScalars[...]
        while let first = scalars.first, first.properties.isWhitespace { scalars.removeFirst() }
        while let last = scalars.last, last.properties.isWhitespace { scalars.removeLast() }
        return Array(String(scalars).utf8)
    }

}
