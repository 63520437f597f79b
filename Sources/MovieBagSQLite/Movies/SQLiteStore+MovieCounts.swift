import MovieBag
import SQLite

/// Tests: MovieCountTests.swift
extension SQLiteStore: MovieCountStore {
    func countMovies(atMost limit: Int, within time: Duration) throws -> CountedMovies {
        // Looked for first: all but the first starts find nothing to do.
        let isAny = try read { connection in
            try connection.hasRow("SELECT 1 FROM collection WHERE counted < ?1", .blob(Connection.lastCountedID))
        }
        guard isAny else { return CountedMovies(movies: 0, isMoreLeft: false) }
        return try write { try $0.countMovies(atMost: limit, within: time) }
    }
}

extension DatabaseInspection {
    /// How many movies of a database that is fit are not counted yet for the quotas of their accounts.
    ///
    /// - Throws: `SQLiteError`.
    package static func uncountedMovies(in path: String) throws -> Int {
        let connection = try Connection(path: path, mode: .observer)
        var last = try connection.lastCounted()
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
    /// What `collection.counted` is when all movies are counted.
    fileprivate static let lastCountedID = [UInt8](repeating: 0xff, count: 12)

    /// One movie after the other, so that it can end after each: where the disk is slow, every row is a read of its own.
    fileprivate func countMovies(atMost limit: Int, within time: Duration) throws -> CountedMovies {
        let end = ContinuousClock.now + time
        var last = try lastCounted()
        var movies = 0
        var isMoreLeft = false
        try query("SELECT id, added_by FROM movies WHERE id > ?1 ORDER BY id", .blob(last)) { row in
            while !isMoreLeft, try row.step() {
                try run("UPDATE accounts SET movies = movies + 1 WHERE id = ?1", .blob(row.bytes(1)))
                last = row.bytes(0)
                movies += 1
                isMoreLeft = movies >= limit || ContinuousClock.now >= end
            }
        }
        try run("UPDATE collection SET counted = ?1", .blob(isMoreLeft ? last : Self.lastCountedID))
        return CountedMovies(movies: movies, isMoreLeft: isMoreLeft)
    }

    /// The last movie that is counted.
    fileprivate func lastCounted() throws -> [UInt8] {
        try query("SELECT counted FROM collection") { row in
            guard try row.step() else { throw StorageUnavailable("the table collection has lost its row") }
            return row.bytes(0)
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
