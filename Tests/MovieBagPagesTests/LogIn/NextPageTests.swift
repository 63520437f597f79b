import MovieBag
import Testing
import Web

@testable import MovieBagPages

@Suite struct NextPageTests {
    @Test(arguments: [
        "/", "/movies/new", "/?q=a%20b&sort=-added", "/a//b", "/a?next=//b", "/a:b@c", "/.", "/...", "/a..b",
        "/?q=/../", "/a#b",
        "/%2F%2Fevil",
        "/" + String(repeating: "a", count: 2_047),
    ])
    func aPathOfTheSiteIsTaken(path: String) {
        #expect(NextPage(Array(path.utf8))?.path == path)
    }

    @Test(arguments: [
        "", "//evil.example", "///evil.example", "/\\evil.example", "\\/evil", "\\\\evil", "https://evil.example",
        "javascript:alert(1)", "evil", " /", "/ a", "/\t/evil", "/\r\nSet-Cookie: a=b", "/\n/evil", "/a\0", "/\u{7f}",
        "/ä",
        "/\u{2028}", "?q=a", "#a", "./a", "/..", "/../other", "/a/%2E%2e/%2e./b", "/a/..?q",
        "/" + String(repeating: "a", count: 2_048), "/a\\b",
    ])
    func anythingElseIsNot(text: String) {
        #expect(NextPage(Array(text.utf8)) == nil)
    }

    @Test(
        arguments: [
            ("", "/movies/new", "/movies/new"), ("", "/?q=a&sort=name", "/?q=a&sort=name"),
            ("/bag", "/bag/removed", "/removed"),
            ("/bag", "/bag/", "/"), ("/bag", "/other/x", nil), ("/bag", "/bag//evil", nil), ("", "//evil", nil),
            ("", "/a%20b", nil), ("/bag", "/bag", nil),
        ] as [(String, String, String?)])
    func itIsThePageThatWasAskedFor(mount: String, uri: String, path: String?) throws {
        let site = try PublicURL(parsing: "https://example.org\(mount)")
        #expect(NextPage(of: try .sending("", to: uri), below: site)?.path == path)
    }
}
