import Threads

/// The one writer of a process: a thread that commits what many callers ask for in one transaction.
///
/// One flush of the disk serves everybody who waits for it, so durable writes a second grow with the number of callers.
/// Between processes a lock on a side file is held for each batch and each checkpoint; every tool that writes to the
/// database has to take it too.
package final class GroupCommitWriter: Sendable {
    private let queue = WriteQueue()
    private let hasEnded = Monitor(false)
    // Empty once the thread has been taken, to be joined or detached.
    private let thread: Monitor<SystemThread?>
    private let files: DatabaseFiles
    private let waitLimit: Duration
    private static let leastWait = Duration.milliseconds(250)

    init(_ setup: Setup, waitLimit: Duration) throws {
        try LocalDisk.check(path: setup.path)
        self.waitLimit = waitLimit
        let files = DatabaseFiles(path: setup.path)
        self.files = files
        let opening = WriterStartup()
        let thread = try SystemThread(name: "sqlite-writer") { [queue, hasEnded] in
            Self.work(setup, waitLimit, files, queue, opening)
            hasEnded.withLock { $0 = true }
            hasEnded.notifyAll()
        }
        self.thread = Monitor(thread)
        // When this throws, deinit lets go of the thread, which ends by itself.
        var watch = LockNoteWatch(path: setup.lockPath, limit: setup.holderLimit)
        var announced = false
        try opening.wait(limit: waitLimit) {
            guard let activity = watch.activity() else { return false }
            if !announced { setup.announce("\(activity): waiting until it has ended") }
            announced = true
            return true
        }
    }

    deinit {
        queue.stop()
        // Not joined: the last reference may be dropped by a closure on that very thread.
        takeThread()?.detach()
    }

    /// Runs `body` on the writer thread, and returns when its changes are on the disk.
    ///
    /// `body` works inside a transaction that it shares with other callers, in a savepoint of its own: what it throws
    /// undoes its own changes only, and is thrown on to its caller. It must not begin or end a transaction, defer a
    /// constraint to the commit (which would fail for all), wait for anything, or write through this writer.
    ///
    /// - Parameter timeRemaining: how long it may wait before it begins, if that is less than the writer's own limit.
    /// - Throws: ``WriterError``, or what `body` throws.
    package func write<Output: Sendable>(
        timeRemaining: Duration? = nil, _ body: @escaping @Sendable (Connection) throws -> Output
    ) throws -> Output {
        let write = PendingWrite(body)
        try queue.add(write)
        // A caller that has used up its time elsewhere gets a moment, in which most commits are done.
        let limit = timeRemaining.map { min(waitLimit, max($0, Self.leastWait)) } ?? waitLimit
        if let result = write.result(timeout: limit) { return try result.get() }
        if queue.withdraw(write) { throw WriterError.timedOut }
        // It has begun, so only its end tells what to answer.
        return try write.result().get()
    }

    /// Has `body` run with the next batch that is written anyway, or in one of its own when none comes in time.
    ///
    /// Returns at once. Of two with one `key` only the later one runs. It may be lost, when the process or the database
    /// fails, and its error is lost always; while the writer keeps too many already, it is not taken. Under the same rules
    /// as in ``write(timeRemaining:_:)``.
    ///
    /// - Parameter limit: how long it may wait for a batch.
    package func writeLater(
        _ key: [UInt8], within limit: Duration, _ body: @escaping @Sendable (Connection) throws -> Void
    ) {
        queue.add(deferred: key, within: limit, body)
    }

    /// Throws when files of the database have been moved, removed or replaced since the start: then connections that are
    /// open already go on reading what no new one would see. It is noticed within a fraction of a second.
    package func checkFiles() throws(SQLiteError) {
        try files.checkIfInDoubt()
    }

    /// Finishes what is queued, empties the WAL into the database and closes it; what comes later is refused.
    ///
    /// It waits for that at most as long as a write may wait: then another process keeps the lock, and every write
    /// that had not begun has been withdrawn.
    package func stop() {
        queue.stop()
        let ended = hasEnded.wait(timeout: waitLimit) { $0 ? true : nil } ?? false
        guard let thread = takeThread() else { return }
        if ended { thread.join() } else { thread.detach() }
    }

    private func takeThread() -> SystemThread? {
        thread.withLock { thread in
            defer { thread = nil }
            return thread
        }
    }

    /// The thread's whole life; nonisolated, so that it may run on a thread of its own.
    private static func work(
        _ setup: Setup, _ waitLimit: Duration, _ files: DatabaseFiles, _ queue: WriteQueue, _ opening: WriterStartup
    ) {
        do {
            var writer = try WriterThread(
                setup, waitLimit: waitLimit, files: files, queue: queue, opening: opening)
            opening.end(.success(()))
            writer.run()
        } catch {
            opening.end(.failure(error))
        }
    }
}
