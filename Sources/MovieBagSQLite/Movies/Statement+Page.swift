import MovieBag
import SQLite

/// Where a page ended.
enum PageEnd {
    /// With the last movie that there is.
    case all
    /// After a movie, as there were enough.
    case after(MovieID)
    /// Before a movie, with which it would have been too large.
    case before(MovieID)
}

/// Tests: MovieStoreTests.swift
extension Statement {
    /// Shows the movies in the rows of ``SQLite/Connection/movies(after:limit:)``, until there are enough.
    func show(_ sink: inout some MovieSink, atMost limit: Int) throws -> PageEnd {
        var page = PageLimit(movies: limit)
        var last: MovieID?
        while try step() {
            if let last { return .after(last) }
            let isShown = try showMovie(&sink, within: &page)
            guard isShown else { return .before(try identifier(0)) }
            if page.isReached { last = try identifier(0) }
        }
        return .all
    }
}

extension Connection {
    /// The last movie of a page, unless none follows it.
    func lastMovie(of page: PageEnd) throws -> MovieID? {
        switch page {
        case .all: return nil
        case .after(let last): return last
        case .before(let next):
            return try query("SELECT id FROM movies WHERE id < ?1 ORDER BY id DESC LIMIT 1", .blob(next.bytes)) { row in
                try row.step() ? try row.identifier(0) : nil
            }
        }
    }
}
