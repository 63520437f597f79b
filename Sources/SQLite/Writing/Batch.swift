import CSQLite

/// One transaction for everything that waits: group commit.
struct Batch {
    private let writes: [any QueuedWrite]
    private let failure: WriterError?

    /// Begins a transaction, runs what is queued by then, and commits; the lock between processes is held.
    ///
    /// The writes are only taken when the transaction has begun, because until then they can be withdrawn, and more
    /// may come. If a program that does not take that lock keeps the transaction from beginning, they stay in line: each
    /// waits for its own time, and is withdrawn after that.
    static func commit(_ queue: WriteQueue, on connection: Connection, of files: DatabaseFiles) -> Batch {
        var writes: [any QueuedWrite]?
        var isCommitted = false
        do throws(SQLiteError) {
            try files.check()
            try connection.statement("BEGIN IMMEDIATE").run()
            let taken = queue.takeAll()
            writes = taken.writes
            try run(taken.writes, taken.deferred, on: connection)
            if connection.isInTransaction {
                try connection.statement("COMMIT").run()
                isCommitted = true
            }
            // Whatever has happened to them meanwhile: what is acknowledged is where the next start will look for it.
            try files.check()
            return Batch(writes: taken.writes, failure: nil)
        } catch {
            rollBack(connection)
            if let writes {
                return Batch(writes: writes, failure: isCommitted ? .unconfirmed(error) : .unavailable(error))
            }
            if error.isBusy {
                queue.forgetDeferred()
                return Batch(writes: [], failure: nil)
            }
            // If the transaction did not begin, neither did anybody's write; this is the response for all that wait.
            return refuse(queue, error)
        }
    }

    /// A batch that could not even get the lock.
    static func refuse(_ queue: WriteQueue, _ error: SQLiteError) -> Batch {
        queue.forgetDeferred()
        return Batch(writes: queue.takeAll().writes, failure: .unavailable(error))
    }

    /// Wakes the callers: what they asked for is on the disk, or is not done.
    func settle() {
        for write in writes { write.settle(failure) }
    }

    private static func run(
        _ writes: [any QueuedWrite], _ deferred: [DeferredWrites.Body], on connection: Connection
    ) throws(SQLiteError) {
        if writes.count == 1 && deferred.isEmpty {
            // The transaction serves as the savepoint of its only write.
            if try !succeeds(writes[0].run, on: connection) { try connection.statement("ROLLBACK").run() }
            return
        }
        // They were asked for before the others, which may look at what they change.
        for body in deferred { try runInSavepoint(body, on: connection) }
        for write in writes { try runInSavepoint(write.run, on: connection) }
    }

    private static func runInSavepoint(
        _ body: (Connection) throws -> Void, on connection: Connection
    ) throws(SQLiteError) {
        try connection.statement("SAVEPOINT pending").run()
        if try !succeeds(body, on: connection) {
            try connection.statement("ROLLBACK TO pending").run()
        }
        try connection.statement("RELEASE pending").run()
    }

    /// Whether the closure returned, rather than threw. Throws when it took the transaction with it.
    private static func succeeds(
        _ body: (Connection) throws -> Void, on connection: Connection
    ) throws(SQLiteError) -> Bool {
        var failure: (any Error)?
        do {
            try body(connection)
        } catch {
            failure = error
        }
        connection.resetStatements()
        // After a severe error, such as a full disk, SQLite may roll back everything that the others did as well.
        guard connection.isInTransaction else {
            throw failure as? SQLiteError
                ?? SQLiteError(code: SQLITE_ABORT, message: "a write ended the transaction of its batch")
        }
        return failure == nil
    }

    private static func rollBack(_ connection: Connection) {
        guard connection.isInTransaction else { return }
        do {
            try connection.statement("ROLLBACK").run()
        } catch {
            // The error that led here is the one to report. Should a transaction stay open, the next BEGIN says so.
        }
    }
}
