import Glibc
import MovieBag
import SQLite

/// A look at a database from beside, while a service may run: nothing is written, made or brought up to date.
package enum DatabaseInspection {
    /// Whether this program can work with a database.
    package enum SchemaCompatibility: Sendable, Equatable {
        /// Its tables are those of this program.
        case fit
        /// Its tables are older; the next start of the service brings them up to date.
        case older
        /// Its tables are newer than this program.
        case newer
        /// It belongs to another program.
        case foreign
        /// It has a write-ahead log without its index, as after a copy of both files or a loss of power. Its tables are not
        /// newer than this program's; more can be told once the service has opened it.
        case unclosed
        /// It cannot be read, for this reason.
        case unreadable(String)
    }

    /// The mails that an administrator should know of.
    package struct Letters: Sendable, Equatable {
        /// Those that have failed before or should have left a minute ago.
        package let late: Int
        /// Those that were given up.
        package let dead: Int

        package init(late: Int, dead: Int) {
            self.late = late
            self.dead = dead
        }
    }

    /// Refuses a file that belongs to another program, and changes not a byte of it; a file that cannot be read is left
    /// to the code that opens it.
    ///
    /// - Parameter anything: whether a file that is no SQLite database is refused too.
    /// - Throws: `MigrationError.foreignDatabase`, or `SQLiteError` for no database.
    package static func refuseForeign(_ path: String, orNone anything: Bool = true) throws {
        do {
            // Nothing, or an empty file, is anybody's: SQLite would read it as an empty database.
            guard try FileSystem.isFile(path) else { return }
            if let page = unindexed(path) { return try Schema.refuseForeign(page) }
            try Schema.refuseForeign(try Connection(path: path, mode: .observer))
        } catch let error as SQLiteError {
            if error.isNoDatabase && anything { throw error }
        } catch is BackupError {
            // Not a file, or not to be examined.
        }
    }

    /// Judges the file at a path, which must be there.
    package static func fitness(of path: String) -> SchemaCompatibility {
        // A file without a log is read without locks: a process that begins to write just then may make one look fail.
        let fitness = look(at: path)
        if case .unreadable = fitness { return look(at: path) }
        return fitness
    }

    /// The first page of a database with a write-ahead log whose index is missing; `nil` for every other one.
    ///
    /// An observer cannot read such a database, as it would have to make the index.
    private static func unindexed(_ path: String) -> FirstPage? {
        var status = stat()
        guard stat(path + "-wal", &status) == 0, status.st_size > 0, stat(path + "-shm", &status) != 0 else {
            return nil
        }
        return FirstPage(of: path)
    }

    private static func look(at path: String) -> SchemaCompatibility {
        do {
            if let page = unindexed(path) {
                try Schema.refuseForeign(page)
                return Schema.isNewer(page) ? .newer : .unclosed
            }
            try Schema.check(try Connection(path: path, mode: .observer))
            return .fit
        } catch MigrationError.olderThanProgram {
            return .older
        } catch MigrationError.newerThanProgram {
            return .newer
        } catch MigrationError.foreignDatabase {
            return .foreign
        } catch {
            return .unreadable("\(error)")
        }
    }

    /// Counts the mails of a database that is fit.
    ///
    /// - Throws: `SQLiteError`.
    package static func letters(in path: String, at now: UnixTime) throws -> Letters {
        let minute: Int64 = 60_000
        return try Connection(path: path, mode: .observer).query(
            """
            SELECT count(*) FILTER (WHERE buried IS NULL AND ((attempts > 0 AND claimed = 0) OR due < ?1)),
                count(*) FILTER (WHERE buried IS NOT NULL) FROM outbox
            """,
            .integer(now.milliseconds - minute)
        ) { row in
            guard try row.step() else { return Letters(late: 0, dead: 0) }
            return Letters(late: Int(row.integer(0)), dead: Int(row.integer(1)))
        }
    }

    /// What all clients together have used up of what bounds the mails with links.
    package struct LinkUse: Sendable, Equatable {
        /// Links that were made within an hour.
        package let made: Int
        /// Mails that wait, dead letters not counted.
        package let waiting: Int

        package init(made: Int, waiting: Int) {
            self.made = made
            self.waiting = waiting
        }
    }

    /// Looks up how far the limits of links are used up, in a database that is fit.
    ///
    /// - Throws: `SQLiteError`.
    package static func linkUse(in path: String, at now: UnixTime) throws -> LinkUse {
        let connection = try Connection(path: path, mode: .observer)
        return LinkUse(
            made: Int(try connection.linkBudget(of: [], at: now.seconds).made),
            waiting: Int(try connection.waitingLetters()))
    }

    /// From where accounts have logged in of late, in a database that is fit.
    ///
    /// - Throws: `SQLiteError`, or `StorageUnavailable` for a row that this program did not write.
    package static func logInOrigins(in path: String, at now: UnixTime) throws -> [LogInOrigin] {
        try Connection(path: path, mode: .observer).logInOrigins(at: now)
    }

    /// How many accounts have password hashes of which parameters, in a database that is fit.
    ///
    /// - Throws: as ``logInOrigins(in:at:)``.
    package static func passwordCounts(in path: String) throws -> PasswordCounts {
        let connection = try Connection(path: path, mode: .observer)
        var counts = PasswordCounts(accounts: [:], last: nil)
        // In parts, as one long read would keep the write-ahead log of a service from starting anew.
        var part = try connection.passwordCounts(after: nil, limit: 5000)
        while let last = part.last {
            counts.add(part)
            part = try connection.passwordCounts(after: last, limit: 5000)
        }
        return counts
    }

    /// Why a database must not lie at a path, whose directory is there; `nil` when it may.
    package static func unsuitableDisk(_ path: String) -> String? {
        do throws(SQLiteError) {
            try LocalDisk.check(path: path)
            return nil
        } catch {
            return error.message
        }
    }
}
