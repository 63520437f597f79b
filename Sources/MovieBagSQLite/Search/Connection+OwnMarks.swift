import MovieBag
import SQLite

/// Tests: OwnMarkSearchTests.swift
extension Connection {
    /// Whether a movie has the mark that a condition asks for.
    func meets(_ condition: OwnMarkCondition, _ movie: [UInt8]) throws(SQLiteError) -> Bool {
        let (account, movie) = (SQLValue.blob(condition.account.bytes), SQLValue.blob(movie))
        return switch condition.kind {
        case .wanted: try hasRow("SELECT 1 FROM marks WHERE account = ?1 AND movie = ?2 AND wanted = 1", account, movie)
        case .rated:
            try hasRow("SELECT 1 FROM marks WHERE account = ?1 AND movie = ?2 AND rating IS NOT NULL", account, movie)
        case .watched: try isWatched(movie, account)
        case .unwatched: try !isWatched(movie, account)
        }
    }

    private func isWatched(_ movie: SQLValue, _ account: SQLValue) throws(SQLiteError) -> Bool {
        try hasRow("SELECT 1 FROM marks WHERE account = ?1 AND movie = ?2 AND watched <> ''", account, movie)
    }

    /// The movies that have the mark, in the order of their identifiers; `nil` when that is more than `most`, and for marks that
    /// are not to be there. Marks may be there of movies that have been removed.
    func movies(_ condition: OwnMarkCondition, atMost most: Int) throws -> [[UInt8]]? {
        switch condition.kind {
        case .wanted:
            try movies(
                """
                SELECT movie FROM marks WHERE account = ?1 AND wanted = 1
                    AND movie NOT IN (SELECT movie FROM removed_movies) ORDER BY movie
                """, condition, most)
        case .watched:
            try movies(
                """
                SELECT movie FROM marks WHERE account = ?1 AND watched <> ''
                    AND movie NOT IN (SELECT movie FROM removed_movies) ORDER BY movie
                """, condition, most)
        case .rated:
            try movies(
                """
                SELECT movie FROM marks WHERE account = ?1 AND rating IS NOT NULL
                    AND movie NOT IN (SELECT movie FROM removed_movies) ORDER BY movie
                """, condition, most)
        case .unwatched: nil
        }
    }

    private func movies(_ sql: StaticString, _ condition: OwnMarkCondition, _ most: Int) throws -> [[UInt8]]? {
        try query(sql, .blob(condition.account.bytes)) { row in
            var movies: [[UInt8]] = []
            while try row.step() {
                guard movies.count < most else { return nil }
                movies.append(row.bytes(0))
            }
            return movies
        }
    }
}
