import MovieBag
import Testing

@Suite struct PublicURLTests {
    @Test(arguments: [
        ("http://localhost:8080", "localhost", "", "localhost"),
        ("https://movies.example.org/", "movies.example.org", "", "movies.example.org"),
        ("https://movies.example.org/bag/", "movies.example.org", "/bag", "movies.example.org"),
        ("https://example.org:8443/a/b-c_d.e~f", "example.org", "/a/b-c_d.e~f", "example.org"),
        ("http://127.0.0.1:8080/x", "127.0.0.1", "/x", "localhost"),
        ("http://[::1]:8080", "[::1]", "", "localhost"),
        ("http://LocalHost", "LocalHost", "", "localhost"),
    ])
    func aURLIsTakenApart(text: String, host: String, path: String, mailDomain: String) throws {
        let url = try PublicURL(parsing: text)
        #expect(url.description == (text.hasSuffix("/") ? String(text.dropLast()) : text))
        #expect(url.host == host)
        #expect(url.path == path)
        #expect(url.mailDomain == mailDomain)
    }

    @Test(arguments: [
        "", "localhost:8080", "ftp://example.org", "http://", "http:///x", "http://example.org:0",
        "http://example.org:x",
        "http://example.org:99999", "http://user@example.org", "http://exa mple.org", "http://example.org/a//b",
        "http://example.org/a?b", "http://example.org/#a", "http://example.org/../a", "http://example.org/a%20b",
        "http://-example.org", "http://example..org", "http://[::1", "http://[::1]x", "http://example.org/a\r\nX: y",
        "http://example.org/é",
    ])
    func anythingElseIsRefused(text: String) {
        #expect(throws: InvalidValue.self) { try PublicURL(parsing: text) }
    }

    @Test func aLinkStandsBelowThePath() throws {
        let url = try PublicURL(parsing: "https://example.org/bag/")
        #expect(url.link(for: .reset, with: CompactToken(Array("a.b.c".utf8))) == "https://example.org/bag/reset/a.b.c")
    }
}
