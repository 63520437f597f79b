import MovieBag
import SQLite

/// Tests: SearchStoreTests.swift
extension Connection {
    /// Goes through documents until a search has ended, and shows its movies.
    ///
    /// - Parameters:
    ///   - candidates: all movies of the search are among them; `nil` when all documents are to be gone through.
    ///   - hiding: whether movies of accounts that are gone are not to be seen.
    func show(
        _ search: inout MovieSearch, of limit: Int, among candidates: Candidates?, hiding: Bool,
        into sink: inout some MovieSink
    ) throws {
        var page = PageLimit(movies: limit)
        while let range = search.range {
            if !range.isBeginningOfNames, let ordered = candidates?.ordered(in: range, after: search.start) {
                try show(ordered, range, &search, &page, hiding: hiding, into: &sink)
                continue
            }
            let documents = try documents(in: range, after: search.start)
            try documents.query { row in
                while !search.isEnded {
                    guard try row.step() else { return search.endRange() }
                    if range.isLookedUp { search.lookUp() }
                    try show(row, &search, &page, hiding: hiding, into: &sink)
                }
            }
        }
    }

    /// The same for candidates of a range.
    private func show(
        _ candidates: OrderedCandidates, _ range: DocumentRange, _ search: inout MovieSearch, _ page: inout PageLimit,
        hiding: Bool, into sink: inout some MovieSink
    ) throws {
        switch candidates {
        case .known(let postings):
            for posting in postings where !search.isEnded {
                try show(posting.movie, &search, &page, hiding: hiding, into: &sink)
            }
        case .grouped(let groups):
            for group in groups where !search.isEnded {
                for movie in try inOrderOfNames(group, range, after: search.start) where !search.isEnded {
                    try show(movie, &search, &page, hiding: hiding, into: &sink)
                }
            }
        }
        if !search.isEnded { search.endRange() }
    }

    private func show(
        _ movie: [UInt8], _ search: inout MovieSearch, _ page: inout PageLimit, hiding: Bool,
        into sink: inout some MovieSink
    ) throws {
        search.lookUp()
        _ = try withDocument(movie) { row in try show(row, &search, &page, hiding: hiding, into: &sink) }
    }

    private func show(
        _ row: Statement, _ search: inout MovieSearch, _ page: inout PageLimit, hiding: Bool,
        into sink: inout some MovieSink
    ) throws {
        let year = row.integer(2)
        let matches = search.matches(
            name: row.lentBytes(1).span, year: year, owner: row.lentBytes(3).span, text: row.lentBytes(4).span)
        if matches, try isShown(row, search.markCondition, &search, hiding: hiding) {
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

    /// Whether a document that matches is to be seen, and has the mark that is asked for.
    private func isShown(
        _ row: Statement, _ condition: OwnMarkCondition?, _ search: inout MovieSearch, hiding: Bool
    ) throws -> Bool {
        if hiding, try isDeparting(row.identifier(3)) { return false }
        guard let condition else { return true }
        search.lookUp()
        return try meets(condition, row.bytes(0))
    }

    /// Whether a query has a label that no movie has, so that nothing is to be looked at.
    func hasUnknownLabel(_ query: MovieQuery) throws -> Bool {
        try query.labels.contains { try movies(with: $0) == 0 }
    }

    func movies(with label: MovieLabel) throws -> Int {
        try self.query(
            "SELECT movies FROM labels WHERE kind = ?1 AND key = ?2", .integer(label.kind.rawValue), .utf8(label.key)
        ) { row in try row.step() ? Int(row.integer(0)) : 0 }
    }
}
