import MovieBag
import SQLite

/// Tests: RemovedMovieStoreTests.swift
extension SQLiteStore: RemovedMovieStore {
    func removedMovies(
        of owner: AccountID?, after time: UnixTime, before position: RemovalID?, limit: Int
    ) throws -> RemovedMoviePage {
        try read { connection in
            let (first, end) = (SQLValue.blob(time.firstRemoval), SQLValue.blob(position?.bytes ?? .afterAll))
            // One more than asked for tells whether more follow.
            let most = SQLValue.integer(Int64(limit) + 1)
            guard let owner else {
                return try connection.query(
                    """
                    SELECT removal FROM restorable_movies
                    WHERE removal >= ?1 AND removal < ?2 AND added_by NOT IN (SELECT account FROM departures)
                    ORDER BY removal DESC LIMIT ?3
                    """, first, end, most
                ) { row in try connection.page(of: row, atMost: limit) }
            }
            return try connection.query(
                """
                SELECT removal FROM restorable_movies INDEXED BY restorable_movies_account
                WHERE removal >= ?1 AND removal < ?2 AND added_by = ?4
                    AND added_by NOT IN (SELECT account FROM departures)
                ORDER BY removal DESC LIMIT ?3
                """, first, end, most, .blob(owner.bytes)
            ) { row in try connection.page(of: row, atMost: limit) }
        }
    }

    func restore(
        _ id: MovieID, by editor: MovieEditor, removedAfter time: UnixTime, within quota: MovieQuota
    ) throws -> RevisedMovie {
        // Looked for first: a request for what is not there costs no commit.
        guard try read({ try $0.removedMovie(id, for: editor, after: time) }) != nil else { throw NoSuchThing() }
        return try write { connection in
            guard let restorable = try connection.removedMovie(id, for: editor, after: time) else {
                throw NoSuchThing()
            }
            let (movie, revision) = (restorable.removed.movie, try connection.nextRevision())
            try connection.restore(restorable, revision)
            try connection.countRestoration(of: movie, by: editor.account, within: quota)
            try connection.index(MovieDocument(movie))
            try connection.postIfDue(at: revision)
            return RevisedMovie(movie, revision: revision)
        }
    }
}

/// Tests: RemovedMovieStoreTests.swift
extension SQLiteStore: RemovedMovieSweepStore {
    func removeForGood(removedUntil time: UnixTime, limit: Int, within budget: Duration) throws -> Bool {
        let end = SQLValue.blob(time.firstRemoval)
        // Looked for first: mostly there is none, and then nothing is to be written.
        let isAny = try read { try $0.hasRow("SELECT 1 FROM restorable_movies WHERE removal < ?1 LIMIT 1", end) }
        guard isAny else { return false }
        return try write { connection in
            try SmallSteps.run(limit: limit, within: budget) { most in
                try connection.run(
                    """
                    DELETE FROM restorable_movies WHERE removal IN (
                        SELECT removal FROM restorable_movies WHERE removal < ?1 ORDER BY removal LIMIT ?2)
                    """, end, .integer(Int64(most)))
                return connection.changes == most
            }
        }
    }
}

extension Connection {
    /// The removed movies of removals, as many as a page has.
    fileprivate func page(of removals: Statement, atMost limit: Int) throws -> RemovedMoviePage {
        var (movies, bytes): ([RemovedMovie], Int) = ([], 0)
        while try removals.step() {
            guard let next = try removedMovie(try removals.identifier(0))?.removed else { continue }
            bytes += next.mostBytesOfJSON
            if let last = movies.last, movies.count == limit || bytes > RemovedMoviePage.fullAt {
                return RemovedMoviePage(movies: movies, next: last.id)
            }
            movies.append(next)
        }
        return RemovedMoviePage(movies: movies, next: nil)
    }
}

extension [UInt8] {
    /// What is larger than every identifier.
    fileprivate static var afterAll: [UInt8] { Array(repeating: 0xFF, count: 13) }
}
