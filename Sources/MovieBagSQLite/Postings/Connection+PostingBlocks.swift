import SQLite

/// Tests: PostingStoreTests.swift
extension Connection {
    /// Changes the list of a term.
    ///
    /// - Parameter edits: in the order of identifiers, one for each movie.
    func change(_ term: [UInt8], _ edits: ArraySlice<PostingEdit>) throws {
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
