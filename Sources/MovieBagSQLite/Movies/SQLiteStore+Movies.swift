import MovieBag
import SQLite

/// Tests: MovieStoreTests.swift
extension SQLiteStore: MovieStore {
    func add(_ movie: Movie, within quota: MovieQuota) throws -> RevisedMovie {
        // On this thread, as all writes wait for the writer's.
        let document = MovieDocument(movie)
        return try write { try $0.add(movie, document, within: quota) }
    }

    func movie(_ id: MovieID) throws -> RevisedMovie? {
        let mayBeHidden = departures.isUp
        return try read { connection in
            guard let found = try connection.movie(id) else { return nil }
            return try mayBeHidden && connection.isDeparting(found.movie.owner) ? nil : found
        }
    }

    func movie(withKey key: MovieKey) throws -> MovieID? {
        try read { connection in try connection.movie(withKey: key) }
    }

    func movie(withIMDb imdb: IMDbID) throws -> MovieID? {
        try read { connection in try connection.movie(withIMDb: imdb) }
    }

    func page(after position: MovieID?, limit: Int, into sink: inout some MovieSink) throws -> MoviePage {
        try read { connection in
            // The page is read before the first statement is reset, so both see the same state of the database.
            try connection.withCollectionRevision { revision, hiding in
                // One more than asked for tells whether more follow.
                let select = try connection.movies(after: position, limit: Int64(limit) + 1, hiding: hiding)
                let end = try select.query { row in try row.show(&sink, atMost: limit) }
                return MoviePage(revision: revision, next: try connection.lastMovie(of: end))
            }
        }
    }

    func collectionRevision() throws -> Revision {
        try read { connection in try connection.withCollectionRevision { revision, _ in revision } }
    }

    func change(
        _ id: MovieID, by editor: MovieEditor, to change: MovieChange, if condition: RevisionCondition,
        within quota: MovieQuota
    ) throws -> RevisedMovie {
        try write { connection in
            guard let old = try connection.movie(id, for: editor) else { throw MovieError.changeForbidden }
            let heir = try connection.heir(of: old.movie, by: editor, in: change)
            guard condition.holds(for: old.revision) else { throw MovieError.revisionMismatch }
            guard !change.isEmpty else { return old }
            let movie = try old.movie.changed(by: change)
            let revision = try connection.nextRevision()
            try connection.keepingUnique(movie) { () throws(SQLiteError) in
                try connection.update(movie, from: old.movie, revision)
            }
            try connection.countChange(of: movie, by: editor.account, within: quota)
            try connection.reindex(movie)
            try connection.postIfDue(at: revision)
            guard let heir else { return RevisedMovie(movie, revision: revision) }
            let last = try connection.nextRevision()
            try connection.handOver(id, of: movie.owner, to: heir, last)
            return RevisedMovie(movie.owned(by: heir), revision: last)
        }
    }

    func remove(
        _ id: MovieID, by editor: MovieEditor, if condition: RevisionCondition, as removal: RemovalID
    ) throws {
        try write { connection in
            guard let owner = try connection.owner(of: id, for: editor) else { throw MovieError.removalForbidden }
            try connection.check(id, of: owner, condition)
            guard try connection.keep(id, of: owner, as: removal, by: editor.account) else {
                throw MovieError.removalForbidden
            }
            try connection.run("DELETE FROM movies WHERE id = ?1", .blob(id.bytes))
            try connection.countRemoval(of: id, by: owner)
            try connection.forgetOldest(of: owner)
            try connection.postIfDue()
        }
    }

    func checkHealth() throws {
        try read { connection in
            try connection.query("SELECT id FROM movies LIMIT 1") { _ = try $0.step() }
        }
    }
}

extension Connection {
    /// Adds a movie with its document: to be called in a transaction.
    ///
    /// - Throws: what ``MovieStore/add(_:within:)`` says, by which nothing else must be changed, but for `MovieError`.
    func add(
        _ movie: Movie, _ document: MovieDocument, within quota: MovieQuota
    ) throws -> RevisedMovie {
        let revision = try nextRevision()
        do {
            try keepingUnique(movie) { () throws(SQLiteError) in try insert(movie, revision) }
        } catch let error as SQLiteError where error.isForeignKeyViolation {
            // The account was removed after its token was checked.
            throw TokenError.invalid
        }
        try countAddition(of: movie, within: quota)
        try index(document)
        try postIfDue(at: revision)
        return RevisedMovie(movie, revision: revision)
    }
}
