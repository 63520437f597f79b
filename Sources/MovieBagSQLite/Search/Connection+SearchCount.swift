import MovieBag
import SQLite

/// Tests: SearchStoreTests.swift, SearchReferenceTests.swift
extension Connection {
    /// How many movies a query has; `nil` when that would cost too much, or when there are more than are counted.
    func count(_ query: MovieQuery, hiding: Bool) throws -> Int? {
        if !hiding, let label = query.onlyLabel {
            let movies = try movies(with: label)
            return movies <= MovieSearch.mostCounted ? movies : nil
        }
        if let mark = query.mark, mark.kind == .unwatched {
            // All but the watched ones, which are listed.
            let watched = query.marked(OwnMarkCondition(.watched, of: mark.account))
            guard let all = try count(query.marked(nil), hiding: hiding),
                let watched = try count(watched, hiding: hiding)
            else { return nil }
            return all - watched
        }
        let candidates = try candidates(for: query, atMost: MovieSearch.mostCounted, isComplete: true)
        guard let candidates else { return try countAll(query, hiding: hiding) }
        if candidates.isExact, !hiding { return candidates.postings.count }
        guard candidates.postings.count <= MovieSearch.mostLookUps else { return try countAll(query, hiding: hiding) }
        var found = 0
        for posting in candidates.postings {
            let counts = try withDocument(posting.movie) { row in try isCounted(row, query, hiding: hiding) }
            if counts ?? false { found += 1 }
        }
        return found
    }

    /// The same by going through all documents that it may have.
    private func countAll(_ query: MovieQuery, hiding: Bool) throws -> Int? {
        var left = MovieSearch.mostCounted
        var found = 0
        // In the order of identifiers, in which nothing is looked up.
        try documents(in: .all, after: nil).query { row in
            while left >= 0, try row.step() {
                left -= 1 + row.lentBytes(4).count / MovieSearch.bytesOfEntry
                // Its mark has to be looked up.
                if query.mark != nil { left -= MovieSearch.entriesOfLookUp }
                guard try isCounted(row, query, hiding: hiding) else { continue }
                found += 1
            }
        }
        return left < 0 ? nil : found
    }

    private func isCounted(_ row: Statement, _ query: MovieQuery, hiding: Bool) throws -> Bool {
        let match = query.match(year: row.integer(2), owner: row.lentBytes(3).span, text: row.lentBytes(4).span)
        guard match != nil, try !(hiding && isDeparting(row.identifier(3))) else { return false }
        return try query.mark.map { try meets($0, row.bytes(0)) } ?? true
    }
}
