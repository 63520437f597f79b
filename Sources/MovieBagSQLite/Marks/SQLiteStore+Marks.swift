import MovieBag
import SQLite

/// Tests: MarkStoreTests.swift
extension SQLiteStore: MarkStore {
    func mark(of movie: MovieID, by account: AccountID) throws -> Mark {
        try read { connection in
            try connection.requireMovie(movie)
            return try connection.query(
                "SELECT rating, wanted, watched, note FROM marks WHERE movie = ?1 AND account = ?2",
                .blob(movie.bytes), .blob(account.bytes)
            ) { row in try row.step() ? try row.mark(0) : .none }
        }
    }

    func marks(of movies: [MovieID], by account: AccountID) throws -> [OwnMark] {
        try read { connection in
            try movies.compactMap { movie in
                try connection.query(
                    "SELECT rating, wanted, watched, note FROM marks WHERE movie = ?1 AND account = ?2",
                    .blob(movie.bytes), .blob(account.bytes)
                ) { row in try row.step() ? OwnMark(movie: movie, mark: try row.mark(0)) : nil }
            }
        }
    }

    func mark(_ movie: MovieID, by account: AccountID, as mark: Mark, within quota: MovieQuota) throws {
        try write { connection in
            guard try connection.isDisabled(account) != nil else { throw TokenError.invalid }
            try connection.requireMovie(movie)
            guard mark != .none else {
                return try connection.run(
                    "DELETE FROM marks WHERE movie = ?1 AND account = ?2", .blob(movie.bytes), .blob(account.bytes))
            }
            try connection.put(mark, of: movie, by: account)
            try connection.countBytes(mark.storedBytes, by: account, within: quota)
        }
    }

    func marks(of movie: MovieID, after position: AccountID?, limit: Int) throws -> MovieMarks {
        try read { connection in
            try connection.requireMovie(movie)
            let (count, sum) = try connection.query(
                """
                SELECT count(rating), coalesce(sum(rating), 0) FROM (
                    SELECT rating, account FROM marks WHERE movie = ?1 ORDER BY account LIMIT ?2)
                JOIN accounts ON accounts.id = account WHERE disabled IS NULL AND deleted IS NULL
                """, .blob(movie.bytes), .integer(Int64(MovieMarks.mostCounted))
            ) { row in try row.step() ? (Int(row.integer(0)), Int(row.integer(1))) : (0, 0) }
            let marks = try connection.query(
                """
                SELECT rating, wanted, watched, '', account, name FROM marks JOIN accounts ON accounts.id = account
                WHERE movie = ?1 AND account > ?2 AND disabled IS NULL AND deleted IS NULL
                ORDER BY account LIMIT ?3
                """,
                .blob(movie.bytes), .blob(position?.bytes ?? []), .integer(Int64(limit))
            ) { row in
                var marks: [GivenMark] = []
                while try row.step() {
                    marks.append(
                        GivenMark(
                            account: try row.identifier(4),
                            name: row.isNull(5) ? nil : DisplayName(stored: row.text(5)), mark: try row.mark(0)))
                }
                return marks
            }
            return MovieMarks(count: count, sum: sum, marks: marks)
        }
    }
}

/// Tests: RemovedMarkTests.swift
extension SQLiteStore: RemovedMarkStore {
    func removeMarksOfRemovedMovies(limit: Int, within budget: Duration) throws -> Bool {
        // Looked for first: mostly there is none, and then nothing is to be written.
        let isAny = try read { try $0.hasRow("SELECT 1 FROM removed_movies WHERE restorable = 0 LIMIT 1") }
        guard isAny else { return false }
        return try write { try $0.removeMarksOfRemovedMovies(limit: limit, within: budget) }
    }
}
