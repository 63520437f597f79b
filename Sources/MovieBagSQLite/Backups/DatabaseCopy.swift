import MovieBag
import SQLite

/// One file that becomes a checked copy of a database, step by step.
///
/// Tests: CopyTests.swift
struct DatabaseCopy {
    /// Where it is made.
    let path: String
    /// Whether an empty file is there already; else what is there was left by a process that was killed.
    var isMade = false

    /// Copies the database at `source` as it is now, and checks the copy.
    ///
    /// - Parameters:
    ///   - progress: told how many pages are done and how many there are.
    ///   - change: what is done to the copy before it is checked.
    /// - Throws: ``BackupError``, `MigrationError`; the file is removed then.
    func make(
        from source: String, progress: (_ done: Int, _ total: Int) -> Void,
        change: (Connection) throws -> Void = { _ in }
    ) throws -> StorageContents {
        try make(
            named: source,
            {
                do {
                    try DatabaseInspection.refuseForeign(source)
                } catch is MigrationError {
                    throw BackupError.foreign(source)
                }
                return try Connection(path: source, mode: .reader)
            }, progress, change)
    }

    /// Does the same by a connection that is open already.
    ///
    /// - Parameter name: what the database is called in errors.
    func make(
        of original: Connection, named name: String, progress: (_ done: Int, _ total: Int) -> Void,
        change: (Connection) throws -> Void
    ) throws -> StorageContents {
        try make(named: name, { original }, progress, change)
    }

    private func make(
        named source: String, _ open: () throws -> Connection, _ progress: (Int, Int) -> Void,
        _ change: (Connection) throws -> Void
    ) throws -> StorageContents {
        if !isMade { try FileSystem.remove(path) }
        do {
            let contents = try copy(open(), named: source, progress, change)
            try FileSystem.flush(path)
            return contents
        } catch {
            remove()
            guard let error = error as? SQLiteError else { throw error }
            if error.isCorrupt { throw BackupError.damaged(source, [error.message]) }
            throw BackupError.storage(error.isFull ? path : source, reason: error.message)
        }
    }

    /// Removes what was made, for an end without a copy.
    func remove() {
        for companion in ["", "-journal", "-wal", "-shm"] {
            do throws(BackupError) {
                try FileSystem.remove(path + companion)
            } catch {
                // The error that led here is the one to report; the name says what was left.
            }
        }
    }

    private func copy(
        _ original: Connection, named source: String, _ progress: (Int, Int) -> Void,
        _ change: (Connection) throws -> Void
    ) throws -> StorageContents {
        guard try Schema.isOurs(original) else { throw BackupError.foreign(source) }
        let copy = try empty()
        try original.copy(to: copy) { done, total in
            // Little by little: the disk would keep everybody's commits waiting for one large flush.
            flushWritten()
            progress(done, total)
        }
        try change(copy)
        let damages = try copy.damages()
        guard damages.isEmpty else { throw BackupError.damaged(source, damages) }
        return try StorageContents(copy)
    }

    private func flushWritten() {
        do throws(BackupError) {
            try FileSystem.flush(path)
        } catch {
            // The flush at the end is the one that counts.
        }
    }

    private func empty() throws(BackupError) -> Connection {
        do {
            return try Connection(path: path, mode: .copy)
        } catch {
            throw .system(error.message)
        }
    }
}
