import MovieBag
import SQLite

/// Tests: MovieCountTests.swift
extension SQLiteStore: MovieCountStore {
    func countMovies(atMost limit: Int) throws -> Bool {
        // Looked for first: all but the first starts find nothing to do.
        let isAny = try read { connection in
            try connection.hasRow("SELECT 1 FROM collection WHERE counted < ?1", .blob(Self.lastID))
        }
        guard isAny else { return false }
        return try write { connection in
            let (start, end) = try connection.nextUncounted(limit)
            try connection.run(
                """
                UPDATE accounts SET movies = accounts.movies + added.movies
                FROM (
                    SELECT added_by, count(*) AS movies FROM movies WHERE id > ?1 AND id <= ?2 GROUP BY added_by
                ) AS added
                WHERE id = added_by
                """, .blob(start), .blob(end ?? Self.lastID))
            try connection.run("UPDATE collection SET counted = ?1", .blob(end ?? Self.lastID))
            return end != nil
        }
    }

    private static let lastID = [UInt8](repeating: 0xff, count: 12)
}

extension Connection {
    /// The last movie that is counted, and the one that comes so many after it, if there is one.
    fileprivate func nextUncounted(_ limit: Int) throws -> (start: [UInt8], end: [UInt8]?) {
        try query(
            """
            SELECT counted, (SELECT id FROM movies WHERE id > counted ORDER BY id LIMIT 1 OFFSET ?1) FROM collection
            """, .integer(Int64(limit) - 1)
        ) { row in
            guard try row.step() else { throw StorageUnavailable("the table collection has lost its row") }
            return (row.bytes(0), row.isNull(1) ? nil : row.bytes(1))
        }
    }
}
