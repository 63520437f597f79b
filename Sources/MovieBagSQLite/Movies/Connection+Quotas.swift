import MovieBag
import SQLite

/// What accounts have of their quotas, to be counted in the transaction that changes it.
///
/// Tests: QuotaTests.swift
extension Connection {
    /// Counts a movie that has been added.
    ///
    /// - Throws: `LimitReached`, by which nothing must be changed.
    func countAddition(of movie: Movie, within quota: MovieQuota) throws {
        let size = movie.name.utf8.count + movie.cast.json.count + movie.genres.json.count
        try run(
            """
            UPDATE accounts SET movies = movies + (?2 <= (SELECT counted FROM collection)),
                written_bytes = CASE written_day WHEN ?3 THEN written_bytes ELSE 0 END + ?4, written_day = ?3
            WHERE id = ?1 AND deleted IS NULL AND movies < ?5 AND (written_bytes <= ?6 OR written_day <> ?3)
            """,
            .blob(movie.owner.bytes), .blob(movie.id.bytes), .integer(quota.day), .integer(Int64(size)),
            .integer(Int64(quota.movies)), .integer(Int64(quota.bytesPerDay - size)))
        guard changes == 0 else { return }
        // Removed after its token was checked.
        let isGone = try hasRow(
            "SELECT 1 FROM accounts WHERE id = ?1 AND deleted IS NOT NULL", .blob(movie.owner.bytes))
        guard !isGone else { throw TokenError.invalid }
        let isFull = try hasRow(
            "SELECT 1 FROM accounts WHERE id = ?1 AND movies >= ?2", .blob(movie.owner.bytes),
            .integer(Int64(quota.movies)))
        throw isFull ? quota.moviesReached(by: movie.owner) : quota.bytesReached(by: movie.owner)
    }

    /// Counts a movie that has been changed, as it is now.
    ///
    /// - Throws: `LimitReached`, by which nothing must be changed.
    func countChange(of id: MovieID, by owner: AccountID, within quota: MovieQuota) throws {
        try run(
            """
            UPDATE accounts SET
                written_bytes = CASE written_day WHEN ?3 THEN written_bytes ELSE 0 END + size, written_day = ?3
            FROM (
                SELECT length(CAST(name AS BLOB)) + length(CAST(casts AS BLOB)) + length(CAST(genres AS BLOB)) AS size
                FROM movies WHERE id = ?2)
            WHERE id = ?1 AND (written_bytes <= ?4 - size OR written_day <> ?3)
            """,
            .blob(owner.bytes), .blob(id.bytes), .integer(quota.day), .integer(Int64(quota.bytesPerDay)))
        guard changes == 1 else { throw quota.bytesReached(by: owner) }
    }

    /// Counts a movie no more that has been removed.
    func countRemoval(of id: MovieID, by owner: AccountID) throws(SQLiteError) {
        // Not below zero: movies that were put into the database by hand are not counted.
        try run(
            "UPDATE accounts SET movies = max(movies - (?2 <= (SELECT counted FROM collection)), 0) WHERE id = ?1",
            .blob(owner.bytes), .blob(id.bytes))
    }

    /// Refuses new lists that are too large together, or with the one that stays. Those that a movie has already pass,
    /// however large they are, as does a movie of another owner, which the write itself refuses.
    ///
    /// - Throws: `InvalidValue`.
    func checkLists(of id: MovieID, by owner: AccountID, after change: MovieChange) throws {
        if change.cast == nil, change.genres == nil { return }
        if let cast = change.cast, let genres = change.genres, Labels.fit(cast, genres) { return }
        let isTooLarge = try hasRow(
            """
            SELECT 1 FROM movies
            WHERE id = ?1 AND added_by = ?2
                AND length(CAST(coalesce(?3, casts) AS BLOB)) + length(CAST(coalesce(?4, genres) AS BLOB)) > ?5
                AND (casts <> coalesce(?3, casts) OR genres <> coalesce(?4, genres))
            """,
            .blob(id.bytes), .blob(owner.bytes), .utf8(change.cast?.json), .utf8(change.genres?.json),
            .integer(Int64(Labels.mostTogether)))
        if isTooLarge { throw Labels.tooLargeTogether }
    }
}
