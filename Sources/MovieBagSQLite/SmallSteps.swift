/// Many small pieces of work in one transaction, for which other writes wait: few at first, more where they are quick, none once
/// the time is up.
///
/// Tests: IdempotencyStoreTests.swift, DepartureStoreTests.swift
enum SmallSteps {
    /// How many pieces are done before the clock is looked at.
    private static let first = 4

    /// - Parameters:
    ///   - limit: how many pieces are done at most.
    ///   - budget: after how much time it stops. One step is always made.
    ///   - step: does so many pieces, and returns whether there may be more.
    /// - Returns: whether there may be more.
    static func run(limit: Int, within budget: Duration, _ step: (_ atMost: Int) throws -> Bool) rethrows -> Bool {
        let start = ContinuousClock.now
        var (size, left) = (first, limit)
        while true {
            let isMoreLeft = try step(min(size, left))
            left -= size
            let used = ContinuousClock.now - start
            guard isMoreLeft, left > 0, used < budget else { return isMoreLeft }
            // Small pieces: the last step takes a small part of the budget all the same.
            if used < budget / 8 { size *= 2 }
        }
    }
}
