import Testing

@testable import Web

@Suite struct TargetTests {
    @Test(arguments: [
        ("/", "/", ""),
        ("/api/movies", "/api/movies", ""),
        ("/api/movies?limit=5&after=x", "/api/movies", "limit=5&after=x"),
        ("/api/movies?", "/api/movies", ""),
        ("/api/movies?a?b", "/api/movies", "a?b"),
        ("/%61pi/mov%69es", "/api/movies", ""),
        ("/api/movies/a%2Fb", "/api/movies/a%2Fb", ""),
        ("/api/movies/a%2fb", "/api/movies/a%2Fb", ""),
        ("http://example.org/api/movies?x", "/api/movies", "x"),
        ("HTTPS://example.org:8443/api", "/api", ""),
        ("http://example.org", "", ""),
        ("*", "", ""),
        ("example.org:443", "", ""),
        ("", "", ""),
        ("/a%", "", ""),
        ("/a%4", "", ""),
        ("/a%zz", "", ""),
    ])
    func aTargetIsTakenApart(uri: String, path: String, query: String) {
        let target = Target(uri: Array(uri.utf8))
        #expect(String(decoding: target.path, as: UTF8.self) == path)
        #expect(String(decoding: target.query, as: UTF8.self) == query)
    }

    @Test(arguments: [
        ("/reset/token%2", "/reset/"), ("/%72eset/token%", "/reset/"), ("/a/b/%zz?x=%zz", "/a/b/"), ("/%zz/b", ""),
        ("%zz", ""), ("/reset/token", ""), ("/reset/token%20", ""), ("http://a.se/reset/%2", "/reset/"),
    ])
    func aMalformedPathTellsWhereItWouldHaveBeen(uri: String, parent: String) {
        #expect(Target(uri: Array(uri.utf8)).parent == Array(parent.utf8))
    }
}
