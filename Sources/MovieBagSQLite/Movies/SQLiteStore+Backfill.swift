import MovieBag
import SQLite

/// Tests: MovieCountTests.swift, KeyBackfillTests.swift, DocumentBackfillTests.swift
extension SQLiteStore: BackfillStore {
    func backfill(_ task: BackfillTask, atMost limit: Int, within time: Duration) throws -> BackfilledMovies {
        // Looked for first: all but the first starts find nothing to do.
        let isAny = try read { try $0.lastBackfilled(task) != Connection.lastOfAll }
        guard isAny else { return BackfilledMovies(movies: 0, isMoreLeft: false) }
        return try write { try $0.backfill(task, atMost: limit, within: time) }
    }
}

extension DatabaseInspection {
    /// For how many movies of a database that is fit a task is still to be done.
    ///
    /// - Throws: `SQLiteError`.
    package static func moviesLeft(for task: BackfillTask, in path: String) throws -> Int {
        let connection = try Connection(path: path, mode: .observer)
        var last = try connection.lastBackfilled(task)
        var count = 0
        // In parts, as one long read would keep the write-ahead log of a service from starting anew.
        while let part = try connection.movies(after: last, limit: 5000) {
            count += part.count
            last = part.last
        }
        return count
    }
}

extension Connection {
    /// What ``lastBackfilled(_:)`` is when a task is done for all movies.
    fileprivate static let lastOfAll = [UInt8](repeating: 0xff, count: 12)

    /// One movie after the other, so that it can end after each: where the disk is slow, every row is a read of its own.
    fileprivate func backfill(
        _ task: BackfillTask, atMost limit: Int, within time: Duration
    ) throws -> BackfilledMovies {
        let end = ContinuousClock.now + time
        var last = try lastBackfilled(task)
        var movies = 0
        var isMoreLeft = false
        // Of rows of the table that is read, which must not be written meanwhile.
        var keys: [ReplacedKey] = []
        try query("SELECT id, added_by, key, name, year FROM movies WHERE id > ?1 ORDER BY id", .blob(last)) { row in
            while !isMoreLeft, try row.step() {
                last = row.bytes(0)
                switch task {
                case .counts: try run("UPDATE accounts SET movies = movies + 1 WHERE id = ?1", .blob(row.bytes(1)))
                case .keys: if let key = try ReplacedKey(of: row) { keys.append(key) }
                case .documents: try indexOrPost(row.identifier(0))
                }
                movies += 1
                isMoreLeft = movies >= limit || keys.count >= ReplacedKey.mostAtOnce || ContinuousClock.now >= end
            }
        }
        for key in keys { try replace(key) }
        let done = SQLValue.blob(isMoreLeft ? last : Self.lastOfAll)
        switch task {
        case .counts: try run("UPDATE collection SET counted = ?1", done)
        case .keys: try run("UPDATE collection SET filled = ?1", done)
        case .documents: try run("UPDATE collection SET documented = ?1", done)
        }
        return BackfilledMovies(movies: movies, isMoreLeft: isMoreLeft)
    }

    /// Makes the document of a movie, or sees to it that one that is there is listed by its terms.
    private func indexOrPost(_ id: MovieID) throws {
        if try hasDocument(id) {
            try run("INSERT INTO unposted (movie) VALUES (?1)", .blob(id.bytes))
        } else if let found = try movie(id) {
            try index(MovieDocument(found.movie))
        }
        try postIfDue()
    }

    /// The last movie for which a task is done.
    fileprivate func lastBackfilled(_ task: BackfillTask) throws -> [UInt8] {
        try query("SELECT counted, filled, documented FROM collection") { row in
            guard try row.step() else { throw StorageUnavailable("the table collection has lost its row") }
            return switch task {
            case .counts: row.bytes(0)
            case .keys: row.bytes(1)
            case .documents: row.bytes(2)
            }
        }
    }

    /// How many movies come next, and the last of them; `nil` when there is none.
    fileprivate func movies(after last: [UInt8], limit: Int) throws -> (count: Int, last: [UInt8])? {
        try query(
            "SELECT count(*), max(id) FROM (SELECT id FROM movies WHERE id > ?1 ORDER BY id LIMIT ?2)",
            .blob(last), .integer(Int64(limit))
        ) { row in
            guard try row.step(), row.integer(0) > 0 else { return nil }
            return (Int(row.integer(0)), row.bytes(1))
        }
    }
}
