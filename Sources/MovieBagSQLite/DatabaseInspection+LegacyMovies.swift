import JSON
import MovieBag
import SQLite

/// Tests: LegacyMovieTests.swift
extension DatabaseInspection {
    /// Looks for movies that break a rule which is younger than they are, in a database that is fit.
    ///
    /// - Parameters:
    ///   - budget: after how much time it stops, at the end of a part.
    ///   - part: how many movies are read at once, as one long read would keep the write-ahead log of a service from
    ///     starting anew.
    /// - Throws: `SQLiteError`, or `StorageUnavailable` for a row that this program did not write.
    static func legacyMovies(in path: String, within budget: Duration, part: Int = 1000) throws -> LegacyMovies {
        let connection = try Connection(path: path, mode: .observer)
        let end = ContinuousClock.now + budget
        var (found, last) = (LegacyMovies(), [UInt8]())
        while true {
            let count = try connection.query(
                "SELECT id, key, casts, genres FROM movies WHERE id > ?1 ORDER BY id LIMIT ?2", .blob(last),
                .integer(Int64(part))
            ) { row in
                var count = 0
                while try row.step() {
                    count += 1
                    if count == part { last = row.bytes(0) }
                    let id: MovieID = try row.identifier(0)
                    for rule in rulesBroken(by: row) { found.count(id, against: rule) }
                }
                return count
            }
            found.lookedAt += count
            found.isComplete = count < part
            if found.isComplete || ContinuousClock.now >= end { return found }
        }
    }

    /// - Parameter row: `id, key, casts, genres`.
    private static func rulesBroken(by row: Statement) -> [LegacyMovies.Rule] {
        let (cast, genres) = (Labels(stored: row.bytes(2)), Labels(stored: row.bytes(3)))
        var rules: [LegacyMovies.Rule] = []
        if !Labels.fit(cast, genres) { rules.append(.size) }
        if cast.repeatsText || genres.repeatsText { rules.append(.repetition) }
        if MovieKey.isTwin(row.bytes(1)) { rules.append(.name) }
        return rules
    }
}
