/// A budget, a quota or a spacing is used up: nothing was done, and the same request may succeed after a while.
///
/// Tests: QuotaTests.swift, LinkBudgetTests.swift
package struct LimitReached: Error, Equatable {
    /// In how many seconds the same request would not meet this limit, at least 1.
    package let retryAfter: Int64
    /// The account that the limit is one of, or that was asked for, where it is known; for the log only.
    package let account: AccountID?
    /// Whether the account has as many movies as it may have: time alone makes no room.
    package let isOfMovies: Bool

    package init(retryAfter seconds: Int64, account: AccountID? = nil, isOfMovies: Bool = false) {
        retryAfter = max(1, seconds)
        self.account = account
        self.isOfMovies = isOfMovies
    }
}
