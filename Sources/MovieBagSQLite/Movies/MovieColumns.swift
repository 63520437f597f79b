import MovieBag
import SQLite

/// The columns of a movie. Every statement that names all of them is here, with what is bound to them and what is read of
/// them.
///
/// Tests: MovieStoreTests.swift
extension Connection {
    /// Adds a row.
    func insert(_ movie: Movie, _ revision: Revision) throws(SQLiteError) {
        let key = movie.key
        try run(
            """
            INSERT INTO movies (id, key, casts, genres, added_by, version, name, year, imdb)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
            """,
            .blob(movie.id.bytes), .utf8(key.utf8), .utf8(movie.cast.json), .utf8(movie.genres.json),
            .blob(movie.owner.bytes), .integer(revision.number), .name(movie.name, beside: key), .year(movie.year),
            .utf8(movie.imdb?.utf8))
    }

    /// Writes what changes may have changed of a row. A twin keeps its key as long as its name and its year are the same.
    func update(_ movie: Movie, from old: Movie, _ revision: Revision) throws(SQLiteError) {
        guard movie.name != old.name || movie.year != old.year else {
            return try run(
                "UPDATE movies SET casts = ?2, genres = ?3, version = ?4, imdb = ?5 WHERE id = ?1",
                .blob(movie.id.bytes), .utf8(movie.cast.json), .utf8(movie.genres.json), .integer(revision.number),
                .utf8(movie.imdb?.utf8))
        }
        let key = movie.key
        try run(
            """
            UPDATE movies SET key = ?2, casts = ?3, genres = ?4, version = ?5, name = ?6, year = ?7, imdb = ?8
            WHERE id = ?1
            """,
            .blob(movie.id.bytes), .utf8(key.utf8), .utf8(movie.cast.json), .utf8(movie.genres.json),
            .integer(revision.number), .name(movie.name, beside: key), .year(movie.year), .utf8(movie.imdb?.utf8))
    }

    /// One movie, also one that is not to be seen; `nil` when there is none with this identifier.
    func movie(_ id: MovieID) throws -> RevisedMovie? {
        let select = try statement(
            "SELECT key, casts, genres, added_by, version, name, year, imdb FROM movies WHERE id = ?")
        try select.bind(1, blob: id.bytes)
        return try select.query { row in
            guard try row.step() else { return nil }
            return RevisedMovie(
                Movie(
                    id: id, name: MovieName(stored: row.bytes(row.isNull(5) ? 0 : 5)),
                    year: row.isNull(6) ? nil : MovieYear(stored: row.integer(6)),
                    imdb: row.isNull(7) ? nil : IMDbID(stored: row.bytes(7)), cast: Labels(stored: row.bytes(1)),
                    genres: Labels(stored: row.bytes(2)), owner: try row.identifier(3)),
                revision: Revision(row.integer(4)))
        }
    }

    /// Shows one movie.
    ///
    /// - Returns: whether the page had room for it; `nil` when there is none with this identifier.
    func show(_ id: MovieID, _ sink: inout some MovieSink, within page: inout PageLimit) throws -> Bool? {
        let select = try statement(
            "SELECT id, key, casts, genres, added_by, name, imdb FROM movies WHERE id = ?1")
        try select.bind(1, blob: id.bytes)
        return try select.query { row in try row.step() ? try row.showMovie(&sink, within: &page) : nil }
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
                SELECT id, key, casts, genres, added_by, name, imdb FROM movies
                WHERE id > ?2 AND added_by NOT IN (SELECT account FROM departures WHERE heir IS NULL)
                ORDER BY id LIMIT ?1
                """)
            try select.bind(2, blob: position?.bytes ?? [])
        } else if let position {
            select = try statement(
                """
                SELECT id, key, casts, genres, added_by, name, imdb FROM movies WHERE id > ?2 ORDER BY id LIMIT ?1
                """)
            try select.bind(2, blob: position.bytes)
        } else {
            select = try statement(
                "SELECT id, key, casts, genres, added_by, name, imdb FROM movies ORDER BY id LIMIT ?1")
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
        let (key, cast, genres) = (lentBytes(1), lentBytes(2), lentBytes(3))
        // NULL, and so empty, where the key is the name.
        let other = lentBytes(5)
        let name = other.isEmpty ? key : other
        let size = MoviePage.mostBytes(name: name.count, cast: cast.count, genres: genres.count)
        guard page.admits(upTo: size, after: sink.byteCount) else { return false }
        try sink.take(
            upTo: size, id: lentBytes(0).span, name: name.span,
            // The key has the year too: reading one column less makes a page cheaper.
            year: other.isEmpty ? nil : MovieKey.year(in: key.span), imdb: lentBytes(6).span, cast: cast.span,
            genres: genres.span, owner: lentBytes(4).span)
        return true
    }
}

extension SQLValue {
    /// A name, where the key is another text.
    fileprivate static func name(_ name: MovieName, beside key: MovieKey) -> SQLValue {
        .utf8(name.utf8 == key.utf8 ? nil : name.utf8)
    }

    fileprivate static func year(_ year: MovieYear?) -> SQLValue { year.map { .integer($0.number) } ?? .utf8(nil) }
}
