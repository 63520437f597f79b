import MovieBag
import Testing

/// A page with its movies.
struct SearchedPage {
    let movies: [Movie]
    let found: FoundMovies
}

extension MovieSearchStore {
    func search(
        _ query: MovieQuery, after position: SearchPosition? = nil, limit: Int = 50, counting: Bool = false
    ) throws -> SearchedPage {
        var sink = CollectedMovies()
        let found = try search(query, after: position, limit: limit, counting: counting, into: &sink)
        return SearchedPage(movies: sink.movies, found: found)
    }

    /// The identifiers on all pages, each of which goes on where the text of the one before leads.
    func all(_ query: MovieQuery, limit: Int, between: () throws -> Void = {}) throws -> [MovieID] {
        var ids: [MovieID] = []
        var position: SearchPosition?
        for _ in 0..<10_000 {
            let page = try search(query, after: position, limit: limit)
            #expect(page.movies.count <= limit)
            ids += page.movies.map(\.id)
            guard let next = page.found.next else { return ids }
            position = try SearchPosition(Array(next.text(for: query).utf8), for: query)
            try between()
        }
        Issue.record("the pages have no end")
        return ids
    }

    func names(_ query: MovieQuery) throws -> [String] {
        try search(query).movies.map { String(decoding: $0.name.utf8, as: UTF8.self) }
    }

    func labels(_ kind: LabelKind) throws -> [String] {
        try labels(LabelQuery(kind, limit: 1_000)).labels.map {
            "\(String(decoding: $0.name, as: UTF8.self)) \($0.movies)"
        }
    }
}
