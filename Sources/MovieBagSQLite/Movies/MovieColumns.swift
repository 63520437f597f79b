import MovieBag
import SQLite

/// The columns of a movie. Every statement that names all of them is here, with what is bound to them and what is read of
/// them.
///
/// Tests: MovieStoreTests.swift
extension Connection {
    /// Adds a row.
    func insert(_ movie: Movie, _ revision: Revision) throws(SQLiteError) {
        try insert(movie, as: movie.key, revision)
    }

    /// The same with a key that is perhaps one of a twin.
    func insert(_ movie: Movie, as key: MovieKey, _ revision: Revision) throws(SQLiteError) {
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

    /// Keeps a movie that is about to be removed, whose marks then stay.
    ///
    /// - Returns: whether there is such a movie of this owner.
    func keep(_ id: MovieID, of owner: AccountID, as removal: RemovalID, by remover: AccountID) throws -> Bool {
        // There is one only if a movie with its identifier was put into the database by hand.
        try run("DELETE FROM restorable_movies WHERE movie = ?1", .blob(id.bytes))
        try run(
            """
            INSERT INTO restorable_movies
                (removal, movie, key, casts, genres, added_by, name, year, imdb, removed_by, bytes)
            SELECT ?3, id, key, casts, genres, added_by, name, year, imdb, ?4,
                length(CAST(coalesce(name, key) AS BLOB)) + length(CAST(casts AS BLOB)) + length(CAST(genres AS BLOB))
            FROM movies WHERE id = ?1 AND added_by = ?2
            """,
            .blob(id.bytes), .blob(owner.bytes), .blob(removal.bytes), .blob(remover.bytes))
        return changes == 1
    }

    /// One removed movie; `nil` when it is not there any more.
    func removedMovie(_ removal: RemovalID) throws -> RestorableMovie? {
        try query(
            """
            SELECT key, casts, genres, added_by, movie, name, year, imdb, removed_by FROM restorable_movies
            WHERE removal = ?1
            """, .blob(removal.bytes)
        ) { row in
            guard try row.step() else { return nil }
            let movie = Movie(
                id: try row.identifier(4), name: MovieName(stored: row.bytes(row.isNull(5) ? 0 : 5)),
                year: row.isNull(6) ? nil : MovieYear(stored: row.integer(6)),
                imdb: row.isNull(7) ? nil : IMDbID(stored: row.bytes(7)), cast: Labels(stored: row.bytes(1)),
                genres: Labels(stored: row.bytes(2)), owner: try row.identifier(3))
            return RestorableMovie(
                removed: RemovedMovie(id: removal, movie: movie, remover: try row.identifier(8)),
                // Only a twin has another key than its name and year say.
                key: MovieKey.isTwin(row.bytes(0)) ? MovieKey(twin: movie.id, named: movie.name) : movie.key)
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

/// A removed movie with the key that it has when it is brought back.
struct RestorableMovie {
    let removed: RemovedMovie
    let key: MovieKey
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
