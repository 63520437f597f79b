import MovieBag
import SQLite

/// Tests: MarkStoreTests.swift
extension Connection {
    /// Refuses a movie that is not there, or not seen any more.
    ///
    /// - Throws: `MovieError.unknown`.
    func requireMovie(_ id: MovieID) throws {
        let isSeen = try hasRow(
            """
            SELECT 1 FROM movies WHERE id = ?1
                AND added_by NOT IN (SELECT account FROM departures WHERE heir IS NULL)
            """, .blob(id.bytes))
        guard isSeen else { throw MovieError.unknown }
    }

    /// Writes a mark in place of the one that there is.
    func put(_ mark: Mark, of movie: MovieID, by account: AccountID) throws(SQLiteError) {
        try run(
            """
            INSERT INTO marks (movie, account, rating, wanted, watched, note) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
            ON CONFLICT (movie, account) DO UPDATE SET
                rating = excluded.rating, wanted = excluded.wanted, watched = excluded.watched, note = excluded.note
            """,
            .blob(movie.bytes), .blob(account.bytes), mark.rating.map { .integer($0.number) } ?? .utf8(nil),
            .integer(mark.isWanted ? 1 : 0), .text(mark.watched.days.map(\.description).joined(separator: ",")),
            .utf8(mark.note.utf8))
    }

    /// The marks of an account on movies after one and up to another, in the order of the identifiers of movies; also on movies that
    /// were removed, as long as these can be brought back.
    func marks(of account: AccountID, after start: [UInt8], upTo end: [UInt8], limit: Int) throws -> [OwnMark] {
        try query(
            """
            SELECT marks.rating, wanted, watched, note, movie FROM marks INDEXED BY marks_account
            WHERE account = ?1 AND movie > ?2 AND movie <= ?3 AND NOT EXISTS (
                SELECT 1 FROM removed_movies WHERE removed_movies.movie = marks.movie AND restorable = 0)
            ORDER BY movie LIMIT ?4
            """,
            .blob(account.bytes), .blob(start), .blob(end), .integer(Int64(limit))
        ) { row in
            var marks: [OwnMark] = []
            while try row.step() { marks.append(OwnMark(movie: try row.identifier(4), mark: try row.mark(0))) }
            return marks
        }
    }

    /// Goes on with the removal of marks of removed movies, until `budget` is used up or so many were removed.
    ///
    /// - Returns: whether there may be more.
    func removeMarksOfRemovedMovies(limit: Int, within budget: Duration) throws -> Bool {
        try SmallSteps.run(limit: limit, within: budget, removeMarksOfRemovedMovie)
    }

    private func removeMarksOfRemovedMovie(atMost limit: Int) throws -> Bool {
        let next = try query("SELECT movie FROM removed_movies WHERE restorable = 0 LIMIT 1") { row in
            try row.step() ? row.bytes(0) : nil
        }
        guard let movie = next else { return false }
        try run(
            """
            DELETE FROM marks WHERE movie = ?1
                AND account IN (SELECT account FROM marks WHERE movie = ?1 ORDER BY account LIMIT ?2)
            """, .blob(movie), .integer(Int64(limit)))
        if changes < limit { try run("DELETE FROM removed_movies WHERE movie = ?1", .blob(movie)) }
        return true
    }

    /// Removes some of the marks of an account.
    ///
    /// - Returns: whether there was one.
    func removeMarks(of account: [UInt8], atMost limit: Int) throws(SQLiteError) -> Bool {
        try run(
            """
            DELETE FROM marks WHERE account = ?1
                AND movie IN (SELECT movie FROM marks WHERE account = ?1 ORDER BY movie LIMIT ?2)
            """, .blob(account), .integer(Int64(limit)))
        return changes > 0
    }
}

/// Tests: MarkStoreTests.swift
extension Statement {
    /// The mark in four columns: rating, wanted, watched, note.
    func mark(_ column: Int32) throws -> Mark {
        let days = try bytes(column + 2).split(separator: UInt8(ascii: ",")).map { text in
            guard let day = CalendarDate(text) else {
                throw StorageUnavailable("a row of marks has a day that is none")
            }
            return day
        }
        return Mark(
            rating: isNull(column) ? nil : Rating(stored: integer(column)), watched: WatchedDays(stored: days),
            isWanted: integer(column + 1) == 1, note: Note(stored: bytes(column + 3)))
    }
}
