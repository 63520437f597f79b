import MovieBag
import SQLite

/// The columns of a movie. Every statement that names all of them is here, with what is bound to them and what is read of
/// them.
///
/// Tests: MovieStoreTests.swift
extension Connection {
    /// Adds a row with the next revision.
    func insert(_ movie: Movie) throws(SQLiteError) {
        try run(
            """
            INSERT INTO movies (id, name, casts, genres, added_by, version)
            VALUES (?1, ?2, ?3, ?4, ?5, (SELECT version FROM next_version))
            """,
            .blob(movie.id.bytes), .utf8(movie.name.utf8), .utf8(movie.cast.json), .utf8(movie.genres.json),
            .blob(movie.owner.bytes))
    }

    /// Changes what a change names, and gives the row the next revision; ``changes`` says whether there was such a row.
    func update(_ id: MovieID, of owner: AccountID, to change: MovieChange) throws(SQLiteError) {
        try run(
            """
            UPDATE movies SET name = coalesce(?3, name), casts = coalesce(?4, casts), genres = coalesce(?5, genres),
                version = (SELECT version FROM next_version)
            WHERE id = ?1 AND added_by = ?2
            """,
            .blob(id.bytes), .blob(owner.bytes), .utf8(change.name?.utf8), .utf8(change.cast?.json),
            .utf8(change.genres?.json))
    }

    /// One movie, also one that is not to be seen; `nil` when there is none with this identifier.
    func movie(_ id: MovieID) throws -> RevisedMovie? {
        let select = try statement("SELECT name, casts, genres, added_by, version FROM movies WHERE id = ?")
        try select.bind(1, blob: id.bytes)
        return try select.query { row in
            guard try row.step() else { return nil }
            return RevisedMovie(
                Movie(
                    id: id, name: MovieName(stored: row.bytes(0)), cast: Labels(stored: row.bytes(1)),
                    genres: Labels(stored: row.bytes(2)), owner: try row.identifier(3)),
                revision: Revision(row.integer(4)))
        }
    }

    /// The movies after a position, or from the first on, in the order of identifiers: to be stepped through with
    /// ``SQLite/Statement/showMovie(_:within:)``.
    ///
    /// - Parameter hiding: whether some are not to be seen, as their account has been removed.
    func movies(after position: MovieID?, limit: Int64, hiding: Bool) throws(SQLiteError) -> Statement {
        let select: Statement
        if hiding {
            select = try statement(
                """
                SELECT id, name, casts, genres, added_by FROM movies
                WHERE id > ?2 AND added_by NOT IN (SELECT account FROM departures WHERE heir IS NULL)
                ORDER BY id LIMIT ?1
                """)
            try select.bind(2, blob: position?.bytes ?? [])
        } else if let position {
            select = try statement(
                "SELECT id, name, casts, genres, added_by FROM movies WHERE id > ?2 ORDER BY id LIMIT ?1")
            try select.bind(2, blob: position.bytes)
        } else {
            select = try statement("SELECT id, name, casts, genres, added_by FROM movies ORDER BY id LIMIT ?1")
        }
        try select.bind(1, limit)
        return select
    }
}

/// Tests: MovieStoreTests.swift
extension Statement {
    /// Hands the movie in a row of ``SQLite/Connection/movies(after:limit:)`` to `sink`, where it lies; unless the page has
    /// no room for it.
    ///
    /// - Returns: whether `sink` has it.
    @inline(__always)
    func showMovie(_ sink: inout some MovieSink, within page: inout PageLimit) throws -> Bool {
        let (name, cast, genres) = (lentBytes(1), lentBytes(2), lentBytes(3))
        let size = MoviePage.mostBytes(name: name.count, cast: cast.count, genres: genres.count)
        guard page.admits(upTo: size, after: sink.byteCount) else { return false }
        try sink.take(
            upTo: size, id: lentBytes(0).span, name: name.span, cast: cast.span, genres: genres.span,
            owner: lentBytes(4).span)
        return true
    }
}
