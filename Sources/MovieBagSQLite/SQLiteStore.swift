import MovieBag
import SQLite
import Threads

/// All stores of the domain over one SQLite database, for one thread: its own reader, and the process's writer. A second
/// thread that uses it ends the process in debug builds.
///
/// Tests: MovieStoreTests.swift, SessionUseTests.swift
final class SQLiteStore {
    private let database: Database
    private let blockingRegion: any BlockingRegion
    /// Opened by the first read, and again after a read failed.
    private var reader: Connection?
    private let thread = OwningThread()
    /// What the next transaction is to record.
    var pendingEntry: AuditEntry?

    init(database: Database, blockingRegion: any BlockingRegion) {
        self.database = database
        self.blockingRegion = blockingRegion
    }

    /// The uses of sessions that this process has seen.
    var sessionUses: SessionUses { database.sessionUses }
    /// Whether movies may have to be hidden.
    var departures: DepartureFlag { database.departures }

    /// Reads on this thread.
    ///
    /// - Throws: `StorageUnavailable` for whatever SQLite reports; other errors of `body` as they are.
    func read<Result>(_ body: (Connection) throws -> Result) throws -> Result {
        assertThread()
        do {
            try database.writer.checkFiles()
            let connection = try reader ?? Connection(path: database.path, mode: .reader)
            reader = connection
            return try body(connection)
        } catch let error as SQLiteError {
            // The file may have been replaced or the disk repaired: the next read starts anew.
            reader = nil
            throw StorageUnavailable("\(error)")
        }
    }

    /// Changes something as one transaction and returns once it is on disk.
    ///
    /// - Parameter body: runs on the writer's thread; its error undoes what it did and comes back from here.
    /// - Throws: `Overloaded` when it could not begin in time, `StorageUnavailable` for whatever SQLite reports,
    ///   `OutcomeUnknown` when it was committed to files that are not in their place any more.
    func write<Result: Sendable>(_ body: @escaping @Sendable (Connection) throws -> Result) throws -> Result {
        assertThread()
        let entry = pendingEntry
        pendingEntry = nil
        return try blockingRegion.run {
            do {
                return try database.writer.write(timeRemaining: blockingRegion.timeRemaining) { connection in
                    let result = try body(connection)
                    if let entry { try connection.record(entry) }
                    return result
                }
            } catch let error as SQLiteError {
                throw StorageUnavailable("\(error)")
            } catch WriterError.unavailable(let error) {
                throw StorageUnavailable("\(error)")
            } catch WriterError.unconfirmed(let error) {
                throw OutcomeUnknown("\(error)")
            } catch WriterError.timedOut, WriterError.stopped {
                throw Overloaded("a write waited too long for the disk, or the service is ending")
            }
        }
    }

    /// Changes something with whatever is written next, or alone after `limit`, and returns at once: see
    /// `GroupCommitWriter.writeLater`.
    ///
    /// - Parameter key: of two with the same one only the later is done.
    func writeLater(
        _ key: [UInt8], within limit: Duration, _ body: @escaping @Sendable (Connection) throws -> Void
    ) {
        assertThread()
        database.writer.writeLater(key, within: limit, body)
    }

    private func assertThread() {
        // No assertion, as this target is optimized in debug builds too.
        #if DEBUG
            precondition(
                thread.isCurrent(), "a store belongs to one thread: make each thread one of its own with makeStore")
        #endif
    }
}
