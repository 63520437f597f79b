/// Tests: GroupCommitWriterTests.swift, CheckpointerTests.swift
extension GroupCommitWriter {
    /// What the writer thread is given.
    struct Setup: Sendable {
        let path: String
        let lockPath: String
        var soleUse: SoleUse?
        let prepare: @Sendable (Connection) throws -> Void
        let report: @Sendable (WriterWarning) -> Void
        var checkpoints = Checkpointer.Policy()
        var announce: @Sendable (String) -> Void = { _ in }
        /// How long after the last sign of life (``LockNote``) a process that holds the lock counts as stuck.
        var holderLimit = Duration.seconds(30)
    }

    /// Opens the database, making it if need be, and starts the thread.
    ///
    /// - Parameters:
    ///   - lockPath: the side file; by default the database's path with `.lock` appended.
    ///   - waitLimit: how long a write may wait before it begins, and how long ``stop()`` waits. So long it also waits for the
    ///     lock here, and longer while the process that holds it shows what it is doing (``LockNote``).
    ///   - soleUse: when the database may be open in no other process until it is prepared; `nil` for never.
    ///   - announce: told that it waits for such a process, in a sentence for the log.
    ///   - report: told of what lets the WAL grow; it costs no data. Called on the writer thread.
    ///   - prepare: runs first, under the lock between processes and in no transaction: for migrations.
    /// - Throws: ``SQLiteError`` when the file cannot be opened or is not on a local disk,
    ///   ``WriterError/timedOut`` when another process keeps the lock, ``DatabaseInUse``, and what `prepare` throws.
    package convenience init(
        path: String, lockPath: String? = nil, waitLimit: Duration = .seconds(5), soleUse: SoleUse? = nil,
        announce: @escaping @Sendable (String) -> Void = { _ in },
        report: @escaping @Sendable (WriterWarning) -> Void = { _ in },
        prepare: @escaping @Sendable (Connection) throws -> Void
    ) throws {
        try self.init(
            Setup(
                path: path, lockPath: lockPath ?? path + ".lock", soleUse: soleUse, prepare: prepare, report: report,
                announce: announce),
            waitLimit: waitLimit)
    }
}
