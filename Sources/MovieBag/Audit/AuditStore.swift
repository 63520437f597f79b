/// Where it is recorded what happened. A store belongs to one thread.
///
/// What succeeds is recorded by the function of a store that does it, in the same transaction. These are for the rest. Every
/// function that throws throws what ``Storage`` says when it could not be done.
package protocol AuditStore {
    /// Records it in a transaction of its own.
    func record(_ entry: AuditEntry) throws

    /// Records it with what is written next, within a second, and returns at once. It is lost when the process or the storage
    /// fails before that.
    func recordLater(_ entry: AuditEntry)

    /// The newest first.
    func records(_ query: AuditQuery) throws -> [AuditRecord]

    /// Removes records from before a time, at most `limit`; returns whether there may be more.
    func removeRecords(before time: UnixTime, limit: Int) throws -> Bool

    /// Runs `body`, and keeps the entry in the first transaction of this store in it. When that is undone, or there is none,
    /// nothing is kept.
    func recording<Result>(_ entry: AuditEntry, _ body: () throws -> Result) throws -> Result
}
