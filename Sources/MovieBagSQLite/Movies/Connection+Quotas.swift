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
        let size = movie.storedBytes
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

    /// Counts a movie that has been brought back: it on the quota of its owner, its bytes on that of the editor.
    ///
    /// - Throws: `LimitReached`, by which nothing must be changed.
    func countRestoration(of movie: Movie, by editor: AccountID, within quota: MovieQuota) throws {
        try run(
            """
            UPDATE accounts SET movies = movies + (?2 <= (SELECT counted FROM collection)) WHERE id = ?1 AND movies < ?3
            """,
            .blob(movie.owner.bytes), .blob(movie.id.bytes), .integer(Int64(quota.movies)))
        guard changes == 1 else { throw quota.moviesReached(by: movie.owner) }
        try countBytes(movie.storedBytes, by: editor, within: quota)
    }

    /// Counts a movie that has been changed, as it is now, on the quota of who changed it.
    ///
    /// - Throws: `LimitReached`, by which nothing must be changed.
    func countChange(of movie: Movie, by editor: AccountID, within quota: MovieQuota) throws {
        try countBytes(movie.storedBytes, by: editor, within: quota)
    }

    /// Counts bytes that an account writes.
    ///
    /// - Throws: `LimitReached`, by which nothing must be changed.
    func countBytes(_ size: Int, by account: AccountID, within quota: MovieQuota) throws {
        try run(
            """
            UPDATE accounts SET
                written_bytes = CASE written_day WHEN ?2 THEN written_bytes ELSE 0 END + ?3, written_day = ?2
            WHERE id = ?1 AND (written_bytes <= ?4 OR written_day <> ?2)
            """,
            .blob(account.bytes), .integer(quota.day), .integer(Int64(size)),
            .integer(Int64(quota.bytesPerDay - size)))
        guard changes == 1 else { throw quota.bytesReached(by: account) }
    }

    /// Counts a movie no more that has been removed.
    func countRemoval(of id: MovieID, by owner: AccountID) throws(SQLiteError) {
        // Not below zero: movies that were put into the database by hand are not counted.
        try run(
            "UPDATE accounts SET movies = max(movies - (?2 <= (SELECT counted FROM collection)), 0) WHERE id = ?1",
            .blob(owner.bytes), .blob(id.bytes))
    }
}

extension Movie {
    /// What counts of it on a quota of bytes.
    fileprivate var storedBytes: Int { name.utf8.count + cast.json.count + genres.json.count }
}
