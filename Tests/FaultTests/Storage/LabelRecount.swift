import TestSite

/// What a service counts, beside a recount of all its movies, when nothing is written.
struct LabelRecount {
    /// A genre or a member of casts as the API gives it.
    private struct Label: Decodable {
        let name: String
        let movies: Int
    }

    /// All movies, by the pages of the API.
    let movies: [Movie]
    /// What is counted otherwise, in sentences.
    private(set) var problems: [String] = []

    init(_ site: Site) throws {
        movies = try site.allMovies()
        let client = site.client
        try compareLabels(at: "/api/genres", of: .genres, movies.map(\.genres), site)
        try compareLabels(at: "/api/casts", of: .casts, movies.map(\.casts), site)
        compare("X-Total-Count", try Self.total("", client), movies.count)
        let dramas = movies.count { SharedLabels.genres.count([$0.genres])[0] != nil }
        compare("X-Total-Count of a genre", try Self.total("&genre=drama", client), dramas)
        try compareAccounts(site)
    }

    private mutating func compare<Value: Equatable>(_ name: String, _ counted: Value, _ recounted: Value) {
        if counted != recounted { problems.append("\(name): \(counted), and a recount says \(recounted)") }
    }

    private mutating func compareLabels(
        at path: String, of labels: SharedLabels, _ lists: [[String]], _ site: Site
    ) throws {
        let found = try Self.labels(at: path, site)
        compare(path, labels.count(found.map { [$0.name] }).filter { $0.value > 1 }, [:])
        let counted = found.map { (labels.label(of: $0.name) ?? -1, $0.movies) }
        compare(path, Dictionary(counted) { $0 + $1 }, labels.count(lists))
    }

    /// The quotas of accounts, and the rows of the table.
    private mutating func compareAccounts(_ site: Site) throws {
        let owned = Dictionary(grouping: movies) { $0.owner.oid }.mapValues(\.count)
        let counted = try site.sqlite("SELECT lower(hex(id)), movies FROM accounts WHERE movies <> 0 ORDER BY 1")
        compare(
            "movies of accounts", counted,
            owned.sorted { $0.key < $1.key }.map { "\($0)|\($1)" }.joined(separator: "\n"))
        compare("rows of movies", try site.sqlite("SELECT count(*) FROM movies"), "\(movies.count)")
        compare("integrity_check", try site.sqlite("PRAGMA integrity_check"), "ok")
    }

    /// The labels on all pages, a few on each.
    private static func labels(at path: String, _ site: Site) throws -> [Label] {
        let connection = try site.client.connect()
        var labels: [Label] = []
        var next: String? = "\(path)?limit=2"
        while let path = next {
            let response = try connection.exchange(HTTPRequest("GET", path))
            guard response.status == 200 else { throw Failure("\(path): \(response.status) \(response.text)") }
            labels += try response.json([Label].self)
            next = response["Link"].map { String($0.dropFirst(1 + site.url.count).prefix { $0 != ">" }) }
            guard labels.count < 100 else { throw Failure("\(path): the pages have no end") }
        }
        return labels
    }

    private static func total(_ query: String, _ client: HTTPClient) throws -> Int? {
        let request = HTTPRequest("GET", "/api/movies?limit=1\(query)").with("Prefer", "count=exact")
        return try client.send(request)["X-Total-Count"].flatMap { Int($0) }
    }
}
