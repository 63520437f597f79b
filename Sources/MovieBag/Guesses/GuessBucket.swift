/// A bucket that each wrong password puts a guess into and that empties by itself: the first ``burst`` are free, and after
/// that there is room for one more in each interval.
///
/// What is kept of one is a single number, the time when it is empty (the generic cell rate algorithm of ITU-T I.371): so
/// waiting needs no write, and to forget one that is empty changes nothing.
///
/// Tests: GuessBucketTests.swift
package struct GuessBucket: Sendable, Equatable {
    /// 16 bytes that tell nothing of the account or client.
    package let key: [UInt8]
    /// How many guesses it holds.
    package let burst: Int64
    /// In how many milliseconds one of them leaves.
    package let interval: Int64
    /// Whether an account is behind it: others make room first when there are too many.
    package let isOfAccount: Bool

    package init(key: [UInt8], burst: Int, interval: Int64, isOfAccount: Bool) {
        self.key = key
        self.burst = Int64(burst)
        self.interval = max(1, interval)
        self.isOfAccount = isOfAccount
    }

    /// How many milliseconds it takes until there is room for one more guess; 0 when there is.
    ///
    /// - Parameter empty: when it is empty, in milliseconds since 1970; `nil` when nothing is kept of it.
    package func wait(empty: Int64?, at now: UnixTime) -> Int64 {
        max(0, bounded(empty, at: now) - (burst - 1) * interval - now.milliseconds)
    }

    /// When it is empty with one more guess in it.
    package func added(empty: Int64?, at now: UnixTime) -> Int64 {
        bounded(empty, at: now) + interval
    }

    /// One that is fuller than it can be is from before the clock was set right, or from before a setting was changed.
    private func bounded(_ empty: Int64?, at now: UnixTime) -> Int64 {
        let now = now.milliseconds
        return min(max(empty ?? now, now), now + burst * interval)
    }
}
