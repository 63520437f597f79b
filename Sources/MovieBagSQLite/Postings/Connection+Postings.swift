import MovieBag
import SQLite

/// Keeps the lists of terms, to be called in a transaction that has changed movies.
///
/// Tests: PostingStoreTests.swift
extension Connection {
    /// How many documents may have changed before they are worked off. Together they cost less, as they have terms in common; but
    /// every search looks at those that wait.
    static let mostUnposted = 32

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

    /// Works off documents that have changed: the first ones, about ``mostUnposted``.
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
    private var unpostedCount: Int {
        get throws(SQLiteError) {
            Int(try integer("SELECT ifnull(max(number) - min(number) + 1, 0) FROM unposted"))
        }
    }

    private func postedDocument(of movie: MovieID) throws -> PostedDocument? {
        try query("SELECT name, year, added_by, text FROM documents WHERE movie = ?1", .blob(movie.bytes)) { row in
            try row.step() ? PostedDocument(movie, row, from: 0) : nil
        }
    }

    /// Changes the list of a term.
    ///
    /// - Parameter edits: in the order of identifiers, one for each movie.
    private func change(_ term: [UInt8], _ edits: ArraySlice<PostingEdit>) throws {
        var rest = edits
        // From the last one on: all edits at or behind the first posting of that block belong to it, as it is the last before
        // the largest of them.
        while let last = rest.last {
            let found = try block(of: term, upTo: last.posting.movie)
            let start = found.map { found in
                rest.partitioningIndex { !$0.posting.movie.lexicographicallyPrecedes(found.first) }
            }
            let mine = rest[(start ?? rest.startIndex)...]
            try write((found?.block ?? PostingBlock([])).applying(mine), of: term, inPlaceOf: found?.first)
            rest = rest[..<mine.startIndex]
        }
    }

    /// The last block of a term that begins at or before a movie.
    private func block(of term: [UInt8], upTo movie: [UInt8]) throws -> (first: [UInt8], block: PostingBlock)? {
        try query(
            "SELECT first, movies FROM postings WHERE term = ?1 AND first <= ?2 ORDER BY first DESC LIMIT 1",
            .blob(term), .blob(movie)
        ) { row in
            try row.step() ? (row.bytes(0), PostingBlock(bytes: row.bytes(1))) : nil
        }
    }

    /// - Parameter first: of the block that these were; `nil` when there was none.
    private func write(_ blocks: [PostingBlock], of term: [UInt8], inPlaceOf first: [UInt8]?) throws(SQLiteError) {
        if let first, blocks.isEmpty {
            return try run("DELETE FROM postings WHERE term = ?1 AND first = ?2", .blob(term), .blob(first))
        }
        for (number, block) in blocks.enumerated() {
            // The first block keeps its place, although it may begin later now.
            let place = number == 0 ? first ?? block[0].movie : block[0].movie
            try run(
                "INSERT OR REPLACE INTO postings (term, first, movies) VALUES (?1, ?2, ?3)", .blob(term), .blob(place),
                .blob(block.bytes))
        }
    }
}

extension RandomAccessCollection {
    /// The first index for whose element something holds, where it holds for all behind it too.
    func partitioningIndex(where holds: (Element) -> Bool) -> Index {
        var (low, count) = (startIndex, count)
        while count > 0 {
            let middle = index(low, offsetBy: count / 2)
            if holds(self[middle]) {
                count /= 2
            } else {
                low = index(after: middle)
                count -= count / 2 + 1
            }
        }
        return low
    }
}
