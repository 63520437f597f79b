import MovieBag
import SQLite

/// Tests: NoticeBudgetTests.swift
extension Connection {
    /// Counts a notice in the transaction that queues it.
    ///
    /// - Parameter account: named in the refusal.
    /// - Throws: `LimitReached` when its address has had enough of them.
    func spend(_ budget: NoticeBudget, for account: AccountID) throws {
        let bucket = budget.bucket
        let kept = try query("SELECT empty FROM guesses WHERE key = ?1", .blob(bucket.key)) { row in
            try row.step() ? row.integer(0) : nil
        }
        let wait = bucket.wait(empty: kept, at: budget.time)
        guard wait == 0 else { throw LimitReached(retryAfter: (wait + 999) / 1000, account: account) }
        if kept == nil { try makeRoom(for: [bucket], atMost: budget.mostBuckets) }
        try keep(bucket, empty: bucket.added(empty: kept, at: budget.time))
    }
}
