import MovieBag
import SQLite

extension SQLiteStore: MovieStore {
    package func add(_ movie: Movie) throws {
        try write { connection in
            do {
                try connection.run(
                    "INSERT INTO movies (id, name, casts, genres, added_by) VALUES (?1, ?2, ?3, ?4, ?5)",
                    .blob(movie.id.bytes), .utf8(movie.name.utf8), .utf8(movie.cast.json), .utf8(movie.genres.json),
                    .blob(movie.owner.bytes))
            } catch let error as SQLiteError where error.violates("movies.name") {
                throw MovieError.nameTaken
            } catch let error as SQLiteError where error.isForeignKeyViolation {
                // The account was removed after its token was checked.
                throw TokenError.invalid
            }
        }
    }

    package func movie(_ id: MovieID) throws -> Movie? {
        try read { connection in
            let select = try connection.statement("SELECT name, casts, genres, added_by FROM movies WHERE id = ?")
            try select.bind(1, blob: id.bytes)
            return try select.query { row in
                guard try row.step() else { return nil }
                return Movie(
                    id: id, name: MovieName(stored: row.bytes(0)), cast: Labels(stored: row.bytes(1)),
                    genres: Labels(stored: row.bytes(2)), owner: try row.identifier(3))
            }
        }
    }

    package func page(after position: MovieID?, limit: Int) throws -> MoviePage {
        try read { connection in
            let select: Statement
            if let position {
                select = try connection.statement(
                    "SELECT id, name, casts, genres, added_by FROM movies WHERE id > ?2 ORDER BY id LIMIT ?1")
                try select.bind(2, blob: position.bytes)
            } else {
                select = try connection.statement(
                    "SELECT id, name, casts, genres, added_by FROM movies ORDER BY id LIMIT ?1")
            }
            // One more than asked for tells whether more follow.
            try select.bind(1, Int64(limit) + 1)
            return try select.query { row in
                var page = MoviePage()
                // Room for an ordinary page; a larger one grows, and a short list wastes little.
                page.entries.reserveCapacity(min(limit, 64))
                page.storage.reserveCapacity(min(limit, 64) * 192)
                while try row.step() {
                    guard !page.isFull(limit: limit) else {
                        page.hasMore = true
                        break
                    }
                    page.append(row)
                }
                return page
            }
        }
    }

    package func change(_ id: MovieID, by owner: AccountID, to change: MovieChange) throws {
        try write { connection in
            do {
                try connection.run(
                    """
                    UPDATE movies SET name = coalesce(?3, name), casts = coalesce(?4, casts), genres = coalesce(?5, genres)
                    WHERE id = ?1 AND added_by = ?2
                    """,
                    .blob(id.bytes), .blob(owner.bytes), .utf8(change.name?.utf8), .utf8(change.cast?.json),
                    .utf8(change.genres?.json))
            } catch let error as SQLiteError where error.violates("movies.name") {
                throw MovieError.nameTaken
            }
            guard connection.changes == 1 else { throw MovieError.changeForbidden }
        }
    }

    package func remove(_ id: MovieID, by owner: AccountID) throws {
        try write { connection in
            try connection.run(
                "DELETE FROM movies WHERE id = ?1 AND added_by = ?2", .blob(id.bytes), .blob(owner.bytes))
            guard connection.changes == 1 else { throw MovieError.removalForbidden }
        }
    }

    package func checkHealth() throws {
        try read { connection in
            try connection.query("SELECT id FROM movies LIMIT 1") { _ = try $0.step() }
        }
    }
}

extension MoviePage {
    /// Copies a row with the columns id, name, casts, genres, added_by to the end.
    fileprivate mutating func append(_ row: Statement) {
        let start = storage.count
        row.append(0, to: &storage)
        let name = storage.count
        row.append(1, to: &storage)
        let cast = storage.count
        row.append(2, to: &storage)
        let genres = storage.count
        row.append(3, to: &storage)
        let owner = storage.count
        row.append(4, to: &storage)
        entries.append(
            Entry(
                id: start..<name, name: name..<cast, cast: cast..<genres, genres: genres..<owner,
                owner: owner..<storage.count))
    }
}
