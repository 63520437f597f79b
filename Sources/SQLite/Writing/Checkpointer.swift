/// Moves what the WAL holds into the database file, so that the WAL stays short.
///
/// SQLite 3.7.0 to 3.51.2 may corrupt a database when one connection resets the WAL while another commits, so
/// connections never checkpoint by themselves: this does, with the lock between processes held, between batches.
struct Checkpointer {
    /// How long the WAL may grow, in frames; a frame is a page and 24 bytes.
    struct Policy {
        /// After each so many frames, copies what no reader is in the way of; this makes nobody wait.
        var passiveFrames = 1000
        /// From here on waits for readers to leave the WAL, so that it starts anew: a steady stream of short reads
        /// would otherwise never all have left at the same moment.
        var restartFrames = 8000
        /// How long it waits for them.
        var readerPatience = Duration.milliseconds(250)
    }

    let policy: Policy
    private var latest = 0

    init(policy: Policy) { self.policy = policy }

    /// Whether the WAL has grown enough since the latest checkpoint.
    func isDue(_ connection: Connection) -> Bool {
        let frames = connection.writeAheadFrames
        // Fewer than at the latest checkpoint: the WAL has started anew since.
        return frames - (frames < latest ? 0 : latest) >= policy.passiveFrames
    }

    /// Checkpoints as far as is needed now.
    mutating func run(on connection: Connection) throws(SQLiteError) {
        if connection.writeAheadFrames < policy.restartFrames {
            latest = try connection.checkpoint(.passive)
        } else {
            latest = try checkpoint(.restart, on: connection)
        }
    }

    /// Empties the WAL, for the end.
    func finish(on connection: Connection) throws(SQLiteError) {
        _ = try checkpoint(.truncate, on: connection)
    }

    /// Waits for readers, but less long than a statement would: other processes wait for the lock meanwhile.
    private func checkpoint(
        _ checkpoint: Connection.Checkpoint, on connection: Connection
    ) throws(SQLiteError) -> Int {
        connection.setBusyTimeout(policy.readerPatience)
        defer { connection.setBusyTimeout(connection.busyTimeout) }
        return try connection.checkpoint(checkpoint)
    }
}
