/// Where the memory for a large response comes from, which all threads share.
///
/// Tests: MovieBagAPITests/Movies/Limits/LargePageTests.swift
package protocol ResponseBudget: Sendable {
    /// Sees to it that the response that is being made may take so many bytes, until it has been sent.
    ///
    /// Responses of ``ResponseSize/small`` bytes or fewer need not ask.
    ///
    /// - Throws: ``ResponseMemoryExhausted`` when they are not free: the request can be tried again once they are.
    func reserve(_ bytes: Int) throws(ResponseMemoryExhausted)
}

/// As much as there is: for tests, and where one response is made at a time.
package struct UnlimitedResponses: ResponseBudget {
    package init() {}
    package func reserve(_ bytes: Int) {}
}

/// The sizes that tell responses apart.
package enum ResponseSize {
    /// The largest response that takes nothing of the budget, so that it never waits.
    package static let small = 64 << 10
}

/// The memory for large responses is in use: nothing was changed, and the same request may succeed as soon as so many bytes
/// of it are free.
package struct ResponseMemoryExhausted: Error, Equatable {
    package let bytes: Int

    package init(bytes: Int) {
        self.bytes = bytes
    }
}
