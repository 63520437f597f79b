import Glibc

/// How a database is opened for a change that no other process may see: when none has it open any more.
///
/// A connection in WAL mode holds a lock on the database's file as long as it lives, whichever program it belongs to and
/// however old that is (``DatabaseUsers``). The lock between processes is held from the look to the end of the change, so no
/// service opens the database meanwhile; a program that only reads sees it as it is before or after.
///
/// Tests: SoleUseTests.swift
package struct SoleUse: Sendable {
    private let limit: Duration
    private let reason: @Sendable (Connection) throws -> String?
    private let report: @Sendable (String) -> Void

    /// How often it looks whether the others have closed the database.
    private static let interval: UInt32 = 100_000
    /// How often it reports that it waits.
    private static let reportInterval = Duration.seconds(5)

    /// - Parameters:
    ///   - limit: how long to wait for other processes to close the database, from 0 on.
    ///   - reason: why it has to be open nowhere else, the beginning of a sentence; `nil` when there is no need. It is asked
    ///     again after each wait, as another process may have made the change.
    ///   - report: told that it waits, in a sentence for the log.
    package init(
        limit: Duration, reason: @escaping @Sendable (Connection) throws -> String?,
        report: @escaping @Sendable (String) -> Void
    ) {
        self.limit = limit
        self.reason = reason
        self.report = report
    }

    /// Opens the writer's connection. This process must not have the database open.
    ///
    /// - Parameter lock: the lock between processes, which is held; others get it while this one waits for them, and it is
    ///   taken again.
    /// - Throws: ``DatabaseInUse`` when the limit has passed, ``WriterError/timedOut`` when another process keeps the lock,
    ///   ``SQLiteError``, and what `reason` throws.
    func open(_ path: String, holding lock: WatchedLock) throws -> Connection {
        let end = ContinuousClock.now + limit
        var nextReport = ContinuousClock.now
        while true {
            let need: String
            do {
                let connection = try Connection(path: path, mode: .writer)
                guard let found = try reason(connection) else { return connection }
                need = found
            }
            // It is closed again: looking at the locks of others would drop its own.
            guard let process = try DatabaseUsers.oneOther(of: path) else {
                return try Connection(path: path, mode: .writer)
            }
            let now = ContinuousClock.now
            guard now < end else { throw DatabaseInUse(reason: need, process: process) }
            if nextReport <= now {
                report(
                    "\(need): waiting for process \(process) to close it, for \((end - now).components.seconds + 1) s at most"
                )
                nextReport = now + Self.reportInterval
            }
            lock.release()
            usleep(Self.interval)
            try lock.acquire()
        }
    }
}

/// Another process has the database open, and what was to be done needs it open nowhere else.
package struct DatabaseInUse: Error, Equatable {
    /// What was to be done: the beginning of a sentence.
    package let reason: String
    /// One of the processes; 0 for one of another container.
    package let process: pid_t
}

extension DatabaseInUse: CustomStringConvertible {
    package var description: String { "\(reason), but process \(process) has it open" }
}
