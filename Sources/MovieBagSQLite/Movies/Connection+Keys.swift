import MovieBag
import SQLite

/// What no two movies have alike: the key, and the identifier of IMDb.
///
/// A row from before there were keys has its name as its key until it is its turn in ``BackfillTask/keys``.
///
/// Tests: KeyBackfillTests.swift, MovieStoreTests.swift
extension Connection {
    /// Writes a movie by `body`, which fails when another one has its key or its identifier of IMDb. One that is not seen any
    /// more, as its account has been removed, makes room at once.
    ///
    /// - Throws: ``MovieError/nameTaken``, then ``MovieError/imdbTaken``; what `body` throws.
    func keepingUnique(_ movie: Movie, _ body: () throws(SQLiteError) -> Void) throws {
        let key = movie.key
        if movie.year == nil, key.utf8 != movie.name.utf8 { try refuseOlder(movie) }
        // At most one movie makes room for each of the two.
        for _ in 0..<2 {
            guard let error = refusal(of: body) else { return }
            if error.violates("movies.key") {
                guard try removeHidden(key: key) else { throw MovieError.nameTaken }
            } else if error.violates("movies.imdb") {
                guard try removeHidden(imdb: movie.imdb) else {
                    let other = try self.movie(withKey: key)
                    throw other == nil || other == movie.id ? MovieError.imdbTaken : MovieError.nameTaken
                }
            } else {
                throw error
            }
        }
        try body()
    }

    /// The error by which `body` failed; `nil` when it did not.
    private func refusal(of body: () throws(SQLiteError) -> Void) -> SQLiteError? {
        do {
            try body()
            return nil
        } catch {
            return error
        }
    }

    /// Refuses a name that an old row has, whose turn has not come yet, in the same scalars.
    private func refuseOlder(_ movie: Movie) throws {
        let isTaken = try hasRow(
            "SELECT 1 FROM movies, collection WHERE key = ?1 AND movies.id > filled AND movies.id <> ?2",
            .utf8(movie.name.utf8), .blob(movie.id.bytes))
        if isTaken { throw MovieError.nameTaken }
    }

    /// The movie with this key that is seen.
    func movie(withKey key: MovieKey) throws -> MovieID? {
        try query(
            """
            SELECT id FROM movies WHERE key = ?1
                AND added_by NOT IN (SELECT account FROM departures WHERE heir IS NULL)
            """, .utf8(key.utf8)
        ) { row in try row.step() ? row.identifier(0) : nil }
    }

    /// The movie with this identifier of IMDb that is seen.
    func movie(withIMDb imdb: IMDbID) throws -> MovieID? {
        try query(
            """
            SELECT id FROM movies WHERE imdb = ?1
                AND added_by NOT IN (SELECT account FROM departures WHERE heir IS NULL)
            """, .utf8(imdb.utf8)
        ) { row in try row.step() ? row.identifier(0) : nil }
    }

    /// Removes the movie with that key, if it is one that is not seen any more.
    private func removeHidden(key: MovieKey) throws(SQLiteError) -> Bool {
        try run(
            """
            UPDATE accounts SET movies = max(movies - 1, 0) WHERE id IN (
                SELECT added_by FROM movies WHERE key = ?1
                AND added_by IN (SELECT account FROM departures WHERE heir IS NULL))
            """, .utf8(key.utf8))
        try run(
            """
            DELETE FROM movies WHERE key = ?1 AND added_by IN (SELECT account FROM departures WHERE heir IS NULL)
            """, .utf8(key.utf8))
        return changes == 1
    }

    /// The same for an identifier of IMDb.
    private func removeHidden(imdb: IMDbID?) throws(SQLiteError) -> Bool {
        try run(
            """
            UPDATE accounts SET movies = max(movies - 1, 0) WHERE id IN (
                SELECT added_by FROM movies WHERE imdb = ?1
                AND added_by IN (SELECT account FROM departures WHERE heir IS NULL))
            """, .utf8(imdb?.utf8))
        try run(
            """
            DELETE FROM movies WHERE imdb = ?1 AND added_by IN (SELECT account FROM departures WHERE heir IS NULL)
            """, .utf8(imdb?.utf8))
        return changes == 1
    }
}
