import MovieBag
import SQLite

/// Tests: MovieStoreTests.swift
extension SQLiteStore: MovieStore {
    func add(_ movie: Movie, within quota: MovieQuota) throws {
        try write { connection in
            do {
                try connection.run(
                    """
                    INSERT INTO movies (id, name, casts, genres, added_by, version)
                    VALUES (?1, ?2, ?3, ?4, ?5, (SELECT version FROM next_version))
                    """,
                    .blob(movie.id.bytes), .utf8(movie.name.utf8), .utf8(movie.cast.json), .utf8(movie.genres.json),
                    .blob(movie.owner.bytes))
            } catch let error as SQLiteError where error.violates("movies.name") {
                throw MovieError.nameTaken
            } catch let error as SQLiteError where error.isForeignKeyViolation {
                // The account was removed after its token was checked.
                throw TokenError.invalid
            }
            try connection.countAddition(of: movie, within: quota)
        }
    }

    func movie(_ id: MovieID) throws -> RevisedMovie? {
        try read { connection in
            let select = try connection.statement(
                "SELECT name, casts, genres, added_by, version FROM movies WHERE id = ?")
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
    }

    func page(after position: MovieID?, limit: Int, into sink: inout some MovieSink) throws -> MoviePage {
        try read { connection in
            // The page is read before the first statement is reset, so both see the same state of the database.
            try connection.withCollectionRevision { revision in
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
                let end = try select.query { row in try row.show(&sink, atMost: limit) }
                return MoviePage(revision: revision, next: try connection.lastMovie(of: end))
            }
        }
    }

    func collectionRevision() throws -> Revision {
        try read { connection in try connection.withCollectionRevision { $0 } }
    }

    func change(
        _ id: MovieID, by owner: AccountID, to change: MovieChange, ifRevisionIn revisions: [Revision]?,
        within quota: MovieQuota
    ) throws {
        try write { connection in
            try connection.check(id, of: owner, isIn: revisions)
            try connection.checkLists(of: id, by: owner, after: change)
            do {
                try connection.run(
                    """
                    UPDATE movies SET name = coalesce(?3, name), casts = coalesce(?4, casts), genres = coalesce(?5, genres),
                        version = (SELECT version FROM next_version)
                    WHERE id = ?1 AND added_by = ?2
                    """,
                    .blob(id.bytes), .blob(owner.bytes), .utf8(change.name?.utf8), .utf8(change.cast?.json),
                    .utf8(change.genres?.json))
            } catch let error as SQLiteError where error.violates("movies.name") {
                throw MovieError.nameTaken
            }
            guard connection.changes == 1 else { throw MovieError.changeForbidden }
            try connection.countChange(of: id, by: owner, within: quota)
        }
    }

    func remove(_ id: MovieID, by owner: AccountID, ifRevisionIn revisions: [Revision]?) throws {
        try write { connection in
            try connection.check(id, of: owner, isIn: revisions)
            try connection.run(
                "DELETE FROM movies WHERE id = ?1 AND added_by = ?2", .blob(id.bytes), .blob(owner.bytes))
            guard connection.changes == 1 else { throw MovieError.removalForbidden }
            try connection.countRemoval(of: id, by: owner)
        }
    }

    func checkHealth() throws {
        try read { connection in
            try connection.query("SELECT id FROM movies LIMIT 1") { _ = try $0.step() }
        }
    }
}
