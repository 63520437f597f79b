import Threads

/// Runs `body` with 0, 1, ... on as many threads at once, and returns when all have, or throws what one of them threw.
///
/// An expectation that fails on such a thread belongs to no test: throw, or count and expect afterwards.
func onThreads(_ count: Int, _ body: @escaping @Sendable (Int) throws -> Void) throws {
    let failures = Monitor([any Error]())
    let threads = try (0..<count).map { index in
        try SystemThread(name: "test") {
            do {
                try body(index)
            } catch {
                failures.withLock { $0.append(error) }
            }
        }
    }
    for thread in threads { thread.join() }
    if let failure = failures.withLock({ $0.first }) { throw failure }
}
