/// How long to wait before a message is tried again: twice as long after each failure, up to a limit.
///
/// Every wait is moved by up to a quarter of itself in either direction, so that messages that failed together,
/// when the mail system was down, do not all come back in the same second.
package struct RetrySchedule: Sendable {
    private let firstDelay: Duration
    private let longestDelay: Duration

    /// A quarter: at its limit of an hour a wait takes between 45 and 75 minutes.
    private static let spread = 0.25

    /// Makes a schedule. The defaults wait about 10, 20, 40 … seconds and never much more than an hour.
    package init(firstDelay: Duration = .seconds(10), longestDelay: Duration = .seconds(3600)) {
        self.firstDelay = firstDelay
        self.longestDelay = longestDelay
    }

    /// No wait is longer.
    package var longestWait: Duration { longestDelay * (1 + Self.spread) }

    /// The wait after the given attempt has failed; the first attempt is number 1.
    ///
    /// - Parameter jitter: a random number from 0 up to 1, from the caller's generator; 0.5 leaves the wait unmoved.
    package func delay(afterAttempt attempt: Int, jitter: Double) -> Duration {
        // Thirty doublings of any sensible first wait are past any sensible limit, and far from an overflow.
        let doublings = min(max(attempt, 1), 31) - 1
        let unmoved = min(firstDelay * (1 << doublings), longestDelay)
        let position = jitter.isFinite ? min(max(jitter, 0), 1) : 0.5
        return unmoved * (1 - Self.spread + 2 * Self.spread * position)
    }
}
