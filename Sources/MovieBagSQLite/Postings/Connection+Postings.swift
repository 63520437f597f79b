import MovieBag
import SQLite

/// Keeps the lists of terms, to be called in a transaction that has changed movies.
///
/// Tests: PostingStoreTests.swift
extension Connection {
    /// How many changes of documents wait before a write works them off. Together they cost less, as they have terms and pages of the
    /// table in common; but every search looks at those that wait.
    static let mostUnposted = 128
    /// How many are left waiting when nothing more is written.
    static let fewUnposted = 32

    /// How many revisions lie between two looks at how many have changed, as a look costs something too.
    private static let revisionsBetweenLooks: Int64 = 8

    /// Works off the documents that have changed, if there are enough of them and it is time to look.
    ///
    /// - Parameter revision: that of the movie that was changed last.
    func postIfDue(at revision: Revision) throws {
        if revision.number % Self.revisionsBetweenLooks == 0 { try postIfDue() }
    }

    /// Works off the documents that have changed, if there are enough of them.
    func postIfDue() throws {
        guard try unpostedCount > Self.mostUnposted else { return }
        try postUnposted()
    }

    /// Works off documents that have changed until few are left.
    func postAllDue() throws {
        while try unpostedCount > Self.mostUnposted { try postUnposted() }
    }

    /// Works off documents that have changed: the first ones, ``mostUnposted`` and one.
    func postUnposted() throws {
        var changes: [MovieID: DocumentChange] = [:]
        var last: Int64 = 0
        try query(
            "SELECT number, movie, name, year, added_by, text FROM unposted ORDER BY number LIMIT ?1",
            .integer(Int64(Self.mostUnposted) + 1)
        ) { row in
            while try row.step() {
                last = row.integer(0)
                let movie: MovieID = try row.identifier(1)
                changes[movie, default: DocumentChange()].note(
                    row.isNull(5) ? nil : PostedDocument(movie, row, from: 2))
            }
        }
        var edits: [TermEdit] = []
        for (movie, change) in changes { edits += change.edits(to: try postedDocument(of: movie)) }
        edits.sort { $0.isBefore($1) }
        var start = 0
        while start < edits.count {
            let term = edits[start].term
            let end = edits[start...].firstIndex { $0.term != term } ?? edits.count
            try change(term, PostingEdit.each(edits[start..<end]))
            start = end
        }
        try run("DELETE FROM unposted WHERE number <= ?1", .integer(last))
    }

    /// How many changes of documents wait, one more or less counted for what was removed among them.
    var unpostedCount: Int {
        get throws(SQLiteError) {
            Int(try integer("SELECT ifnull(max(number) - min(number) + 1, 0) FROM unposted"))
        }
    }

    private func postedDocument(of movie: MovieID) throws -> PostedDocument? {
        try query("SELECT name, year, added_by, text FROM documents WHERE movie = ?1", .blob(movie.bytes)) { row in
            try row.step() ? PostedDocument(movie, row, from: 0) : nil
        }
    }
}
