import MovieBag
import SQLite

/// Tests: SearchStoreTests.swift, LabelStoreTests.swift
extension SQLiteStore: MovieSearchStore {
    func search(
        _ query: MovieQuery, after position: SearchPosition?, limit: Int, counting: Bool,
        into sink: inout some MovieSink
    ) throws -> FoundMovies {
        try read { connection in
            // Read before the first statement is reset, as for every page.
            try connection.withSearchableCollection { revision, documents, hiding in
                guard try !connection.hasUnknownLabel(query) else {
                    return FoundMovies(revision: revision, next: nil, total: counting ? 0 : nil)
                }
                var search = MovieSearch(query, after: position, limit: limit)
                let candidates = try connection.candidates(for: query, atMost: Self.mostCandidates(among: documents))
                try connection.show(&search, of: limit, among: candidates, hiding: hiding, into: &sink)
                let total = counting ? try connection.count(query, hiding: hiding) : nil
                return FoundMovies(revision: revision, next: search.next, total: total)
            }
        }
    }

    /// What more than these movies have is found as quickly by going through all documents: a page of 50 looks at 600 then, if
    /// they are spread evenly.
    private static func mostCandidates(among documents: Int) -> Int {
        min(max(documents / 12, 100), MovieSearch.mostCounted)
    }

    func movieCount() throws -> Int {
        try read { connection in
            try connection.withSearchableCollection { _, documents, hiding in
                hiding ? documents - (try connection.hiddenMovies) : documents
            }
        }
    }

    func labels(_ query: LabelQuery) throws -> FoundLabels {
        try read { connection in
            try connection.withSearchableCollection { revision, _, _ in
                try connection.labels(query, revision)
            }
        }
    }

    func owner(_ account: AccountID) throws -> MovieOwner? {
        try read { connection in
            try connection.query(
                "SELECT name FROM accounts WHERE id = ?1 AND deleted IS NULL AND movies > 0", .blob(account.bytes)
            ) { row in
                guard try row.step() else { return nil }
                return MovieOwner(account: account, name: row.isNull(0) ? nil : DisplayName(stored: row.text(0)))
            }
        }
    }
}

extension Connection {
    /// Reads the collection's revision, how many documents there are and whether some movies are not to be seen, and shows
    /// them to `body`; what that reads belongs to the same state.
    ///
    /// - Throws: `SearchNotReady`.
    fileprivate func withSearchableCollection<Result>(
        _ body: (Revision, _ documents: Int, _ hiding: Bool) throws -> Result
    ) throws -> Result {
        let select = try statement(
            "SELECT version, documents, hiding, documented = x'ffffffffffffffffffffffff' FROM collection")
        return try select.query { row in
            guard try row.step() else { throw StorageUnavailable("the table collection has lost its row") }
            guard row.integer(3) == 1 else { throw SearchNotReady() }
            return try body(Revision(row.integer(0)), Int(row.integer(1)), row.integer(2) > 0)
        }
    }

    /// How many movies are not to be seen any more, and not removed yet.
    fileprivate var hiddenMovies: Int {
        get throws {
            try query(
                """
                SELECT ifnull(sum(movies), 0) FROM accounts
                WHERE id IN (SELECT account FROM departures WHERE heir IS NULL)
                """
            ) { row in try row.step() ? Int(row.integer(0)) : 0 }
        }
    }

    /// A page of labels, which ends early after as many entries as a page of movies.
    fileprivate func labels(_ wanted: LabelQuery, _ revision: Revision) throws -> FoundLabels {
        var labels: [CountedLabel] = []
        var entriesLeft = MovieSearch.mostEntries
        let next: [UInt8]? = try query(
            "SELECT name, movies, text FROM labels WHERE kind = ?1 AND key >= ?2 ORDER BY key",
            .integer(wanted.kind.rawValue), .utf8(wanted.start)
        ) { row in
            while try row.step() {
                let text = row.lentBytes(2)
                entriesLeft -= 1 + text.count / MovieSearch.bytesOfEntry
                if wanted.pattern.match(text.span) != nil {
                    guard labels.count < wanted.limit else { return labels.last?.name }
                    labels.append(CountedLabel(name: row.bytes(0), movies: Int(row.integer(1))))
                }
                if entriesLeft <= 0 { return row.bytes(0) }
            }
            return nil
        }
        return FoundLabels(revision: revision, labels: labels, next: next)
    }
}
