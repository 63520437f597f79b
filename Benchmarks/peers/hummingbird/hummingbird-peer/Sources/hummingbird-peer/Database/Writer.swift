import CSQLite
import NIOPosix

/// The one connection that writes, on a thread of its own: the disk never holds up an event loop.
///
/// `@unchecked Sendable`: the connection and its statements are used by that thread only.
final class Writer: @unchecked Sendable {
    private let thread = NIOThreadPool(numberOfThreads: 1)
    private let connection: Connection
    private let (begin, commit, rollback): (Statement, Statement, Statement)
    private let insertMovie: Statement
    private let insertSession: Statement

    init(path: String) throws {
        connection = try Connection(path: path, isReader: false)
        begin = try Statement("BEGIN IMMEDIATE", on: connection)
        commit = try Statement("COMMIT", on: connection)
        rollback = try Statement("ROLLBACK", on: connection)
        insertMovie = try Statement(
            "INSERT INTO movies (id, key, casts, genres, added_by) VALUES (?, ?, ?, ?, ?)", on: connection)
        insertSession = try Statement(
            "INSERT INTO sessions (fingerprint, account, expires) VALUES (?, ?, ?)", on: connection)
        thread.start()
    }

    /// Adds a movie; it is on the disk when this returns.
    func add(_ movie: NewMovie, id: Identifier, addedBy account: Identifier) async throws {
        try await transaction { [self] in
            try insertMovie.bind(1, id)
            try insertMovie.bind(2, movie.name)
            try insertMovie.bind(3, movie.castsJSON)
            try insertMovie.bind(4, movie.genresJSON)
            try insertMovie.bind(5, account)
            do {
                try insertMovie.run()
            } catch let error as SQLiteError where error.isUniqueViolation {
                throw Refusal.movieAlreadyExists
            }
        }
    }

    /// Adds the session of a token; it is on the disk when this returns.
    func addSession(_ claims: AccessClaims) async throws {
        try await transaction { [self] in
            try insertSession.bind(1, blob: claims.fingerprint)
            try insertSession.bind(2, claims.account)
            try insertSession.bind(3, claims.expires)
            try insertSession.run()
        }
    }

    /// Ends the thread, after the work that it has.
    func shutDown() async throws {
        try await thread.shutdownGracefully()
    }

    private func transaction(_ body: @escaping @Sendable () throws -> Void) async throws {
        try await thread.runIfActive {
            try self.begin.run()
            do {
                try body()
                try self.commit.run()
            } catch {
                // SQLite itself rolls back after some errors.
                if sqlite3_get_autocommit(self.connection.handle) == 0 { try self.rollback.run() }
                throw error
            }
        }
    }
}
