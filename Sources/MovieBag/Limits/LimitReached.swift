/// A budget, a quota or a spacing is used up: nothing was done, and the same request may succeed after a while.
package struct LimitReached: Error, Equatable {
    /// In how many seconds the same request would not meet this limit, at least 1.
    package let retryAfter: Int64

    package init(retryAfter seconds: Int64) {
        retryAfter = max(1, seconds)
    }
}
