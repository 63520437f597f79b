import CSQLite

/// The write-ahead log.
///
/// Tests: CheckpointerTests.swift, ReadLockHolderTests.swift
extension Connection {
    /// How thoroughly to checkpoint.
    enum Checkpoint {
        /// Copies what no reader is in the way of.
        case passive
        /// Waits for readers, copies everything, and has the next write start at the beginning of the WAL.
        case restart
        /// As `restart`, and empties the file.
        case truncate
    }

    /// What a checkpoint came to.
    struct CheckpointOutcome: Equatable {
        /// How many frames the WAL has afterwards.
        let frames: Int
        /// Whether it did all that was asked for; no reader was in the way then.
        let isComplete: Bool
    }

    /// Keeps ``writeAheadFrames`` up to date ([`sqlite3_wal_hook`](https://www.sqlite.org/c3ref/wal_hook.html)).
    ///
    /// `PRAGMA wal_autocheckpoint` takes the same place, so it comes before.
    func countWriteAheadFrames() {
        let count: @convention(c) (UnsafeMutableRawPointer?, OpaquePointer?, UnsafePointer<CChar>?, Int32) -> Int32 = {
            argument, _, _, frames in
            guard let argument else { return SQLITE_OK }
            // Not retained: the handle is closed in the connection's deinit, and then nothing commits on it.
            Unmanaged<Connection>.fromOpaque(argument).takeUnretainedValue().writeAheadFrames = Int(frames)
            return SQLITE_OK
        }
        sqlite3_wal_hook(handle, count, Unmanaged.passUnretained(self).toOpaque())
    }

    /// Copies pages from the WAL to the database file
    /// ([`sqlite3_wal_checkpoint_v2`](https://www.sqlite.org/c3ref/wal_checkpoint_v2.html)).
    ///
    /// That a reader was in the way is no error.
    ///
    func checkpoint(_ checkpoint: Checkpoint) throws(SQLiteError) -> CheckpointOutcome {
        let mode =
            switch checkpoint {
            case .passive: SQLITE_CHECKPOINT_PASSIVE
            case .restart: SQLITE_CHECKPOINT_RESTART
            case .truncate: SQLITE_CHECKPOINT_TRUNCATE
            }
        var frames: Int32 = 0
        let code = sqlite3_wal_checkpoint_v2(handle, nil, mode, &frames, nil)
        guard code == SQLITE_OK || code & 0xff == SQLITE_BUSY else {
            throw SQLiteError(database: handle, sql: "sqlite3_wal_checkpoint_v2")
        }
        return CheckpointOutcome(frames: Int(frames), isComplete: code == SQLITE_OK)
    }

    /// Moves everything from the WAL into the database file, while no other connection reads or writes.
    ///
    /// - Throws: ``SQLiteError``, also when another one does.
    package func emptyLog() throws(SQLiteError) {
        guard try checkpoint(.truncate).isComplete else {
            throw SQLiteError(code: SQLITE_BUSY, message: "another connection reads or writes")
        }
    }
}
