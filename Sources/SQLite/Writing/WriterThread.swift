import Threads

/// What runs on the writer thread: the one writing connection of this process, and the lock between processes.
///
/// Tests: GroupCommitWriterTests.swift, ReadLockHolderTests.swift
struct WriterThread {
    private let queue: WriteQueue
    private let lock: FileLock
    private let connection: Connection
    private let files: DatabaseFiles
    private var checkpointer: Checkpointer
    private var anchor: ReadLockHolder
    private let report: @Sendable (WriterWarning) -> Void

    /// Opens the database with the lock held, since WAL mode and migrations change it.
    ///
    /// - Parameter waitLimit: how long it waits for the lock when it has let another process have it meanwhile.
    init(
        _ setup: GroupCommitWriter.Setup, waitLimit: Duration, files: DatabaseFiles, queue: WriteQueue,
        opening: WriterStartup
    ) throws {
        let lock = try FileLock(path: setup.lockPath)
        try lock.acquire()
        defer { lock.release() }
        guard opening.begin() else { throw WriterError.timedOut }
        LockNote.clear(setup.lockPath)
        let watched = WatchedLock(
            lock, path: setup.lockPath, limit: waitLimit, holderLimit: setup.holderLimit, announce: setup.announce)
        connection =
            try setup.soleUse?.open(setup.path, holding: watched) ?? Connection(path: setup.path, mode: .writer)
        try setup.prepare(connection)
        try files.remember()
        self.files = files
        checkpointer = Checkpointer(policy: setup.checkpoints, path: setup.path)
        anchor = ReadLockHolder(path: setup.path)
        report = setup.report
        self.queue = queue
        self.lock = lock
    }

    /// Works until the queue is stopped and empty, then leaves an empty WAL.
    mutating func run() {
        loop: while true {
            anchor.renew()
            switch queue.next(limit: ReadLockHolder.renewal) {
            case .idle:
                // What is wrong is remembered there, and thrown at the next read. A batch looks by itself.
                try? files.check()
                continue
            case .end: break loop
            case .write: runBatch()
            }
            if checkpointer.isDue(connection) { runCheckpoint() }
        }
        anchor.release()
        locked { connection throws(SQLiteError) in try checkpointer.finish(on: connection) }
    }

    private mutating func runCheckpoint() {
        anchor.release()
        var reader: LongReader?
        locked { connection throws(SQLiteError) in reader = try checkpointer.run(on: connection) }
        if let reader { report(.longReader(reader)) }
    }

    private mutating func runBatch() {
        let batch: Batch
        do throws(SQLiteError) {
            if try !lock.tryAcquire() {
                // The process that holds it may be waiting for this one's anchor to leave the WAL.
                anchor.release()
                try lock.acquire()
            }
            batch = Batch.commit(queue, on: connection, of: files)
            lock.release()
        } catch {
            batch = Batch.refuse(queue, error)
        }
        // After the release, so that another process need not wait while callers are woken.
        batch.settle()
    }

    /// Does something that no caller waits for; the data is safe in the WAL if it fails.
    private func locked(_ body: (Connection) throws(SQLiteError) -> Void) {
        do throws(SQLiteError) {
            try lock.acquire()
            defer { lock.release() }
            try body(connection)
        } catch {
            report(.checkpointFailed(error))
        }
    }
}
