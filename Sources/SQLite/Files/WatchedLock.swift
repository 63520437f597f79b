import Glibc

/// The lock between processes, for a process that waits for it as long as its holder shows what it is doing (``LockNote``).
///
/// Tests: SoleUseTests.swift
struct WatchedLock {
    private let lock: FileLock
    private let path: String
    private let limit: Duration
    private let holderLimit: Duration
    private let announce: @Sendable (String) -> Void

    /// How often it looks whether the lock is free, in microseconds.
    private static let interval: UInt32 = 20_000

    /// - Parameters:
    ///   - path: the lock's file.
    ///   - limit: how long it waits for a holder that does not say what it is doing.
    ///   - holderLimit: how long after the last sign of life a holder counts as stuck.
    ///   - announce: told that it waits longer, in a sentence for the log.
    init(
        _ lock: FileLock, path: String, limit: Duration, holderLimit: Duration,
        announce: @escaping @Sendable (String) -> Void
    ) {
        self.lock = lock
        self.path = path
        self.limit = limit
        self.holderLimit = holderLimit
        self.announce = announce
    }

    /// Takes the lock, and what a process has left in its file away, which was killed.
    ///
    /// - Throws: ``WriterError/timedOut``, ``SQLiteError``.
    func acquire() throws {
        let end = ContinuousClock.now + limit
        var watch = LockNoteWatch(path: path, limit: holderLimit)
        var isAnnounced = false
        while try !lock.tryAcquire() {
            // Asked from the beginning on: a sign of life counts from when it was seen.
            let activity = watch.activity()
            if ContinuousClock.now >= end {
                guard let activity else { throw WriterError.timedOut }
                if !isAnnounced { announce("\(activity): waiting until it has ended") }
                isAnnounced = true
            }
            usleep(Self.interval)
        }
        LockNote.clear(path)
    }

    /// Lets the next one have it.
    func release() { lock.release() }
}
