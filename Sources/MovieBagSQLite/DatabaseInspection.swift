import Glibc
import MovieBag
import SQLite

/// A look at a database from beside, while a service may run: nothing is written, made or brought up to date.
package enum DatabaseInspection {
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
    static func unindexed(_ path: String) -> FirstPage? {
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
