import MovieBag
import SQLite

/// Tests: SearchStoreTests.swift
extension Connection {
    /// Goes through documents until a search has ended, and shows its movies.
    ///
    /// - Parameter hiding: whether movies of accounts that are gone are not to be seen.
    func show(_ search: inout MovieSearch, of limit: Int, hiding: Bool, into sink: inout some MovieSink) throws {
        var page = PageLimit(movies: limit)
        while let range = search.range {
            let documents = try documents(in: range, after: search.start)
            try documents.query { row in
                while !search.isEnded {
                    guard try row.step() else { return search.endRange() }
                    try show(row, &search, &page, hiding: hiding, into: &sink)
                }
            }
        }
    }

    private func show(
        _ row: Statement, _ search: inout MovieSearch, _ page: inout PageLimit, hiding: Bool,
        into sink: inout some MovieSink
    ) throws {
        let year = row.integer(2)
        let matches = search.matches(
            name: row.lentBytes(1).span, year: year, owner: row.lentBytes(3).span, text: row.lentBytes(4).span)
        if matches, try !(hiding && isDeparting(row.identifier(3))) {
            if search.endsBeforeMatch() { return }
            let id: MovieID = try row.identifier(0)
            switch try show(id, &sink, within: &page) {
            case true?: search.show(id, name: row.bytes(1), year: year)
            case false?: return search.endBeforeMatch()
            case nil: break
            }
        }
        if search.isSpent { search.end(behind: try row.identifier(0), name: row.bytes(1), year: year) }
    }

    /// How many movies a query has; `nil` when that would cost too much, or when there are more than are counted.
    func count(_ query: MovieQuery, hiding: Bool) throws -> Int? {
        if !hiding, let label = query.onlyLabel {
            let movies = try movies(with: label)
            return movies <= MovieSearch.mostCounted ? movies : nil
        }
        var left = MovieSearch.mostCounted
        var found = 0
        try documents(in: query.rangeForCounting, after: nil).query { row in
            while left >= 0, try row.step() {
                left -= 1 + row.lentBytes(4).count / MovieSearch.bytesOfEntry
                let match = query.match(
                    year: row.integer(2), owner: row.lentBytes(3).span, text: row.lentBytes(4).span)
                if match != nil, try !(hiding && isDeparting(row.identifier(3))) { found += 1 }
            }
        }
        return left < 0 ? nil : found
    }

    /// Whether a query has a label that no movie has, so that nothing is to be looked at.
    func hasUnknownLabel(_ query: MovieQuery) throws -> Bool {
        try query.labels.contains { try movies(with: $0) == 0 }
    }

    private func movies(with label: MovieLabel) throws -> Int {
        try self.query(
            "SELECT movies FROM labels WHERE kind = ?1 AND key = ?2", .integer(label.kind.rawValue), .utf8(label.key)
        ) { row in try row.step() ? Int(row.integer(0)) : 0 }
    }
}
