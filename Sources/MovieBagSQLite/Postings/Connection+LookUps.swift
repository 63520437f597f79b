import MovieBag
import SQLite

/// Tests: CandidatesTests.swift
extension Connection {
    /// Shows `body` the document of a movie: movie, name, year, owner, text; `nil` when there is none.
    func withDocument<Result>(_ movie: [UInt8], _ body: (Statement) throws -> Result) throws -> Result? {
        try query(
            "SELECT movie, name, year, added_by, text FROM documents WHERE movie = ?1", .blob(movie)
        ) { row in try row.step() ? try body(row) : nil }
    }

    /// The movies of a group, in the order of their names, those behind a position in it.
    func inOrderOfNames(
        _ group: ArraySlice<Posting>, _ range: DocumentRange, after position: SearchPosition?
    ) throws -> [[UInt8]] {
        let start = position.map { ($0.name, $0.id.bytes) }
        func isBefore(_ one: ([UInt8], [UInt8]), _ other: ([UInt8], [UInt8])) -> Bool {
            one.0 == other.0 ? one.1.lexicographicallyPrecedes(other.1) : one.0.lexicographicallyPrecedes(other.0)
        }
        var names: [([UInt8], [UInt8])] = []
        for posting in group {
            guard let name = try withDocument(posting.movie, { $0.bytes(1) }) else { continue }
            names.append((name, posting.movie))
        }
        names.sort(by: isBefore)
        if let start {
            names.removeAll { range.isReversed ? !isBefore($0, start) : !isBefore(start, $0) }
        }
        return (range.isReversed ? names.reversed() : names).map(\.1)
    }
}
