import MovieBag
import SQLite

/// Tests: OversizedMovieTests.swift
extension DatabaseInspection {
    /// Looks for movies that are larger than is taken now, in a database that is fit.
    ///
    /// - Parameters:
    ///   - budget: after how much time it stops, at the end of a part.
    ///   - part: how many movies are read at once, as one long read would keep the write-ahead log of a service from
    ///     starting anew.
    /// - Throws: `SQLiteError`, or `StorageUnavailable` for a row that this program did not write.
    static func oversizedMovies(
        in path: String, within budget: Duration, part: Int = 5000
    ) throws -> OversizedMovies {
        let connection = try Connection(path: path, mode: .observer)
        let end = ContinuousClock.now + budget
        var (found, last) = (OversizedMovies(), [UInt8]())
        while true {
            let count = try connection.query(
                """
                SELECT id, length(CAST(casts AS BLOB)) + length(CAST(genres AS BLOB)) > ?3 FROM movies
                WHERE id > ?1 ORDER BY id LIMIT ?2
                """, .blob(last), .integer(Int64(part)), .integer(Int64(Labels.mostTogether))
            ) { row in
                var count = 0
                while try row.step() {
                    count += 1
                    if count == part { last = row.bytes(0) }
                    guard row.integer(1) == 1 else { continue }
                    found.count += 1
                    if found.count <= OversizedMovies.mostNamed { found.first.append(try row.identifier(0)) }
                }
                return count
            }
            found.lookedAt += count
            found.isComplete = count < part
            if found.isComplete || ContinuousClock.now >= end { return found }
        }
    }
}
