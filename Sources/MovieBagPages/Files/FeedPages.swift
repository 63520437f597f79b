import MovieBag
import Web

/// The newest movies as a feed (RFC 4287). A reader of feeds has no session, so there is one only where anyone may read.
///
/// Tests: FeedTests.swift
struct FeedPages {
    private static let entries = 30

    let frame: PageFrame
    let movies: Movies

    func show(_ visit: Visit) throws -> Response {
        guard frame.readers == .anyone else { throw RequestError.notFound }
        var sink = FeedEntries(frame.site, visit.texts)
        let query = try MovieQuery(order: CollectionChoice.ownOrder)
        _ = try movies.search(query, after: nil, limit: Self.entries, counting: false, into: &sink)
        // Without a movie the feed has not changed since the beginning of time.
        let updated = sink.newest ?? UnixTime(seconds: 0)
        let head =
            FeedEntries.element("title", visit.texts("feed_title", ["site": frame.settings.siteName]))
            + FeedEntries.element("id", "\(frame.site)/feed.atom")
            + "<link rel=\"self\" href=\"\(frame.site)/feed.atom\"/>\n<link href=\"\(frame.site)/\"/>\n"
            + FeedEntries.element("updated", "\(updated)")
            + "<author><name>\(FeedEntries.escaped(frame.settings.siteName))</name></author>\n"
        let document =
            "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"\(visit.language.rawValue)\">\n"
            + head + sink.text + "</feed>\n"
        return Response(content: .atom, caching: .publicPage, body: Array(document.utf8))
    }
}

/// Takes movies as entries of a feed.
private struct FeedEntries: MovieSink {
    private let site: PublicURL
    private let texts: PageTexts
    private(set) var text = ""
    private(set) var newest: UnixTime?
    var byteCount: Int { text.utf8.count }

    init(_ site: PublicURL, _ texts: PageTexts) {
        self.site = site
        self.texts = texts
    }

    mutating func take(
        upTo _: Int, id: Span<UInt8>, name: Span<UInt8>, year: MovieYear?, imdb _: Span<UInt8>, cast: Span<UInt8>,
        genres: Span<UInt8>, owner _: Span<UInt8>
    ) {
        guard let id = MovieID(bytes: id.copied()) else { return }
        let name = String(decoding: name.copied(), as: UTF8.self)
        let title = year.map { texts("feed_entry", ["name": name, "year": "\($0.number)"]) } ?? name
        let added = id.value.time
        newest = max(newest ?? added, added)
        let labels = (StoredLabels(genres, atMost: 5).first + StoredLabels(cast, atMost: 8).first).joined(
            separator: ", ")
        text +=
            "<entry>\n" + Self.element("title", title) + Self.element("id", "\(site)/movies/\(id)")
            + "<link href=\"\(site)/movies/\(id)\"/>\n" + Self.element("updated", "\(added)")
            + Self.element("published", "\(added)") + Self.element("summary", labels) + "</entry>\n"
    }

    static func element(_ name: String, _ text: String) -> String { "<\(name)>\(escaped(text))</\(name)>\n" }

    /// A text in XML 1.0, which has no other control characters than white space (section 2.2).
    static func escaped(_ text: String) -> String {
        let plain = text.unicodeScalars.filter {
            ($0.value >= 0x20 || [9, 10, 13].contains($0.value)) && $0.value < 0xFFFE || $0.value > 0xFFFF
        }
        return PageOutput.escaped(String(String.UnicodeScalarView(plain)))
    }
}
