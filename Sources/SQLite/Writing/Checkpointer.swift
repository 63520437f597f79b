/// Moves what the WAL holds into the database file, so that the WAL stays short.
///
/// SQLite 3.7.0 to 3.51.2 may corrupt a database when one connection resets the WAL while another commits, so
/// connections never checkpoint by themselves: this does, with the lock between processes held, between batches.
///
/// While no reader stays longer than ``Policy/readerWaitLimit``, the WAL never has more than ``Policy/restartFrames`` and
/// one ``Policy/passiveFrames`` frames and what one batch writes: 64 MiB, movies as large as they may be included.
struct Checkpointer {
    /// How long the WAL may grow, in frames; a frame is a page and 24 bytes.
    struct Policy {
        /// After each so many frames, copies what no reader is in the way of; no write waits for a reader then.
        var passiveFrames = 1000
        /// From here on waits for readers to leave the WAL, so that it starts anew: a steady stream of short reads
        /// would otherwise never all have left at the same moment.
        var restartFrames = 8000
        /// How long it waits for them; writes of all processes wait as long.
        var readerWaitLimit = Duration.milliseconds(60)
        /// How long it does not wait again after it has waited in vain.
        var pause = Duration.seconds(1)
        /// From when on a reader in the way is reported, and how often.
        var complaints = (first: Duration.seconds(2), further: Duration.seconds(60))
    }

    let policy: Policy
    private let path: String
    private var latest = 0
    private var obstacle: Obstacle?

    /// A reader that did not leave.
    private struct Obstacle {
        let since: ContinuousClock.Instant
        var nextWait: ContinuousClock.Instant
        var nextComplaint: ContinuousClock.Instant
    }

    /// - Parameter path: the database, of which a complaint tells.
    init(policy: Policy, path: String) {
        self.policy = policy
        self.path = path
    }

    /// Whether the WAL has grown enough since the latest checkpoint.
    func isDue(_ connection: Connection) -> Bool {
        let frames = connection.writeAheadFrames
        // Fewer than at the latest checkpoint: the WAL has started anew since.
        return frames - (frames < latest ? 0 : latest) >= policy.passiveFrames
    }

    /// Checkpoints as far as is needed now.
    ///
    /// - Returns: a complaint that is due, when a reader has been in the way for long.
    mutating func run(on connection: Connection) throws(SQLiteError) -> LongReader? {
        let now = ContinuousClock.now
        let isLong = connection.writeAheadFrames >= policy.restartFrames
        // The reader in the way has left, and another process has restarted the WAL.
        if !isLong { obstacle = nil }
        guard isLong, obstacle.map({ $0.nextWait <= now }) ?? true else {
            latest = try connection.checkpoint(.passive).frames
            return nil
        }
        let outcome = try patient(.restart, on: connection)
        latest = outcome.frames
        if outcome.isComplete {
            obstacle = nil
            return nil
        }
        return wasInTheWay(since: now)
    }

    /// Empties the WAL, for the end.
    func finish(on connection: Connection) throws(SQLiteError) {
        _ = try patient(.truncate, on: connection)
    }

    private mutating func wasInTheWay(since now: ContinuousClock.Instant) -> LongReader? {
        var obstacle =
            self.obstacle ?? Obstacle(since: now, nextWait: now, nextComplaint: now + policy.complaints.first)
        obstacle.nextWait = now + policy.pause
        defer { self.obstacle = obstacle }
        guard obstacle.nextComplaint <= now else { return nil }
        obstacle.nextComplaint = now + policy.complaints.further
        return LongReader(database: path, frames: latest, waited: now - obstacle.since)
    }

    /// Waits for readers, but less long than a statement would: other processes wait for the lock meanwhile.
    private func patient(
        _ checkpoint: Connection.Checkpoint, on connection: Connection
    ) throws(SQLiteError) -> Connection.CheckpointOutcome {
        connection.setBusyTimeout(policy.readerWaitLimit)
        defer { connection.setBusyTimeout(connection.busyTimeout) }
        return try connection.checkpoint(checkpoint)
    }
}
