import Foundation
import FoundationXML
import Testing

@Suite("The feed")
struct FeedTests {
    /// Reads a feed: the texts of its elements by their paths.
    private final class Reader: NSObject, XMLParserDelegate {
        var texts: [(path: String, text: String)] = []
        private var path: [String] = []

        func parser(
            _: XMLParser, didStartElement name: String, namespaceURI _: String?, qualifiedName _: String?,
            attributes: [String: String]
        ) {
            path.append(name)
            texts.append((path.joined(separator: "/"), attributes["href"] ?? ""))
        }

        func parser(_: XMLParser, foundCharacters text: String) { texts[texts.count - 1].text += text }

        func parser(_: XMLParser, didEndElement _: String, namespaceURI _: String?, qualifiedName _: String?) {
            path.removeLast()
            // What follows is text of the element around it.
            texts.append((path.joined(separator: "/"), ""))
        }

        func all(_ path: String) -> [String] { texts.filter { $0.path == path && !$0.text.isEmpty }.map(\.text) }
    }

    private static func read(_ response: TestResponse) throws -> Reader {
        let (reader, parser) = (Reader(), XMLParser(data: Data(response.body)))
        parser.delegate = reader
        try #require(parser.parse(), "\(String(describing: parser.parserError)): \(response.text)")
        return reader
    }

    @Test func withoutMoviesItIsEmpty() throws {
        try withWorld { (world) throws in
            let response = try world.send(Call("GET", "/feed.atom"))
            #expect(response.status == 200 && response["Content-Type"] == ["application/atom+xml"])
            let feed = try Self.read(response)
            #expect(feed.all("feed/entry").isEmpty && feed.all("feed/updated") == ["1970-01-01T00:00:00Z"])
            #expect(feed.all("feed/title") == ["Movie-bag: new movies"])
            #expect(feed.all("feed/id") == ["http://localhost:8080/feed.atom"])
        }
    }

    @Test func itHasTheNewestMovies() throws {
        try withWorld { (world) throws in
            let user = try world.addUser()
            var ids: [String] = []
            for number in 1...31 {
                ids.append(try world.addMovie("Movie \(number)", by: user))
                world.clock.advance(seconds: 60)
            }
            let response = try world.send(Call("GET", "/feed.atom"))
            let feed = try Self.read(response)
            #expect(feed.all("feed/entry/title") == (2...31).reversed().map { "Movie \($0)" })
            #expect(
                feed.all("feed/entry/id") == ids.dropFirst().reversed().map { "http://localhost:8080/movies/\($0)" })
            // 2025-06-15 15:06:40, and 30 minutes.
            #expect(feed.all("feed/updated") == ["2025-06-15T15:36:40Z"])
            #expect(feed.all("feed/entry/updated").first == "2025-06-15T15:36:40Z")
            #expect(feed.all("feed/entry/summary").first == "Drama, Setsuko Hara")
            #expect(!response.text.contains(user.email) && !response.text.contains(user.id))
        }
    }

    /// XML 1.0, section 2.2: what is no character of XML is left out.
    @Test(arguments: [
        ("a & b", "a & b"), ("<script>alert(1)</script>", "<script>alert(1)</script>"), ("]]>", "]]>"),
        ("&amp;", "&amp;"),
        ("\"q\" 'r'", "\"q\" 'r'"), ("a\u{1}\u{8}\u{b}\u{1f}b", "ab"), ("a\tb", "a\tb"), ("\u{fffe}a\u{ffff}", "a"),
        ("🎬 映画", "🎬 映画"),
        ("a\u{7f}b", "a\u{7f}b"), ("\u{202e}a", "\u{202e}a"), ("a\rb", "a\rb"),
    ])
    func namesStayText(name: String, title: String) throws {
        try withWorld { (world) throws in
            let user = try world.addUser()
            let body = movieBody(name, casts: [name], genres: [name + "2"])
            try world.post("/api/movies", body, by: user)
            let feed = try Self.read(world.send(Call("GET", "/feed.atom")))
            #expect(feed.all("feed/entry/title").joined() == title)
            #expect(feed.all("feed/entry/summary").joined() == "\(title)2, \(title)")
        }
    }

    @Test func theYearIsInTheTitle() throws {
        try withWorld(Arrangement(publicURL: "https://example.org/bag")) { (world) throws in
            let signUp = credentials("ann@example.org", "correct horse")
            _ = try world.send(Call("POST", "/bag/api/auth/signup", json: signUp))
            let token = try world.send(Call("POST", "/bag/api/auth/login", json: signUp)).member("token")
            let body = #"{"name":"Ran {year}","year":1985,"casts":[],"genres":[]}"#
            let id = try world.send(Call("POST", "/bag/api/movies", json: body, token: token)).member("id")
            let feed = try Self.read(world.send(Call("GET", "/bag/feed.atom")))
            #expect(feed.all("feed/entry/title") == ["Ran {year} (1985)"])
            #expect(feed.all("feed/entry/link") == ["https://example.org/bag/movies/\(id)"])
        }
    }
}
