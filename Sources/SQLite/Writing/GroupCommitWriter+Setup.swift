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
    }

    /// Opens the database, making it if need be, and starts the thread.
    ///
    /// - Parameters:
    ///   - lockPath: the side file; by default the database's path with `.lock` appended.
    ///   - waitLimit: how long a write may wait before it begins, and how long ``stop()`` waits.
    ///   - soleUse: when the database may be open in no other process until it is prepared; `nil` for never.
    ///   - report: told of what lets the WAL grow; it costs no data. Called on the writer thread.
    ///   - prepare: runs first, under the lock between processes and in no transaction: for migrations.
    /// - Throws: ``SQLiteError`` when the file cannot be opened or is not on a local disk,
    ///   ``WriterError/timedOut`` when another process keeps the lock, ``DatabaseInUse``, and what `prepare` throws.
    package convenience init(
        path: String, lockPath: String? = nil, waitLimit: Duration = .seconds(5), soleUse: SoleUse? = nil,
        report: @escaping @Sendable (WriterWarning) -> Void = { _ in },
        prepare: @escaping @Sendable (Connection) throws -> Void
    ) throws {
        try self.init(
            Setup(
                path: path, lockPath: lockPath ?? path + ".lock", soleUse: soleUse, prepare: prepare, report: report),
            waitLimit: waitLimit)
    }
}
