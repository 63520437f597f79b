import Threads

/// Runs `body` with 0, 1, ... on as many threads at once, and returns what each returned, or throws what one threw.
///
/// The threads wait for each other before they begin. An expectation that fails on such a thread belongs to no test:
/// return what there is to expect.
func onThreads<Result: Sendable>(
    _ count: Int, _ body: @escaping @Sendable (Int, _ waitForOthers: () -> Void) throws -> Result
) throws -> [Result] {
    let results = Monitor([Swift.Result<Result, any Error>]())
    let waiting = Monitor(0)
    let threads = try (0..<count).map { index in
        try SystemThread(name: "test") {
            let result = Swift.Result {
                try body(index) {
                    waiting.withLock { $0 += 1 }
                    waiting.notifyAll()
                    // A limit, in case one of them failed before it came here.
                    _ = waiting.wait(timeout: .seconds(20)) { $0 >= count ? true : nil }
                }
            }
            results.withLock { $0.append(result) }
        }
    }
    for thread in threads { thread.join() }
    return try results.withLock { results in try results.map { try $0.get() } }
}
