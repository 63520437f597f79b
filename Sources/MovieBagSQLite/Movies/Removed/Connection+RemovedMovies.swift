import MovieBag
import SQLite

/// Removed movies that can be brought back, to be asked for and changed in a transaction.
///
/// Tests: RemovedMovieStoreTests.swift
extension Connection {
    /// Removes the oldest ones for good that an account has too many of.
    func forgetOldest(of owner: AccountID) throws {
        let isTooMuch = try hasRow(
            """
            SELECT 1 FROM (SELECT count(*) AS movies, sum(bytes) AS bytes FROM restorable_movies WHERE added_by = ?1)
            WHERE movies > ?2 OR bytes > ?3
            """,
            .blob(owner.bytes), .integer(Int64(RemovedMovie.mostOfAccount)),
            .integer(Int64(RemovedMovie.mostBytesOfAccount)))
        guard isTooMuch, let last = try lastForgotten(of: owner) else { return }
        try run(
            "DELETE FROM restorable_movies WHERE added_by = ?1 AND removal <= ?2", .blob(owner.bytes), .blob(last))
    }

    /// The latest removal of an account that there is no room for.
    private func lastForgotten(of owner: AccountID) throws -> [UInt8]? {
        try query(
            "SELECT removal, bytes FROM restorable_movies WHERE added_by = ?1 ORDER BY removal DESC",
            .blob(owner.bytes)
        ) { row in
            var (movies, bytes): (Int, Int64) = (0, 0)
            while try row.step() {
                movies += 1
                bytes += row.integer(1)
                guard movies <= RemovedMovie.mostOfAccount, bytes <= RemovedMovie.mostBytesOfAccount else {
                    return row.bytes(0)
                }
            }
            return nil
        }
    }

    /// Removes some of the removed movies of an account for good.
    ///
    /// - Returns: whether there was one.
    func forgetMovies(of account: [UInt8], atMost limit: Int) throws(SQLiteError) -> Bool {
        try run(
            """
            DELETE FROM restorable_movies WHERE removal IN (
                SELECT removal FROM restorable_movies WHERE added_by = ?1 ORDER BY removal LIMIT ?2)
            """, .blob(account), .integer(Int64(limit)))
        return changes > 0
    }

    /// A removed movie that an editor may bring back.
    func removedMovie(_ id: MovieID, for editor: MovieEditor, after time: UnixTime) throws -> RestorableMovie? {
        if case .administrator(let account) = editor, try !isAdministrator(account) { return nil }
        let removal = try query(
            """
            SELECT removal, added_by FROM restorable_movies
            WHERE movie = ?1 AND removal >= ?2 AND added_by NOT IN (SELECT account FROM departures)
            """,
            .blob(id.bytes), .blob(time.firstRemoval)
        ) { row -> RemovalID? in
            guard try row.step() else { return nil }
            if case .owner(let account) = editor, row.bytes(1) != account.bytes { return nil }
            return try row.identifier(0)
        }
        return try removal.flatMap(removedMovie)
    }

    /// The removals of an account by their movies, which come after one and up to another.
    func removedMovies(of account: AccountID, after start: [UInt8], upTo end: [UInt8]) throws -> [MovieID: RemovalID] {
        try query(
            """
            SELECT movie, removal FROM restorable_movies INDEXED BY restorable_movies_account
            WHERE added_by = ?1 AND movie > ?2 AND movie <= ?3
            """,
            .blob(account.bytes), .blob(start), .blob(end)
        ) { row in
            var removals: [MovieID: RemovalID] = [:]
            while try row.step() { removals[try row.identifier(0)] = try row.identifier(1) }
            return removals
        }
    }

    /// Puts a removed movie back in its place, with its marks.
    func restore(_ restorable: RestorableMovie, _ revision: Revision) throws {
        let movie = restorable.removed.movie
        try run("DELETE FROM restorable_movies WHERE movie = ?1", .blob(movie.id.bytes))
        try keepingUnique(movie) { () throws(SQLiteError) in try insert(movie, as: restorable.key, revision) }
        try run("DELETE FROM removed_movies WHERE movie = ?1", .blob(movie.id.bytes))
    }
}

extension UnixTime {
    /// What the identifiers of removals after this second begin with, or are larger than.
    var firstRemoval: [UInt8] {
        withUnsafeBytes(of: UInt32(clamping: seconds + 1).bigEndian) { Array($0) }
    }
}
